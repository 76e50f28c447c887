import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { provenances, type Provenance } from '../core/artefact.ts';
import { count } from '../core/words.ts';
import { defaultZeroRule } from '../evidence/drift/zero-rule.ts';
import { parseEvidence } from '../evidence/shapes/index.ts';
import { featureTypes, type Profile, type ZeroRule } from '../evidence/shapes/profile.ts';
import { measuring } from '../profile/measure.ts';
import { computeProfile, type Computed } from '../profile/profile.ts';
import {
  spans,
  type Batching,
  type FeatureType,
  type NumericRule,
  type ProfileRequest,
  type Role,
} from '../profile/request.ts';
import { CouldNotRun } from './errors.ts';
import { checkOut, nextStep, statedOf, toText, type Stated } from './measured-file.ts';
import { collect, pair, parseNames, wholeNumber } from './option-values.ts';
import {
  measure,
  metricsOnly,
  metricsOptions,
  refuseOptions,
  type MetricsOptions,
} from './profile-metrics.ts';
import { parseAsOf, quietOption } from './options.ts';
import { packageVersion } from './package-root.ts';
import { resolvePath, showPath } from './paths.ts';
import { checkPacked, findRawFiles } from './raw-files.ts';
import type { Terminal } from './terminal.ts';
import { withEngine } from './with-engine.ts';
import { writeFileWhole } from './write-file.ts';

const roles = ['input', 'output', 'outcome', 'context'] as const;
const numericRules = ['reference-quantiles', 'reference-equal-width', 'pooled-equal-width'] as const;

/** The zero rules by the names that documents use. */
const zeroRules: Readonly<Record<string, ZeroRule>> = {
  'clip-1e-6': defaultZeroRule,
  'clip-1e-4': { name: 'clip', epsilon: 1e-4 },
  evidently: { name: 'evidently' },
  'add-half': { name: 'add-half' },
  drop: { name: 'drop' },
};

interface Options extends MetricsOptions {
  reference?: string[];
  out: string;
  time?: string;
  by?: (typeof spans)[number] | 'file';
  batch?: string;
  features?: string[];
  exclude: string[];
  type: Record<string, FeatureType>;
  role: Record<string, Role>;
  bins: number;
  binRule: NumericRule;
  zeroRule: string;
  minimumGroup: number;
  maximumCategories: number;
  missing: string[];
  score?: string;
  label?: string;
  positive?: string;
  labelLatency?: string;
  model?: string;
  modelVersion?: string;
  dataset?: string;
  provenance?: Provenance;
  referenceLabel?: string;
  frozenOn?: string;
  memory: string;
  threads: number;
  quiet?: true;
}

/** `casebook profile`: raw rows to a small file of counts; the rows stay where they are. */
export const profileCommand = (terminal: Terminal): Command =>
  metricsOptions(new Command('profile'))
    .description('bin raw rows into a small profile that can be committed; the rows stay where they are')
    .argument('<files...>', 'raw rows: Parquet, CSV or NDJSON files or patterns, such as `batches/*.parquet`')
    .addOption(
      new Option('--reference <files>', 'the rows to compare with; repeat it for more').argParser(collect),
    )
    .requiredOption('--out <file>', 'the profile to write, such as `evidence/drift.profile.json`')
    .option('--time <column>', 'the column that dates a row, in UTC')
    .addOption(new Option('--by <span>', 'what makes a batch (default: month)').choices([...spans, 'file']))
    .option('--batch <column>', 'make a batch of each value of this column, in place of --by')
    .option(
      '--features <names>',
      'the columns to profile, with commas (default: all that can be binned)',
      parseNames,
    )
    .option('--exclude <names>', 'columns to leave out, with commas', parseNames, [])
    .option(
      '--type <name=type>',
      `take a column as ${featureTypes.join(', ')}; repeat it for more`,
      pair('type', featureTypes),
      {},
    )
    .option(
      '--role <name=role>',
      `say that a column is ${roles.join(', ')}; repeat it for more`,
      pair('role', roles),
      {},
    )
    .option('--bins <number>', 'bins of a feature with an order', wholeNumber(2, 1000), 10)
    .addOption(
      new Option('--bin-rule <rule>', 'how their edges are chosen')
        .choices(numericRules)
        .default('reference-quantiles'),
    )
    .addOption(
      new Option('--zero-rule <rule>', 'how empty bins enter PSI')
        .choices(Object.keys(zeroRules))
        .default('clip-1e-6'),
    )
    .option(
      '--minimum-group <rows>',
      'hold back groups of fewer rows; 1 holds nothing back',
      wholeNumber(1, 1e9),
      10,
    )
    .option(
      '--maximum-categories <number>',
      'list at most so many categories of a feature',
      wholeNumber(1, 1000),
      50,
    )
    .option(
      '--missing <words>',
      'words that stand for no value in CSV, with commas, such as `NA,null`',
      parseNames,
      [],
    )
    .option('--score <column>', 'the score of the model, a probability')
    .option('--label <column>', 'the outcome that the score is of, for performance and calibration')
    .option(
      '--positive <value>',
      'the value of the label that the score is the probability of (default: 1 or true)',
    )
    .option('--label-latency <duration>', 'how long until outcomes are known, such as `P6M`', parseDuration)
    .option('--model <id>', 'the model (default: the system whose folder --out is in)')
    .option('--model-version <text>', 'its version (default: that of the system)')
    .option('--dataset <text>', 'which rows these are, in words; asked of every file')
    .addOption(
      new Option('--provenance <word>', 'where the rows come from (default: that of the system)').choices(
        provenances,
      ),
    )
    .option('--reference-label <text>', 'what the reference is, in words (default: its files)')
    .option('--frozen-on <date>', 'the day from which the reference was not changed', parseAsOf)
    .option('--memory <size>', 'what the engine may take', parseMemory, '1GB')
    .option(
      '--threads <number>',
      'processor threads to use',
      wholeNumber(1, 512),
      Math.min(os.availableParallelism(), 8),
    )
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
The profile holds counts per bin and batch, moments, quantiles and distances; no row leaves the data's environment.
Files are read where they lie; no network is used. Sums do not depend on the order of rows or on --threads.

Example:
  casebook profile 'batches/*.parquet' --reference reference.parquet --time scored_at --by month \\
    --dataset 'all scored accounts' --out content/systems/retail-credit-pd/evidence/drift.profile.json

With --metrics the rows are measured instead, without a reference: ranking with intervals, calibration, scores by
outcome, decisions by threshold, gains, and parts of the rows.

  casebook profile predictions.parquet --metrics --score score --label outcome --threshold 0.12 \\
    --slices product,region --intersections product:region --dataset 'matured cohorts' \\
    --out content/systems/retail-credit-pd/evidence/performance.json`,
    )
    .action(async (patterns: string[], options: Options, command: Command) => {
      if (options.metrics) await measure(terminal, patterns, options, command);
      else await profile(terminal, patterns, options, command);
    });

async function profile(
  terminal: Terminal,
  patterns: string[],
  options: Options,
  command: Command,
): Promise<void> {
  if (options.reference === undefined) {
    throw new CouldNotRun('a profile compares with a reference; name its files with --reference');
  }
  refuseOptions(command, metricsOnly, 'without --metrics');
  const out = resolvePath(terminal, options.out);
  const shown = showPath(terminal, out);
  const isThere = checkOut(out, shown, 'casebook/profile@1');
  const batching = batchingOf(options);
  if ((options.score === undefined) !== (options.label === undefined)) {
    const [given, other] = options.score === undefined ? ['--label', '--score'] : ['--score', '--label'];
    throw new CouldNotRun(`${given} needs ${other}: performance is of a score with its outcomes`);
  }
  const files = findRawFiles(terminal, patterns, 'batches');
  const reference = findRawFiles(terminal, options.reference, '--reference');
  await checkPacked(terminal, [...files, ...reference]);
  const stated = await statedOf(terminal, out, options, 'a profile');
  const request: ProfileRequest = {
    files,
    reference,
    time: options.time ?? null,
    batching,
    features: options.features ?? null,
    exclude: options.exclude,
    types: options.type,
    roles: options.role,
    bins: options.bins,
    binRule: options.binRule,
    zeroRule: zeroRules[options.zeroRule]!,
    minimumGroup: options.minimumGroup,
    maximumCategories: options.maximumCategories,
    score: options.score ?? null,
    label: options.label ?? null,
    positive: options.positive ?? null,
    missing: options.missing,
    show: (file) => showPath(terminal, file),
  };
  const others = measuring(options.threads);
  const computed = await withEngine(terminal, [...files, ...reference], options, (engine, onStep) =>
    computeProfile(engine, request, onStep, others.measure),
  ).finally(() => others.close());
  if (computed === null) {
    terminal.err(`casebook: stopped; ${isThere ? `${shown} is as it was` : 'nothing is written'}\n`);
    terminal.exitCode = 130;
    return;
  }
  const label = options.referenceLabel ?? reference.map((file) => path.basename(file)).join(', ');
  const content = contentOf(request, options, stated, computed, label);
  const { issues } = parseEvidence(content);
  if (issues[0])
    throw new Error(`the profile is not sound: ${issues[0].path.join('/')} ${issues[0].message}`);
  writeFileWhole(out, toText(content), shown);
  terminal.out(summary(terminal, content, out));
}

function batchingOf({ by, batch, time }: Options): Batching {
  if (batch !== undefined) {
    if (by !== undefined) throw new CouldNotRun('give --by or --batch, not both');
    return { by: 'column', column: batch };
  }
  if (by === 'file') return { by: 'file' };
  if (time === undefined) {
    throw new CouldNotRun(
      'name the column that dates a row with --time, or make batches with --by file or --batch <column>',
    );
  }
  return { by: 'time', span: by ?? 'month' };
}

function contentOf(
  { batching, time, zeroRule, minimumGroup, show: _ }: ProfileRequest,
  options: Options,
  stated: Stated,
  computed: Computed,
  label: string,
): Profile {
  const { notes, reference, features, batches, series, calibration, bin_rule, ...more } = computed;
  const column =
    batching.by === 'column' ? batching.column : batching.by === 'file' ? (time ?? 'file') : time!;
  return {
    schema: 'casebook/profile@1',
    producer: { name: 'casebook', version: packageVersion() },
    ...stated,
    ...(notes.length > 0 && { notes }),
    time: { column, by: batching.by === 'time' ? batching.span : 'batch' },
    bin_rule,
    zero_rule: zeroRule,
    std_ddof: 0,
    minimum_group: minimumGroup,
    ...more,
    ...(options.labelLatency !== undefined && { label_latency: options.labelLatency }),
    reference: {
      label,
      ...reference,
      ...(options.frozenOn !== undefined && { frozen_on: options.frozenOn }),
    },
    batches,
    features,
    ...(series && { series }),
    ...(calibration && { calibration }),
  };
}

function summary(terminal: Terminal, content: Profile, out: string): string {
  const shown = showPath(terminal, out);
  const rows = content.batches.reduce((sum, batch) => sum + batch.n, 0);
  const [first, last] = [content.batches[0]!.id, content.batches.at(-1)!.id];
  const span = first === last ? first : `${first} … ${last}`;
  const lines = [
    `${shown}: ${count(Object.keys(content.features).length, 'feature')} in ${count(content.batches.length, 'batch', 'batches')} (${span}), ${count(rows, 'row')} against ${content.reference.n} of the reference.`,
  ];
  const kept = content.held_back;
  if (kept) {
    const parts = [
      count(kept.groups, 'group'),
      count(kept.bins, 'bin'),
      count(kept.quantiles, 'quantile'),
      count(kept.categories, 'category', 'categories'),
      count(kept.figures, 'figure'),
    ].filter((part) => !part.startsWith('0 '));
    const what = parts.length === 0 ? 'nothing' : parts.join(', ');
    lines.push(`Held back, groups being of at least ${content.minimum_group} rows: ${what}.`);
  }
  const closed = Object.values(content.features).flatMap(({ reference, batches: { counts } }) =>
    counts.filter((row) => row !== null && (reference.counts.includes(null) || row.includes(null))),
  ).length;
  if (closed > 0) {
    lines.push(
      `Without a PSI for it: ${count(closed, 'batch of a feature', 'batches of features')}; fewer --bins or a longer span show more.`,
    );
  }
  for (const note of content.notes ?? []) lines.push(`Note: ${note}.`);
  lines.push(nextStep(terminal, out, content.provenance));
  return `${lines.join('\n')}\n`;
}

function parseDuration(text: string): string {
  if (!/^P\d+(D|W|M|Y)$/.test(text)) throw new InvalidArgumentError('It must be a duration such as `P6M`.');
  return text;
}

function parseMemory(text: string): string {
  if (!/^\d+(\.\d+)?\s?[MG]i?B$/i.test(text))
    throw new InvalidArgumentError('It must be a size such as `2GB`.');
  return text;
}
