// Another tool's value, computed again from what lies beside it.
import type { DriftRow } from '../../core/portfolio.ts';
import type { Profile, ProfileFeature } from '../shapes/profile.ts';
import { chiSquareContingency, chiSquareOneSample } from './chi-square.ts';
import { jensenShannonDistance } from './jensen-shannon.ts';
import { lInfinity } from './l-infinity.ts';
import { methods } from './methods.ts';
import { psi } from './psi.ts';
import { countsOf, haveRows, sharesOf } from './reading.ts';
import type { ReportedReading } from './reported.ts';
import { parseZeroRule } from './same-rule.ts';
import { whole } from '../format.ts';
import { sharesUnder } from './zero-rule.ts';
import { count } from '../../core/words.ts';

/** What came of it: a value with whether it is the same, or the reason why there is none. */
export interface Recomputed {
  recomputed: DriftRow['recomputed'];
  note: string | null;
}

type Counts = { reference: number[]; current: number[] };

/** The statistics that two sets of counts per category give without any further choice. */
const overCounts: Readonly<Record<string, (reference: number[], current: number[]) => number | null>> = {
  'PSI (Evidently)': (r, c) => psi(r, c, { name: 'evidently' })?.value ?? null,
  'Jensen–Shannon distance, base e': (r, c) => jensenShannonDistance(r, c, 'e'),
  'Jensen–Shannon distance, base 2': (r, c) => jensenShannonDistance(r, c, 2),
  'Chi-square p-value, one-sample': (r, c) => chiSquareOneSample(r, c)?.p ?? null,
  'Chi-square p-value': (r, c) => chiSquareContingency(r, c)?.p ?? null,
  'Chi-square statistic': (r, c) => chiSquareContingency(r, c)?.statistic ?? null,
  'Hellinger distance': hellinger,
  'Kullback–Leibler divergence': kullbackLeibler,
  'L-infinity': lInfinity,
};

/** √(1 − Σ√(p·q)) of the shares. Source: evidently `hellinger_distance.py`; Hellinger (1909). */
function hellinger(reference: number[], current: number[]): number {
  const [p, q] = [sharesOf(reference), sharesOf(current)];
  const overlap = p.reduce((sum, one, i) => sum + Math.sqrt(one * q[i]!), 0);
  return Math.sqrt(1 - Math.min(1, overlap));
}

/** Σ p·ln(p ÷ q) of the reference against the current shares, zeros filled as Evidently does. Source: `kl_div.py`. */
function kullbackLeibler(reference: number[], current: number[]): number {
  const filled = sharesUnder({ name: 'evidently' }, reference, current);
  const [p, q] = [sharesOf(filled.reference), sharesOf(filled.current)];
  return p.reduce((sum, one, i) => sum + one * Math.log(one / q[i]!), 0);
}

/**
 * Whether a recomputed value is the reported one: within half a unit of the last digit that was reported, or 1e-9 of
 * it, which different orders of adding up explain; 1e-6 of it for a p, whose far tail is an approximation.
 */
export function isSameValue(reported: number, recomputed: number, is_p: boolean): boolean {
  const [, decimals = '', exponent = '0'] =
    /^-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(reported)) ?? [];
  const digit = 10 ** (Number(exponent) - decimals.length) / 2;
  // Doubles carry fifteen digits; half a unit of a seventeenth is no tolerance at all.
  const relative = (is_p ? 1e-6 : 1e-9) * Math.max(Math.abs(reported), Math.abs(recomputed));
  return Math.abs(reported - recomputed) <= Math.max(digit * (1 + 1e-9), relative);
}

/** The same in words. */
export const tolerance = 'within half a unit of the last digit reported, or 1e-9 of it (1e-6 for a p-value)';

/**
 * Computes a reported value again: from the counts per category that the report itself holds, else from a profile of
 * the same feature and batch. Only the very same statistic on the very same rows is compared; a statistic over other
 * bins is another number, and says nothing of this one.
 */
export function recompute(reading: ReportedReading, profile: Profile | null): Recomputed {
  if (reading.value === null || reading.method === null) return { recomputed: null, note: null };
  if (reading.counts !== null) return fromCounts(reading, reading.counts, 'the counts in the report');
  return profile === null ? { recomputed: null, note: null } : fromProfile(reading, profile);
}

function fromCounts(reading: ReportedReading, counts: Counts, of: string): Recomputed {
  const compute = statisticOf(reading);
  if (compute === undefined)
    return { recomputed: null, note: `${reading.method!} cannot be computed from counts here` };
  if (!haveRows(counts)) return { recomputed: null, note: `a side of ${of} has no rows` };
  const value = compute(counts.reference, counts.current);
  return value === null
    ? { recomputed: null, note: `${reading.method!} is not defined on ${of}` }
    : { recomputed: compared(reading, value), note: `recomputed from ${of}` };
}

/** The statistic over counts that a reading names; a PSI only with its zero rule. */
function statisticOf({ method, zero_rule }: ReportedReading): (typeof overCounts)[string] | undefined {
  if (method !== 'PSI') return overCounts[method!];
  const rule = zero_rule === null ? null : parseZeroRule(zero_rule);
  return rule === null ? undefined : (r, c) => psi(r, c, rule)?.value ?? null;
}

const compared = (reading: ReportedReading, value: number): DriftRow['recomputed'] => ({
  value,
  equal: isSameValue(reading.value!, value, /\bp-value\b/.test(reading.method!)),
});

function fromProfile(reading: ReportedReading, profile: Profile): Recomputed {
  const nothing = (why: string | null): Recomputed => ({
    recomputed: null,
    note: why === null ? null : `not recomputed: ${why}`,
  });
  const feature = Object.hasOwn(profile.features, reading.feature) ? profile.features[reading.feature] : null;
  const batch = profile.batches.findIndex(({ id }) => id === reading.batch);
  if (!feature || batch < 0) return nothing(null);
  const from = reading.approximate_from;
  if (from !== null && (reading.n_ref === null || reading.n_ref >= from))
    return nothing(
      `the tool approximates it from ${whole(from)} reference rows on, and ${reading.n_ref === null ? 'the report does not say how many there are' : 'there are as many'}`,
    );
  const rows = rowsDiffer(reading, feature, batch);
  if (rows !== null) return nothing(rows);
  if (feature.categories !== undefined && statisticOf(reading) !== undefined) {
    if ((feature.batches.unseen?.[batch]?.length ?? 0) > 0)
      return nothing('the profile keeps categories that are new in the batch by name only');
    const counts = countsOf(feature, batch);
    return counts === null
      ? nothing('bins of the profile are held back for privacy')
      : fromCounts(reading, counts, 'the profile');
  }
  const method = methods.find(({ name }) => name === reading.method);
  if (method === undefined) return nothing(null);
  if (!isBinless(method.name)) return nothing('the bins behind it are not in the report');
  const found = method.read(feature, batch, profile);
  if (found.value === null || found.bound !== null)
    return nothing(found.note ?? 'the profile gives only a bound');
  return { recomputed: compared(reading, found.value), note: 'recomputed from the profile' };
}

/** Statistics over values themselves, which a profile stores. */
const isBinless = (name: string): boolean => /^(KS|Wasserstein)/.test(name);

/** Why the rows of both are not the same, or `null` where nothing speaks against it. */
function rowsDiffer(reading: ReportedReading, feature: ProfileFeature, batch: number): string | null {
  const [n_ref, n_cur] = [feature.reference.n, feature.batches.n[batch] ?? 0];
  if (reading.n_cur !== null && reading.n_cur !== n_cur)
    return `the batch has ${count(n_cur, 'row')} in the profile and ${reading.n_cur} in the report`;
  if (reading.n_ref !== null && reading.n_ref !== n_ref)
    return `the reference has ${count(n_ref, 'row')} in the profile and ${reading.n_ref} in the report`;
  return null;
}
