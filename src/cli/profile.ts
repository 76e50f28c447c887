import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { provenances, type Provenance } from '../core/artefact.ts';
import { asRecord, asText } from '../core/data.ts';
import { defaultZeroRule } from '../evidence/drift/zero-rule.ts';
import { parseYaml } from '../read/yaml.ts';
import { parseEvidence } from '../evidence/shapes/index.ts';
import { featureTypes, type Profile, type ZeroRule } from '../evidence/shapes/profile.ts';
import { openDuckdb } from '../profile/duckdb.ts';
import { computeProfile, type Computed } from '../profile/profile.ts';
import {
  CannotProfile,
  spans,
  type Batching,
  type FeatureType,
  type NumericRule,
  type ProfileRequest,
  type Role,
} from '../profile/request.ts';
import { contentAbove } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { loadPortfolio } from './load.ts';
import { parseAsOf, quietOption } from './options.ts';
import { packageVersion } from './package-root.ts';
import { quoted, resolvePath, showPath } from './paths.ts';
import { progressBar } from './progress.ts';
import { findRawFiles } from './raw-files.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';

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

interface Options {
  reference: string[];
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
  new Command('profile')
    .description('bin raw rows into a small profile that can be committed; the rows stay where they are')
    .argument('<files...>', 'raw rows: Parquet, CSV or NDJSON files or patterns, such as `batches/*.parquet`')
    .addOption(
      new Option('--reference <files>', 'the rows to compare with; repeat it for more')
        .argParser(collect)
        .makeOptionMandatory(),
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
    .option('--dataset <text>', 'which rows these are, in words')
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
    --dataset 'all scored accounts' --out content/systems/retail-credit-pd/evidence/drift.profile.json`,
    )
    .action(async (patterns: string[], options: Options) => {
      await profile(terminal, patterns, options);
    });

async function profile(terminal: Terminal, patterns: string[], options: Options): Promise<void> {
  const out = resolvePath(terminal, options.out);
  const shown = showPath(terminal, out);
  const isThere = checkOut(out, shown);
  const batching = batchingOf(options);
  if ((options.score === undefined) !== (options.label === undefined)) {
    const [given, other] = options.score === undefined ? ['--label', '--score'] : ['--score', '--label'];
    throw new CouldNotRun(`${given} needs ${other}: performance is of a score with its outcomes`);
  }
  const files = findRawFiles(terminal, patterns, 'batches');
  const reference = findRawFiles(terminal, options.reference, '--reference');
  const stated = await statedOf(terminal, out, options);
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
  const computed = await compute(terminal, request, options);
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

/** Computes with an engine that is closed in the end; `null` when the person stopped it. */
async function compute(
  terminal: Terminal,
  request: ProfileRequest,
  options: Options,
): Promise<Computed | null> {
  // Asked before anything is on disk: from then on a signal must not end the process by itself.
  let stop = (): void => undefined;
  let isStopped = false;
  void terminal.stopped().then(() => {
    isStopped = true;
    stop();
  });
  const engine = await openDuckdb({
    files: [...request.files, ...request.reference],
    memory: options.memory,
    threads: options.threads,
  }).catch((error: unknown) => {
    throw error instanceof CannotProfile ? new CouldNotRun(error.message) : error;
  });
  stop = () => engine.interrupt();
  const bar = progressBar(terminal, options.quiet === true);
  let step = { done: 0, all: 1, next: '' };
  const draw = (): void => bar.show((step.done + engine.progress()) / step.all, step.next);
  const timer = terminal.live && !options.quiet ? setInterval(draw, 200) : null;
  try {
    return await computeProfile(engine, request, (done, all, next) => {
      if (isStopped) throw new Error('stopped');
      step = { done, all, next };
      draw();
    });
  } catch (error) {
    if (isStopped) return null;
    throw error instanceof CannotProfile ? new CouldNotRun(error.message) : error;
  } finally {
    if (timer !== null) clearInterval(timer);
    bar.end();
    engine.close();
  }
}

/** What nobody can compute: which model, which version, which rows. */
interface Stated {
  model: string;
  model_version: string;
  dataset: string;
  provenance: Provenance;
}

/** What was stated on the command line, else by the system in whose folder the profile goes; nothing is made up. */
async function statedOf(terminal: Terminal, out: string, options: Options): Promise<Stated> {
  const content = contentAbove(out);
  const steps =
    content === null
      ? []
      : path.relative(content, path.join(fs.realpathSync(path.dirname(out)), '.')).split(path.sep);
  const system = steps[0] === 'systems' ? (steps[1] ?? null) : null;
  const needsSystem = [options.model, options.modelVersion, options.provenance].includes(undefined);
  const own =
    content !== null && system !== null && needsSystem
      ? ((await loadPortfolio(terminal, content, undefined, 'facts')).artefacts.find(
          (one) => one.kind === 'system' && one.system === system,
        ) ?? null)
      : null;
  const stated = {
    model: options.model ?? own?.system ?? undefined,
    model_version: options.modelVersion ?? asText(own?.data['version']) ?? undefined,
    dataset: options.dataset,
    provenance: options.provenance ?? (asText(own?.data['provenance']) as Provenance | null) ?? undefined,
  };
  const flags = {
    model: '--model',
    model_version: '--model-version',
    dataset: '--dataset',
    provenance: '--provenance',
  };
  const absent = Object.entries(stated).flatMap(([key, value]) =>
    value === undefined ? [flags[key as keyof typeof flags]] : [],
  );
  if (absent.length > 0) {
    const where =
      system === null ? ' or write into a system’s evidence folder, whose system.mdx says most of it' : '';
    throw new CouldNotRun(
      `a profile must say what it is of; give ${absent.join(', ')}${absent.join() === '--dataset' ? '' : where}`,
    );
  }
  return stated as Stated;
}

/** Refuses to write where no folder is, or over what is no profile; returns whether a profile is there. */
function checkOut(out: string, shown: string): boolean {
  const folder = path.dirname(out);
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    throw new CouldNotRun(`--out: there is no folder ${path.dirname(shown)}; make it, or correct the path`);
  }
  if (fs.statSync(out, { throwIfNoEntry: false })?.isDirectory())
    throw new CouldNotRun(`--out: ${shown} is a folder; name a file in it`);
  const text = readTextIfThere(out, shown);
  if (text === null) return false;
  if (isProfileText(text)) return true;
  throw new CouldNotRun(`--out: ${shown} is there and is no profile; write beside it, or remove it first`);
}

function isProfileText(text: string): boolean {
  try {
    return asRecord(JSON.parse(text))?.['schema'] === 'casebook/profile@1';
  } catch {
    return false;
  }
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

/** JSON with lists of plain values on one line: a difference between two versions shows whole rows. */
function toText(value: unknown, indent = ''): string {
  const isPlain = (one: unknown): boolean => typeof one !== 'object' || one === null;
  const inner = `${indent} `;
  const end = indent === '' ? '\n' : '';
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
    return `[\n${value.map((one) => inner + toText(one, inner)).join(',\n')}\n${indent}]${end}`;
  }
  if (isPlain(value)) return JSON.stringify(value);
  const fields = Object.entries(value as object).filter(([, one]) => one !== undefined);
  return `{\n${fields.map(([key, one]) => `${inner}${JSON.stringify(key)}: ${toText(one, inner)}`).join(',\n')}\n${indent}}${end}`;
}

function summary(terminal: Terminal, content: Profile, out: string): string {
  const shown = showPath(terminal, out);
  const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
  const rows = content.batches.reduce((sum, batch) => sum + batch.n, 0);
  const [first, last] = [content.batches[0]!.id, content.batches.at(-1)!.id];
  const span = first === last ? first : `${first} … ${last}`;
  const lines = [
    `${shown}: ${counted(Object.keys(content.features).length, 'feature')} in ${counted(content.batches.length, 'batch', 'batches')} (${span}), ${counted(rows, 'row')} against ${content.reference.n} of the reference.`,
  ];
  const kept = content.held_back;
  if (kept) {
    const parts = [
      counted(kept.groups, 'group'),
      counted(kept.bins, 'bin'),
      counted(kept.quantiles, 'quantile'),
      counted(kept.categories, 'category', 'categories'),
      counted(kept.figures, 'figure'),
    ].filter((part) => !part.startsWith('0 '));
    const what = parts.length === 0 ? 'nothing' : parts.join(', ');
    lines.push(`Held back, groups being of at least ${content.minimum_group} rows: ${what}.`);
  }
  const closed = Object.values(content.features).flatMap(({ reference, batches: { counts } }) =>
    counts.filter((row) => row !== null && (reference.counts.includes(null) || row.includes(null))),
  ).length;
  if (closed > 0) {
    lines.push(
      `Without a PSI for it: ${counted(closed, 'batch of a feature', 'batches of features')}; fewer --bins or a longer span show more.`,
    );
  }
  for (const note of content.notes ?? []) lines.push(`Note: ${note}.`);
  const content_ = contentAbove(out);
  const steps = content_ === null ? [] : path.relative(content_, fs.realpathSync(out)).split(path.sep);
  const isPlaced = steps[0] === 'systems' && steps[2] === 'evidence' && steps.length > 3;
  lines.push(
    !isPlaced
      ? 'Next: put it below systems/<id>/evidence/ of a portfolio, then `casebook evidence add` it.'
      : isRegistered(path.join(content_!, ...steps.slice(0, 3), 'evidence.yaml'), steps.slice(3).join('/'))
        ? `Next: casebook evidence refresh ${quoted(shown)}`
        : `Next: casebook evidence add ${quoted(shown)} --title '…' --provenance ${content.provenance}`,
  );
  return `${lines.join('\n')}\n`;
}

/** Whether a register has a row for a file of its folder: its digest is renewed then, not written for the first time. */
function isRegistered(register: string, file: string): boolean {
  const text = readTextIfThere(register);
  if (text === null) return false;
  const rows = asRecord(parseYaml(text, { file: register, text, offset: 0 }).data)?.['evidence'];
  return Array.isArray(rows) && rows.some((row) => asRecord(row)?.['file'] === file);
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** Names with commas between them; repeated options add up. */
function parseNames(text: string, before: string[] | undefined): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It must be names with commas between them.');
  return [...(before ?? []), ...names];
}

/** `name=word`, where the word is one of a list; repeated options add up. */
const pair =
  <Word extends string>(what: string, words: readonly Word[]) =>
  (text: string, before: Record<string, Word> | undefined): Record<string, Word> => {
    const at = text.lastIndexOf('=');
    const word = text.slice(at + 1) as Word;
    if (at < 1 || !words.includes(word)) {
      throw new InvalidArgumentError(`It must be \`column=${what}\` with one of ${words.join(', ')}.`);
    }
    return { ...before, [text.slice(0, at)]: word };
  };

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };

function parseDuration(text: string): string {
  if (!/^P\d+(D|W|M|Y)$/.test(text)) throw new InvalidArgumentError('It must be a duration such as `P6M`.');
  return text;
}

function parseMemory(text: string): string {
  if (!/^\d+(\.\d+)?\s?[MG]i?B$/i.test(text))
    throw new InvalidArgumentError('It must be a size such as `2GB`.');
  return text;
}
