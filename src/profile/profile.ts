// Raw rows to a profile, step by step: every step is a statement that aggregates, and only its answer comes here.
import { compareText } from '../core/compare.ts';
import type { Profile, ProfileFeature } from '../evidence/shapes/profile.ts';
import { listBatches, lookAtReference } from './batches.ts';
import { profileCategories, talliedInTurn } from './categories.ts';
import { textsOf, type Engine } from './engine.ts';
import { featuresHeld, gather, nextPass, Room } from './gather.ts';
import { measureHere, type Measure } from './measure.ts';
import type { OrderedPlan, OrderedResult } from './ordered-plan.ts';
import { gatheredRows, profileCounted } from './ordered.ts';
import { CannotProfile, type ProfileRequest } from './request.ts';
import { methodsOf } from './methods.ts';
import { checkTypes, isOrdered, lookAtSide, whyLeftOut } from './overview.ts';
import { orderedFeature, type Asked } from './ordered-feature.ts';
import { profileScores } from './scores.ts';
import { checkColumns, checkSides, planFeatures, readSource, sideOf, type Source } from './sides.ts';
import { keysSql, sideSql, type Side } from './sql/side.ts';

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

/**
 * Computes a profile of raw rows against a reference.
 * @param measure who measures values that were gathered, while more are read.
 * @throws {CannotProfile} with one line for people when the rows are not what was said of them.
 */
export async function computeProfile(
  engine: Engine,
  request: ProfileRequest,
  onStep: OnStep = () => undefined,
  measure: Measure = measureHere,
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
  const isLarge = rows > gatheredRows;
  const looks = {
    reference: await lookAtSide(engine, 'reference', referenceSide.features, isLarge, request),
    current: await lookAtSide(engine, 'current', current.features, isLarge, request),
  };
  const overviews = { reference: looks.reference.overviews, current: looks.current.overviews };
  const sizes = {
    reference: new Map([[0, reference.n]]),
    current: new Map(batches.map(({ key, n }) => [key, n])),
  };
  checkTypes(plan.features, overviews);
  const reasons = plan.features.map((one, k) => whyLeftOut(one, overviews.reference[k]!, request));
  const asked = plan.features.map((_, k) => k).filter((k) => reasons[k] === null);
  const [ordered, categorical] = [true, false].map((is) =>
    asked.filter((k) => isOrdered(plan.features[k]!) === is),
  ) as [number[], number[]];
  const kept = { groups: 0, bins: 0, quantiles: 0, categories: 0, figures: 0 };
  const grid = quantileGrid;
  const found = new Map<number, Omit<ProfileFeature, 'type' | 'role'>>();
  const step = (k: number): void => onStep(2 + found.size, all, plan.features[k]!.name);
  const told = (k: number): Asked => ({
    k,
    request,
    reference: overviews.reference[k]!,
    current: overviews.current[k]!,
    grid,
    kept,
    notes,
  });
  const measureOrdered = async (
    k: number,
    by: (one: OrderedPlan) => Promise<OrderedResult>,
  ): Promise<void> => {
    found.set(k, await orderedFeature(plan.features[k]!, told(k), looks, sizes, by));
  };
  const running = new Set<Promise<unknown>>();
  if (isLarge) {
    for (const k of ordered) {
      step(k);
      await measureOrdered(k, (one) => profileCounted(engine, one));
    }
  } else {
    const free = Array.from({ length: Math.min(featuresHeld(rows), ordered.length) }, () => new Room());
    for (let from = 0; from < ordered.length;) {
      const size = nextPass(ordered.length - from, ordered.length, rows);
      // While values are read, those of earlier passes may still be measured; room is made for no more.
      while (free.length < size) await Promise.race(running);
      const group = ordered.slice(from, from + size);
      const rooms = free.splice(-size);
      step(group[0]!);
      const sides = await gather(engine, group, sizes, rooms);
      group.forEach((k, i) => {
        const measured = measureOrdered(k, (one) => measure(one, sides[i]!)).then(() => {
          free.push(rooms[i]!);
          running.delete(measured);
        });
        // Awaited later: until then a failure is not unheard of.
        measured.catch(() => undefined);
        running.add(measured);
      });
      from += size;
    }
  }
  const tallied = talliedInTurn(engine, categorical);
  for (const k of categorical) {
    step(k);
    await tallied(k);
    const batchKeys = [...sizes.current.keys()];
    found.set(k, await profileCategories(engine, plan.features[k]!, { ...told(k), batches: batchKeys }));
  }
  await Promise.all(running);

  const features: Profile['features'] = {};
  for (const [k, { name, type }] of plan.features.entries()) {
    const one = found.get(k);
    if (one === undefined) {
      plan.left.push({ name, why: reasons[k]! });
      continue;
    }
    const role = request.roles[name] ?? roleOf(name, request);
    features[name] = { type, ...(role !== undefined && { role }), ...one };
  }
  if (Object.keys(features).length === 0) {
    const why = plan.left.map(({ name, why }) => `\`${name}\`: ${why}`).join('; ');
    throw new CannotProfile(`there is no feature to profile${why === '' ? '' : ` (${why})`}`);
  }
  for (const { name, why } of plan.left) notes.push(`\`${name}\` was left out: ${why}`);
  const scores = hasScores
    ? (onStep(all - 1, all, 'scores and outcomes'),
      await profileScores(engine, request, [...sizes.current.keys()], kept, notes))
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

const roleOf = (name: string, { score, label }: ProfileRequest): ProfileFeature['role'] =>
  name === score ? 'output' : name === label ? 'outcome' : undefined;
