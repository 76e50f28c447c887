import type { Profile, ProfileFeature, ZeroRule } from '../shapes/profile.ts';
import { chiSquareContingency, chiSquareOneSample, readChiSquare } from './chi-square.ts';
import { readJensenShannon } from './jensen-shannon.ts';
import { readKs, readKsExactP, readKsP } from './ks.ts';
import { readLInfinity } from './l-infinity.ts';
import { readMissingRate } from './missing-rate.ts';
import { readNewCategories } from './new-categories.ts';
import { psiRules, readPsi, type PsiRule } from './psi-rules.ts';
import type { Reading } from './reading.ts';
import { readNormedWasserstein, readWasserstein } from './wasserstein.ts';

/** A method by which readings are taken from a profile. */
export interface Method {
  /** As rows and charts name it. */
  name: string;
  /** Whether a monitor's `metric` means this method; asked of plain words, see `methodOf`. */
  matches: RegExp;
  /** The side on which trouble is when the monitor does not say. */
  direction: 'above' | 'below';
  /** The value is a p: small is trouble, whatever a monitor says, and many of them are adjusted together. */
  is_p: boolean;
  /** The value is a whole number of things. */
  counts?: boolean;
  /** The zero rule behind the value, or `null` for methods that need none. */
  zero_rule: (profile: Profile) => ZeroRule | null;
  read: (feature: ProfileFeature, batch: number, profile: Profile) => Reading;
}

const none = (): null => null;
const distance = { direction: 'above', is_p: false, zero_rule: none } as const;
const test = { direction: 'below', is_p: true, zero_rule: none } as const;
const named = (rule: PsiRule, matches: RegExp): Method => ({
  ...distance,
  name: rule.name,
  matches,
  zero_rule: () => rule.zero_rule,
  read: readPsi(rule),
});

/** The methods, the default first. A method that is not among them watches something that profiles do not hold. */
export const methods: readonly Method[] = [
  {
    ...distance,
    name: 'PSI',
    // Other tools' rules are other numbers; they are not taken for ours.
    matches: /^(psi|csi|population stability index)\b(?!.*(evidently|credit|validmind|deepchecks|lens))/,
    zero_rule: ({ zero_rule }) => zero_rule,
    read: readPsi(null),
  },
  named(psiRules.evidently, /^(psi|csi|population stability index) (by |of |as )?evidently$/),
  named(psiRules.creditRisk6, /^(psi|csi|population stability index) credit[ -]risk( clip)?( 1e-6)?$/),
  named(psiRules.creditRisk4, /^(psi|csi|population stability index) credit[ -]risk( clip)? 1e-4$/),
  {
    ...distance,
    name: 'KS',
    matches: /^(two-sample )?(ks|k-s|kolmogorov-smirnov)( d| distance| statistic)?$/,
    read: readKs,
  },
  {
    ...test,
    name: 'KS p-value',
    matches: /^(two-sample )?(ks|k-s|kolmogorov-smirnov)( test)? p-value( asymptotic)?$/,
    read: readKsP,
  },
  {
    ...test,
    name: 'KS p-value, exact',
    matches: /^(two-sample )?(ks|k-s|kolmogorov-smirnov)( test)? p-value exact$/,
    read: readKsExactP,
  },
  {
    ...distance,
    name: 'Jensen–Shannon distance, base 2',
    matches: /^(js|jensen-shannon)([ -]distance)?( base 2)?$/,
    read: readJensenShannon('distance', 2),
  },
  {
    ...distance,
    name: 'Jensen–Shannon distance, base e',
    matches: /^(js|jensen-shannon)([ -]distance)? base e$/,
    read: readJensenShannon('distance', 'e'),
  },
  {
    ...distance,
    name: 'Jensen–Shannon divergence, base 2',
    matches: /^(js|jensen-shannon)[ -]divergence( base 2)?$/,
    read: readJensenShannon('divergence', 2),
  },
  {
    ...distance,
    name: 'Jensen–Shannon divergence, base e',
    matches: /^(js|jensen-shannon)[ -]divergence base e$/,
    read: readJensenShannon('divergence', 'e'),
  },
  {
    ...distance,
    name: 'Wasserstein',
    matches: /^(wasserstein|w1|emd)( distance)?( raw)?$/,
    read: readWasserstein,
  },
  {
    ...distance,
    name: 'Wasserstein, normed',
    matches: /^((wasserstein|w1|emd)( distance)? normed|normed (wasserstein|w1|emd)( distance)?)$/,
    read: readNormedWasserstein,
  },
  {
    ...test,
    name: 'Chi-square p-value',
    matches: /^(chi-squared?|chi2|chisquare)( contingency)?( test)?( p-value)?$/,
    read: readChiSquare(chiSquareContingency),
  },
  {
    ...test,
    name: 'Chi-square p-value, one-sample',
    matches: /^(chi-squared?|chi2|chisquare)( test)?( p-value)? one-sample$/,
    read: readChiSquare(chiSquareOneSample),
  },
  {
    ...distance,
    name: 'L-infinity',
    matches: /^(l-infinity|l_infinity|l∞)( distance)?$/,
    read: readLInfinity,
  },
  {
    ...distance,
    name: 'Missing-rate change',
    matches: /^(missing[ -]rate change|change (in|of) (the )?missing[ -]rate)$/,
    read: readMissingRate,
  },
  {
    ...distance,
    name: 'New categories',
    counts: true,
    matches: /^(number of )?(new|unseen|new unseen) categories$/,
    read: readNewCategories,
  },
];

/**
 * The method that a monitor's `metric` names, or `null` when it watches something else. Case, brackets, commas and
 * the kind of dash do not matter.
 * @example methodOf('KS (p-value, exact)')?.name // 'KS p-value, exact'
 */
export function methodOf(metric: string): Method | null {
  let method = methodsByMetric.get(metric);
  if (method === undefined) {
    const words = plainName(metric);
    method = methods.find((one) => one.matches.test(words)) ?? null;
    methodsByMetric.set(metric, method);
  }
  return method;
}

/** What was asked for already: thousands of monitors write a handful of names, and several steps read each of them. */
const methodsByMetric = new Map<string, Method | null>();

/** The name of a method in plain words, in which different spellings are the same. */
export const plainName = (metric: string): string =>
  metric
    .toLowerCase()
    .replace(/[‐‑–—]/g, '-')
    .replace(/χ²/g, 'chi2')
    .replace(/[(),:;]/g, ' ')
    .replace(/\bchi square(d?)\b/g, 'chi-square$1')
    .replace(/\bkolmogorov smirnov\b/g, 'kolmogorov-smirnov')
    .replace(/\bjensen shannon\b/g, 'jensen-shannon')
    .replace(/\bp[ _]?values?\b/g, 'p-value')
    .replace(/\bone sample\b/g, 'one-sample')
    .replace(/\s+/g, ' ')
    .trim();
