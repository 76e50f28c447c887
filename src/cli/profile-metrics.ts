import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Provenance } from '../core/artefact.ts';
import { count } from '../core/words.ts';
import { strategies, type Strategy } from '../evidence/performance/calibration.ts';
import { parseEvidence } from '../evidence/shapes/index.ts';
import type { Metrics } from '../evidence/shapes/metrics.ts';
import { measurePredictions, type PredictionsRequest } from '../profile/predictions.ts';
import { CouldNotRun } from './errors.ts';
import { checkOut, nextStep, statedOf, toText } from './measured-file.ts';
import { parseNames } from './option-values.ts';
import { packageVersion } from './package-root.ts';
import { resolvePath, showPath } from './paths.ts';
import { checkPacked, findRawFiles } from './raw-files.ts';
import type { Terminal } from './terminal.ts';
import { withEngine, type EngineOptions } from './with-engine.ts';
import { writeFileWhole } from './write-file.ts';

/** What is asked of predictions, besides what profiles are asked too. */
export interface MetricsOptions extends EngineOptions {
  metrics?: true;
  challenger?: string;
  slices: string[];
  intersections: string[];
  threshold: number[];
  costs?: number[];
  costUnit?: string;
  calibration: Strategy;
  out: string;
  time?: string;
  bins: number;
  minimumGroup: number;
  missing: string[];
  score?: string;
  label?: string;
  positive?: string;
  model?: string;
  modelVersion?: string;
  dataset?: string;
  provenance?: Provenance;
}

/** Options that say nothing without `--metrics`, and those that say nothing with it. */
export const metricsOnly = [
  'challenger',
  'slices',
  'intersections',
  'threshold',
  'costs',
  'costUnit',
  'calibration',
];
const profileOnly = [
  'reference',
  'by',
  'batch',
  'features',
  'exclude',
  'type',
  'role',
  'binRule',
  'zeroRule',
  'maximumCategories',
  'labelLatency',
  'referenceLabel',
  'frozenOn',
];

/** Adds the options of `--metrics`. */
export const metricsOptions = (command: Command): Command =>
  command
    .option('--metrics', 'measure the score of these rows against their outcomes, in place of a profile')
    .option(
      '--slices <names>',
      'with --metrics: columns whose values part the rows, with commas',
      parseNames,
      [],
    )
    .option(
      '--intersections <pairs>',
      'with --metrics: pairs of such columns, such as `product:region`, with commas',
      parseNames,
      [],
    )
    .option(
      '--threshold <number>',
      'with --metrics: a threshold that decides; repeat it for more',
      parseThreshold,
      [],
    )
    .option(
      '--costs <numbers>',
      'with --metrics: what a false positive and a false negative cost, such as `15,600`',
      parseCosts,
    )
    .option('--cost-unit <text>', 'with --metrics: the unit of the costs, such as `EUR`')
    .option('--challenger <column>', 'with --metrics: another score of the same rows, to be compared')
    .addOption(
      new Option('--calibration <strategy>', 'with --metrics: bins of one width or of equal counts')
        .choices(strategies)
        .default('quantile'),
    );

/**
 * Refuses options that were given and say nothing here.
 * @throws {CouldNotRun}
 */
export function refuseOptions(command: Command, names: readonly string[], where: string): void {
  const given = command.options.find(
    (one) =>
      names.includes(one.attributeName()) && command.getOptionValueSource(one.attributeName()) === 'cli',
  );
  if (given !== undefined) throw new CouldNotRun(`${given.long} says nothing ${where}; leave it out`);
}

/** `casebook profile --metrics`: predictions with outcomes to a file of metrics; the rows stay where they are. */
export async function measure(
  terminal: Terminal,
  patterns: readonly string[],
  options: MetricsOptions,
  command: Command,
): Promise<void> {
  refuseOptions(command, profileOnly, 'with --metrics');
  const { score, label } = options;
  if (score === undefined || label === undefined) {
    throw new CouldNotRun('--metrics needs --score and --label: performance is of a score with its outcomes');
  }
  if ((options.costs === undefined) !== (options.costUnit === undefined)) {
    throw new CouldNotRun('--costs and --cost-unit go together: a cost without unit is a bare number');
  }
  const out = resolvePath(terminal, options.out);
  const shown = showPath(terminal, out);
  const isThere = checkOut(out, shown, 'casebook/metrics@1');
  const files = findRawFiles(terminal, [...patterns], 'predictions');
  await checkPacked(terminal, files);
  const stated = await statedOf(terminal, out, options, 'a metrics file');
  const request: PredictionsRequest = {
    files,
    missing: options.missing,
    show: (file) => showPath(terminal, file),
    minimumGroup: options.minimumGroup,
    positive: options.positive ?? null,
    score,
    label,
    challenger: options.challenger ?? null,
    time: options.time ?? null,
    slices: [...new Set(options.slices)],
    intersections: options.intersections.map(pairOf),
    thresholds: [...new Set(options.threshold)],
    costs:
      options.costs === undefined
        ? null
        : { false_positive: options.costs[0]!, false_negative: options.costs[1]!, unit: options.costUnit! },
    strategy: options.calibration,
    bins: options.bins,
  };
  const measured = await withEngine(terminal, files, options, (engine, onStep) =>
    measurePredictions(engine, request, onStep),
  );
  if (measured === null) {
    terminal.err(`casebook: stopped; ${isThere ? `${shown} is as it was` : 'nothing is written'}\n`);
    terminal.exitCode = 130;
    return;
  }
  const { notes, n, period, ...parts } = measured;
  const content: Metrics = {
    schema: 'casebook/metrics@1',
    producer: { name: 'casebook', version: packageVersion() },
    ...stated,
    ...(notes.length > 0 && { notes }),
    ...(period && { period }),
    n,
    ...parts,
  };
  const { issues } = parseEvidence(content);
  if (issues[0]) {
    throw new Error(`the metrics are not sound: ${issues[0].path.join('/')} ${issues[0].message}`);
  }
  writeFileWhole(out, toText(content), shown);
  terminal.out(summary(terminal, content, out));
}

function summary(terminal: Terminal, content: Metrics, out: string): string {
  const { auc } = content.metrics;
  const parts = Object.values(content.slices ?? {}).reduce((sum, one) => sum + Object.keys(one).length, 0);
  const area =
    auc?.value == null
      ? 'without an area'
      : `AUC ${auc.value.toFixed(4)} (${auc.ci_lower?.toFixed(4) ?? '?'} to ${auc.ci_upper?.toFixed(4) ?? '?'})`;
  return [
    `${showPath(terminal, out)}: ${content.n} rows, ${area}, ${count(parts, 'part')}.`,
    ...(content.notes ?? []).map((note) => `Note: ${note}.`),
    nextStep(terminal, out, content.provenance),
    '',
  ].join('\n');
}

function pairOf(text: string): [string, string] {
  const [one, other, ...more] = text.split(':');
  if (!one || !other || more.length > 0 || one === other) {
    throw new CouldNotRun(
      `--intersections: \`${text}\` is no pair of two columns such as \`product:region\``,
    );
  }
  return [one, other];
}

function parseThreshold(text: string, before: number[] | undefined): number[] {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return [...(before ?? []), value];
}

function parseCosts(text: string): number[] {
  const values = text.split(',').map((one) => (one.trim() === '' ? NaN : Number(one)));
  if (values.length !== 2 || !values.every((one) => one >= 0 && Number.isFinite(one))) {
    throw new InvalidArgumentError('It must be two numbers with a comma between them.');
  }
  return values;
}
