// Raw rows to a profile, step by step: every step is a statement that aggregates, and only its answer comes here.
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import type { Profile, ProfileFeature } from '../evidence/shapes/profile.ts';
import { spanOf } from './batches.ts';
import { profileCategories } from './categories.ts';
import { numbersOf, textsOf, type Engine } from './engine.ts';
import { featuresAtOnce, gatherSorted, type SortedSides } from './gather.ts';
import {
  profileCounted,
  profileSorted,
  quantilesOf,
  sortedRows,
  type OrderedPlan,
  type OrderedResult,
  type Overview,
} from './ordered.ts';
import { holdBack, isCarried } from './privacy.ts';
import { CannotProfile, exactRows, rounded, type ProfileRequest } from './request.ts';
import { profileScores } from './scores.ts';
import {
  checkColumns,
  checkSides,
  planFeatures,
  readSource,
  sideOf,
  type Feature,
  type Source,
} from './sides.ts';
import { distinctSql, overviewSql } from './sql/overview.ts';
import { batchesSql, isAlwaysOfType, keysSql, sideSql, type Side } from './sql/side.ts';

/** What of a profile is computed; the rest is stated by whoever asks. */
export type Computed = Pick<
  Profile,
  'batches' | 'features' | 'quantile_grid' | 'series' | 'calibration' | 'bin_rule' | 'held_back' | 'methods'
> & {
  reference: Pick<Profile['reference'], 'n' | 'period'>;
  /** What a reader must know: what was left out, and why. */
  notes: string[];
};

/** Called before each step with the steps done, all steps, and what comes next. */
export type OnStep = (done: number, all: number, next: string) => void;

/** Points at which quantiles are kept. */
const quantileGrid = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/** Batches that a profile may have; more is no small file and no chart. */
const mostBatches = 1_000;

/**
 * Computes a profile of raw rows against a reference.
 * @throws {CannotProfile} with one line for people when the rows are not what was said of them.
 */
export async function computeProfile(
  engine: Engine,
  request: ProfileRequest,
  onStep: OnStep = () => undefined,
): Promise<Computed> {
  onStep(0, 1, 'looking at columns');
  const source = await readSource(engine, request.files, request);
  const referenceSource = await readSource(engine, request.reference, request);
  checkColumns(request, referenceSource, source);
  const plan = planFeatures(request, referenceSource, source);
  await checkSides(engine, request, plan.features, referenceSource, source);
  const notes: string[] = [];
  const hasScores = request.score !== null && request.label !== null;
  const all = plan.features.length + 2 + (hasScores ? 1 : 0);

  onStep(0, all, 'reading rows');
  const referenceSide = sideOf(referenceSource, request, plan.features, null);
  await open(engine, 'reference', referenceSource, referenceSide);
  const current = sideOf(source, request, plan.features, request.batching);
  if (request.batching.by === 'file') current.keys = request.files;
  if (request.batching.by === 'column') {
    const keys = textsOf(await engine.query(keysSql(current)), 'key').filter((key) => key !== null);
    if (keys.length === 0)
      throw new CannotProfile(`--batch: \`${request.batching.column}\` has no value in any row`);
    current.keys = keys.sort(compareText);
  }
  await open(engine, 'current', source, current);
  onStep(1, all, 'counting batches');
  const batches = await listBatches(engine, request, current, notes);
  const reference = await lookAtReference(engine, request);
  const rows = reference.n + batches.reduce((sum, { n }) => sum + n, 0);
  const isLarge = rows > sortedRows;
  const looks = {
    reference: await lookAtSide(engine, 'reference', referenceSide.features, isLarge, request),
    current: await lookAtSide(engine, 'current', current.features, isLarge, request),
  };
  const overviews = { reference: looks.reference.overviews, current: looks.current.overviews };
  const gaps = { reference: looks.reference.gaps, current: looks.current.gaps };
  checkTypes(plan.features, overviews);
  const reasons = plan.features.map((one, k) => whyLeftOut(one, overviews.reference[k]!, request));
  const sorted = isLarge
    ? null
    : sortedInTurn(
        engine,
        plan.features.flatMap((one, k) => (isOrdered(one) && reasons[k] === null ? [k] : [])),
        rows,
        {
          reference: new Map([[0, reference.n]]),
          current: new Map(batches.map(({ key, n }) => [key, n])),
        },
      );

  const kept = { groups: 0, bins: 0, quantiles: 0, categories: 0, figures: 0 };
  const grid = quantileGrid;
  const features: Profile['features'] = {};
  for (const [k, feature] of plan.features.entries()) {
    onStep(2 + k, all, feature.name);
    const before = overviews.reference[k]!;
    const reason = reasons[k]!;
    if (reason !== null) {
      plan.left.push({ name: feature.name, why: reason });
      continue;
    }
    const role = request.roles[feature.name] ?? roleOf(feature.name, request);
    const asked = { k, request, reference: before, current: overviews.current[k]!, grid, kept, notes };
    const ids = batches.map(({ key }) => key);
    const found = isOrdered(feature)
      ? await orderedFeature(feature, asked, gaps, ids, async (ordered) =>
          sorted === null ? profileCounted(engine, ordered) : profileSorted(ordered, await sorted(k)),
        )
      : await profileCategories(engine, feature, { ...asked, batches: ids });
    features[feature.name] = { type: feature.type, ...(role !== undefined && { role }), ...found };
  }
  if (Object.keys(features).length === 0) {
    const why = plan.left.map(({ name, why }) => `\`${name}\`: ${why}`).join('; ');
    throw new CannotProfile(`there is no feature to profile${why === '' ? '' : ` (${why})`}`);
  }
  for (const { name, why } of plan.left) notes.push(`\`${name}\` was left out: ${why}`);
  const scores = hasScores
    ? (onStep(all - 1, all, 'scores and outcomes'),
      await profileScores(
        engine,
        request,
        batches.map(({ key }) => key),
        kept,
        notes,
      ))
    : null;
  onStep(all, all, 'done');
  return {
    reference,
    bin_rule: {
      numeric: request.binRule,
      requested: request.bins,
      categorical: 'categories',
      closed: 'left',
    },
    ...(request.minimumGroup > 1 && { held_back: kept }),
    methods: methodsOf(scores !== null),
    quantile_grid: grid,
    batches: batches.map(({ key: _, ...batch }) => batch),
    features,
    ...scores,
    notes,
  };
}

/** Puts a side before the engine: files that hold types are read where they lie, others are read once and kept. */
async function open(engine: Engine, name: string, source: Source, side: Side): Promise<void> {
  const what = source.format === 'parquet' ? 'VIEW' : 'TABLE';
  await engine.run(`CREATE ${what} ${name} AS ${sideSql(side)}`);
}

interface Batch {
  /** Its number in the column `b`. */
  key: number;
  id: string;
  n: number;
  period?: { from: string; to: string };
}

async function listBatches(
  engine: Engine,
  request: ProfileRequest,
  side: Side,
  notes: string[],
): Promise<Batch[]> {
  const { batching, time } = request;
  const answer = await engine.query(batchesSql('current'));
  const untimely = numbersOf(answer, 'untimely').reduce((sum, one) => sum + one, 0);
  const total = numbersOf(answer, 'n').reduce((sum, one) => sum + one, 0);
  if (total === 0) throw new CannotProfile('the batches have no rows');
  if (untimely > 0) throw notATime(time!, untimely, total);
  const ids = batching.by === 'file' ? fileNames(request.files) : (side.keys ?? []);
  const batches: Batch[] = [];
  answer['b']!.forEach((key, row) => {
    const n = numbersOf(answer, 'n')[row]!;
    if (key === null) {
      const why = batching.by === 'column' ? `no value in \`${batching.column}\`` : `no time in \`${time}\``;
      notes.push(`${n} of ${total} rows have ${why} and are in no batch`);
      return;
    }
    if (batching.by === 'time') {
      batches.push({ key: Number(key), ...spanOf(batching.span, Number(key)), n });
      return;
    }
    const [from, to] = [textsOf(answer, 'first')[row], textsOf(answer, 'last')[row]];
    const period = from && to ? { period: { from, to } } : {};
    batches.push({ key: Number(key), id: ids[Number(key)]!, ...period, n });
  });
  if (batches.length === 0) throw new CannotProfile(`no row has a time in \`${time}\`, so there is no batch`);
  if (batches.length > mostBatches) {
    const instead =
      batching.by === 'time' ? 'take a longer span with --by' : 'take fewer files or another column';
    throw new CannotProfile(
      `there are ${batches.length} batches, at most ${mostBatches} fit a profile; ${instead}`,
    );
  }
  const day = (batch: Batch): string => batch.period?.from ?? '';
  return batches.sort((a, b) => compareText(day(a), day(b)) || a.key - b.key);
}

const notATime = (column: string, rows: number, total: number): CannotProfile =>
  new CannotProfile(
    rows === total
      ? `--time: \`${column}\` holds text that is no time; write times as \`2026-11-20\` or \`2026-11-20 08:30:00\``
      : `--time: \`${column}\` holds no time that can be read in ${rows} of ${total} rows; write times as \`2026-11-20\` or \`2026-11-20 08:30:00\``,
  );

/** The names of files without endings; with their folders where two have one name. */
function fileNames(files: readonly string[]): string[] {
  const bare = (file: string): string => path.basename(file).replace(/\.[a-z]+(\.(gz|zst))?$/i, '');
  const names = files.map(bare);
  const isTaken = (name: string): boolean => names.filter((other) => other === name).length > 1;
  return files.map((file, i) =>
    isTaken(names[i]!) ? `${path.basename(path.dirname(file))}/${path.basename(file)}` : names[i]!,
  );
}

async function lookAtReference(engine: Engine, request: ProfileRequest): Promise<Computed['reference']> {
  const answer = await engine.query(batchesSql('reference'));
  const n = numbersOf(answer, 'n')[0] ?? 0;
  if (n === 0) throw new CannotProfile('the reference has no rows');
  const untimely = numbersOf(answer, 'untimely')[0]!;
  if (untimely > 0) throw notATime(request.time!, untimely, n);
  const least = 2 * request.minimumGroup;
  if (n < least) {
    throw new CannotProfile(
      `the reference has ${n} rows; with groups of at least ${request.minimumGroup} it takes ${least} (--minimum-group)`,
    );
  }
  const [from, to] = [textsOf(answer, 'first')[0], textsOf(answer, 'last')[0]];
  return { n, ...(from && to && { period: { from, to } }) };
}

/** What is known of a feature on one side before it is binned. */
export interface FeatureOverview extends Overview {
  /** Values that are not of the type. */
  strange: number;
}

interface Looks {
  overviews: FeatureOverview[];
  gaps: Gaps;
}

/** Looks at all features of a side; ends and distinct values are counted where something depends on them. */
async function lookAtSide(
  engine: Engine,
  side: 'reference' | 'current',
  features: Side['features'],
  isLarge: boolean,
  request: ProfileRequest,
): Promise<Looks> {
  const looked = features.map((one) => ({
    isOrdered: isOrdered(one),
    hasEnds: isOrdered(one) && isLarge,
    mayFail: !isAlwaysOfType(one),
    mayLack: one.sql === null || one.lacking.length > 0,
  }));
  const answer = await engine.query(overviewSql(side, looked));
  const counted = features.flatMap((one, k) => {
    const isAsked = side === 'reference' && isCode(one) && request.features === null;
    return isAsked || looked[k]!.hasEnds ? [k] : [];
  });
  const distinct = counted.length === 0 ? {} : await engine.query(distinctSql(side, counted));
  const column = (name: string): number[] => (answer[name] as number[] | undefined) ?? [];
  const total = (name: string): number => column(name).reduce((sum, one) => sum + one, 0);
  // The least and the greatest of a batch without values are nothing.
  const known = (name: string): number[] => column(name).filter((one) => (one as number | null) !== null);
  const overviews = features.map((_, k) => ({
    n: total(`n${k}`),
    strange: total(`x${k}`),
    distinct: (distinct[`d${k}`]?.[0] as number | undefined) ?? 0,
    low: known(`low${k}`).reduce((least, one) => Math.min(least, one), Infinity),
    high: known(`high${k}`).reduce((most, one) => Math.max(most, one), -Infinity),
  }));
  const rows = new Map(column('b').map((b, row) => [b, row]));
  const gaps: Gaps = (k, b) => {
    const row = rows.get(b);
    if (row === undefined) return null;
    const at = (name: string): number => column(name)[row] ?? 0;
    const [n, infinite, absent] = [at(`n${k}`), at(`i${k}`), at(`a${k}`)];
    const missing = at('rows') - n - infinite - absent;
    return n + missing + infinite === 0 && absent > 0 ? null : { missing, infinite };
  };
  return { overviews, gaps };
}

/** Sorted values of features that are asked for in this order; as many as fit are read in one pass. */
function sortedInTurn(
  engine: Engine,
  features: readonly number[],
  rows: number,
  sizes: Parameters<typeof gatherSorted>[2],
): (k: number) => Promise<SortedSides> {
  const held = new Map<number, SortedSides>();
  return async (k) => {
    if (!held.has(k)) {
      const from = features.indexOf(k);
      const next = features.slice(from, from + featuresAtOnce(rows));
      (await gatherSorted(engine, next, sizes)).forEach((sides, i) => held.set(next[i]!, sides));
    }
    const sides = held.get(k)!;
    held.delete(k);
    return sides;
  };
}

function checkTypes(
  features: readonly Feature[],
  overviews: { reference: FeatureOverview[]; current: FeatureOverview[] },
): void {
  const words = {
    numeric: 'number',
    integer: 'number',
    date: 'date',
    boolean: 'true or false',
    categorical: '',
  };
  features.forEach(({ name, type }, k) => {
    for (const side of ['reference', 'current'] as const) {
      const { strange } = overviews[side][k]!;
      if (strange === 0) continue;
      const where = side === 'reference' ? 'the reference' : 'the batches';
      throw new CannotProfile(
        `\`${name}\` is to be of type ${type}, and ${strange} values in ${where} are no ${words[type]}; repair them, name the words for a missing value with --missing, or take --type ${name}=categorical`,
      );
    }
  });
}

const isOrdered = ({ type }: Pick<Feature, 'type'>): boolean => type !== 'categorical' && type !== 'boolean';

/** Whether values may be identifiers. */
const isCode = ({ type }: Pick<Feature, 'type'>): boolean => type === 'categorical' || type === 'integer';

const roleOf = (name: string, { score, label }: ProfileRequest): ProfileFeature['role'] =>
  name === score ? 'output' : name === label ? 'outcome' : undefined;

/** Why a feature cannot be binned, or `null`. */
function whyLeftOut(
  feature: Feature,
  { n, distinct }: FeatureOverview,
  request: ProfileRequest,
): string | null {
  if (n === 0) return 'it has no value in the reference';
  if (n < 2 * request.minimumGroup) {
    return `it has ${n} values in the reference; with groups of at least ${request.minimumGroup} it takes ${2 * request.minimumGroup}`;
  }
  if (request.features === null && isCode(feature) && n >= 100 && distinct > n * 0.9) {
    return 'nearly every row has a value of its own, as identifiers have; name it with --features to keep it';
  }
  return null;
}

/** What the steps of one feature are told. */
export interface Asked {
  k: number;
  request: ProfileRequest;
  reference: FeatureOverview;
  current: FeatureOverview;
  grid: readonly number[];
  /** How much was held back; counted up. */
  kept: NonNullable<Profile['held_back']>;
  notes: string[];
}

/** Rows without a value and with ±∞ of an ordered feature in a batch; `null` where every row lacks the column. */
type Gaps = (k: number, b: number) => { missing: number; infinite: number } | null;

async function orderedFeature(
  feature: Feature,
  { k, request, reference, current, grid, kept, notes }: Asked,
  gaps: { reference: Gaps; current: Gaps },
  batches: readonly number[],
  profileOrdered: (plan: OrderedPlan) => Promise<OrderedResult>,
): Promise<Pick<ProfileFeature, 'edges' | 'constant' | 'reference' | 'batches'>> {
  const minimum = request.minimumGroup;
  // Edges are quantiles: fewer bins where the reference cannot carry so many groups.
  const carried = Math.min(request.bins, Math.floor(reference.n / minimum));
  if (carried < request.bins) {
    notes.push(
      `\`${feature.name}\` has ${carried} bins: ${reference.n} values in the reference carry no more groups of ${minimum}`,
    );
  }
  const found = await profileOrdered({
    k,
    rule: request.binRule,
    bins: carried,
    minimum,
    shares: grid,
    reference,
    current,
  });
  const counts = (all: readonly number[]): (number | null)[] => {
    const shown = holdBack(all, minimum);
    kept.bins += shown.filter((one) => one === null).length;
    return shown;
  };
  const quantiles = (n: number, values: () => number[]): (number | null)[] =>
    values().map((value, i) => {
      const isShown = isCarried(grid[i]!, n, minimum);
      if (!isShown) kept.quantiles += 1;
      return isShown ? rounded(value) : null;
    });
  const figure = (value: number | null): number | null => (value === null ? null : rounded(value));
  const own = gaps.reference(k, 0)!;
  const columns: ProfileFeature['batches'] &
    Record<'mean' | 'std' | 'ks' | 'wasserstein', (number | null)[]> = {
    n: [],
    missing: [],
    infinite: [],
    counts: [],
    mean: [],
    std: [],
    quantiles: [],
    ks: [],
    ks_error: [],
    wasserstein: [],
    wasserstein_error: [],
  };
  for (const b of batches) {
    const one = found.batches.get(b);
    const n = one?.distribution.n ?? 0;
    const gap = gaps.current(k, b);
    const isSmall = n > 0 && n < minimum;
    if (isSmall) kept.groups += 1;
    const shown = one !== undefined && !isSmall && gap !== null ? one : null;
    columns.n.push(gap === null ? null : n);
    columns.missing.push(gap?.missing ?? null);
    columns.infinite!.push(gap?.infinite ?? null);
    const bins = found.reference.counts.length;
    columns.counts.push(
      gap === null
        ? null
        : shown
          ? counts(shown.distribution.counts)
          : new Array<number | null>(bins).fill(isSmall ? null : 0),
    );
    columns.mean.push(figure(shown?.distribution.mean ?? null));
    columns.std.push(figure(shown?.distribution.std ?? null));
    columns.quantiles!.push(shown && quantiles(n, () => quantilesOf(shown.distribution, grid)));
    columns.ks.push(figure(shown?.distances.ks.value ?? null));
    columns.ks_error!.push(figure(shown?.distances.ks.error ?? null));
    columns.wasserstein.push(figure(shown?.distances.wasserstein.value ?? null));
    columns.wasserstein_error!.push(figure(shown?.distances.wasserstein.error ?? null));
  }
  // Said where it says something: lists of zeros are no help.
  if (columns.infinite!.every((one) => !one) && own.infinite === 0) delete columns.infinite;
  if (columns.ks_error!.every((one) => !one)) delete columns.ks_error;
  if (columns.wasserstein_error!.every((one) => !one)) delete columns.wasserstein_error;
  return {
    ...found.bins,
    reference: {
      n: found.reference.n,
      missing: own.missing,
      ...(own.infinite > 0 && { infinite: own.infinite }),
      counts: counts(found.reference.counts),
      mean: figure(found.reference.mean),
      std: figure(found.reference.std),
      quantiles: quantiles(found.reference.n, () => quantilesOf(found.reference, grid)),
    },
    batches: columns,
  };
}

const methodsOf = (hasScores: boolean): NonNullable<Profile['methods']> => ({
  quantiles: 'linear interpolation between order statistics (Hyndman and Fan type 7, as NumPy)',
  ks: `two-sample D over all values, exact to ${exactRows} rows a batch; beyond, a lower bound over at least 10240 cells, with ks_error the most that D is above it`,
  wasserstein: `first Wasserstein distance over all values, exact to ${exactRows} rows a batch; beyond, a lower bound, with wasserstein_error the most that it is above it`,
  rounding:
    'sums are of whole numbers and so of no order; figures that are no counts and no edges have 12 significant digits',
  ...(hasScores && {
    ece: 'expected calibration error over 10 bins of equal width, a score on an edge in the bin below',
    auc: 'area under the ROC curve, ties half; DeLong interval',
    ks_separation: 'largest distance of the score distributions of the two outcomes',
  }),
});
