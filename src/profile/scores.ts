import type { Profile } from '../evidence/shapes/profile.ts';
import { numbersOf, textsOf, type Engine } from './engine.ts';
import {
  calibrationEdges,
  figureKinds,
  figureNames,
  performanceOf,
  type Performance,
} from './performance.ts';
import { CannotProfile, rounded, type ProfileRequest } from './request.ts';
import { calibrationSql, outcomesSql, outsideSql, performanceSql } from './sql/scores.ts';
import { count } from '../core/words.ts';

/** Performance and calibration of a score against outcomes, for the reference and each batch that has outcomes. */
export async function profileScores(
  engine: Engine,
  request: ProfileRequest,
  batches: readonly number[],
  kept: NonNullable<Profile['held_back']>,
  notes: string[],
): Promise<Required<Pick<Profile, 'series' | 'calibration'>>> {
  const sides = ['reference', 'current'] as const;
  const outcomes = new Set<string>();
  let scored = 0;
  for (const side of sides) {
    for (const one of textsOf(await engine.query(outcomesSql(side)), 'y')) outcomes.add(one!);
    const outside = await engine.query(outsideSql(side));
    const [n, all] = [numbersOf(outside, 'n')[0]!, numbersOf(outside, 'scored')[0]!];
    scored += all;
    if (n > 0) {
      const where = side === 'reference' ? 'the reference' : 'the batches';
      throw new CannotProfile(
        `--score: \`${request.score}\` is outside 0 to 1 in ${n} of ${count(all, 'row')} of ${where}; a score here is a probability`,
      );
    }
  }
  if (outcomes.size === 0) throw new CannotProfile(`--label: \`${request.label}\` has no value in any row`);
  if (scored === 0) throw new CannotProfile(`--score: \`${request.score}\` has no value in any row`);
  const positive = positiveOf(request, outcomes);
  const found = new Map<(typeof sides)[number], Map<number, Performance>>();
  for (const side of sides) {
    const sums = await engine.query(performanceSql(side, positive));
    const bins = await engine.query(calibrationSql(side, positive, calibrationEdges));
    found.set(side, performanceOf(sums, bins, request.minimumGroup));
  }
  const own = found.get('reference')!.get(0);
  const each = batches.map((b) => found.get('current')!.get(b) ?? null);
  for (const one of [own ?? null, ...each]) {
    if (one === null) continue;
    kept.figures += figureNames.filter((name) => one.figures[name].value === null).length;
    kept.figures += one.calibration.n.filter((n) => n === null).length;
  }
  const waiting = each.filter((one) => one === null).length;
  if (waiting > 0) notes.push(`${waiting} of ${batches.length} batches have no outcomes yet`);
  const value = (one: number | null | undefined): number | null =>
    one === null || one === undefined ? null : rounded(one);
  const series: NonNullable<Profile['series']> = {};
  for (const name of figureNames) {
    const { type, unit, ci_method } = figureKinds[name];
    const figures = each.map((one) => one?.figures[name]);
    series[name] = {
      type,
      unit,
      values: figures.map((one) => value(one?.value)),
      n: each.map((one) => one?.n ?? null),
      ...(ci_method !== undefined && {
        ci_lower: figures.map((one) => value(one?.lower)),
        ci_upper: figures.map((one) => value(one?.upper)),
        ci_level: 0.95,
        ci_method,
      }),
      ...(own && {
        reference: {
          value: value(own.figures[name].value),
          n: own.n,
          ...(ci_method !== undefined && {
            ci_lower: value(own.figures[name].lower),
            ci_upper: value(own.figures[name].upper),
          }),
        },
      }),
    };
  }
  return {
    series,
    calibration: {
      [request.score!]: {
        score: request.score!,
        label: request.label!,
        strategy: 'uniform',
        edges: calibrationEdges,
        closed: 'right',
        reference: own?.calibration ?? null,
        batches: each.map((one) => one?.calibration ?? null),
      },
    },
  };
}

/** The outcome that the score is the probability of: the one named, else `1` or `true`. */
export function positiveOf(
  { label, positive }: Pick<ProfileRequest, 'label' | 'positive'>,
  outcomes: ReadonlySet<string>,
): string {
  const words = [...outcomes]
    .sort()
    .slice(0, 5)
    .map((one) => `\`${one}\``);
  if (outcomes.size > 2) {
    const more = outcomes.size > 5 ? ' …' : '';
    throw new CannotProfile(
      `--label: \`${label}\` has more than two values (${words.join(', ')}${more}); an outcome is there or not`,
    );
  }
  const named =
    positive ?? ['1', 'true'].find((one) => outcomes.has(one)) ?? (outcomes.has('0') ? '1' : null);
  if (named === null || (positive !== null && !outcomes.has(positive))) {
    const what = named === null ? 'say which value' : `\`${named}\` is not among its values; say which`;
    throw new CannotProfile(
      `--label: \`${label}\` has ${words.join(' and ')}; ${what} is the outcome with --positive`,
    );
  }
  return named;
}
