// The methods of other tools by their names, with the side on which each alerts.

/** A method of another tool. */
export interface ToolMethod {
  /** Casebook's name where it computes the very same, else words that tell it apart. */
  name: string;
  direction: 'above' | 'below';
  /** 0 where the statistic uses no bins; `null` where it does and a report does not say how many. */
  bins: 0 | null;
  /** `none` where the statistic needs no rule for empty bins; `null` where a report does not say. */
  zero_rule: string | null;
  /** The value is a p, and small is trouble. */
  is_p?: boolean;
}

const p = (name: string, bins: 0 | null = 0): ToolMethod => ({
  name,
  direction: 'below',
  bins,
  zero_rule: 'none',
  is_p: true,
});
const distance = (name: string, bins: 0 | null, zero_rule: string | null = 'none'): ToolMethod => ({
  name,
  direction: 'above',
  bins,
  zero_rule,
});

/** Evidently's methods by short name, with the names it displays. */
const evidentlyMethods: Readonly<Record<string, [display: string, ToolMethod]>> = {
  psi: ['PSI', distance('PSI (Evidently)', null, 'evidently')],
  ks: ['K-S p_value', p('KS p-value')],
  wasserstein: ['Wasserstein distance (normed)', distance('Wasserstein, normed', 0)],
  jensenshannon: ['Jensen-Shannon distance', distance('Jensen–Shannon distance, base e', null)],
  chisquare: ['chi-square p_value', p('Chi-square p-value, one-sample', null)],
  z: ['Z-test p_value', p('Z-test p-value')],
  kl_div: ['Kullback-Leibler divergence', distance('Kullback–Leibler divergence', null, 'evidently')],
  hellinger: ['Hellinger distance', distance('Hellinger distance', null)],
  anderson: ['Anderson-Darling', p('Anderson–Darling p-value')],
  cramer_von_mises: ['Cramer-von Mises', p('Cramér–von Mises p-value')],
  ed: ['Energy-distance', distance('Energy distance', 0)],
  es: ['Epps-Singleton', p('Epps–Singleton p-value')],
  mannw: ['Mann-Whitney U-rank test', p('Mann–Whitney p-value, one-sided')],
  fisher_exact: ["Fisher's Exact test", p('Fisher’s exact p-value', null)],
  g_test: ['g_test', p('G-test p-value', null)],
  t_test: ['t_test', p('t-test p-value')],
  TVD: ['Total-Variation-Distance', p('Total variation p-value', null)],
  empirical_mmd: ['empirical_mmd', p('MMD p-value')],
  perc_text_content_drift: [
    'Percentile text content drift',
    distance('Text drift, AUC over its percentile', 0),
  ],
  abs_text_content_drift: ['Absolute text content drift', distance('Text drift, AUC', 0)],
};

const evidently = new Map(
  Object.entries(evidentlyMethods).flatMap(([short, [display, method]]) => [
    [short.toLowerCase(), method],
    [display.toLowerCase(), method],
  ]),
);

/**
 * The method that Evidently means by a name: the short one that a user gave, or the one it displays when it chose
 * itself. `null` for a test of the user's own.
 * Source: evidentlyai/evidently `src/evidently/legacy/calculations/stattests/`, one file each.
 */
export const evidentlyMethod = (name: string): ToolMethod | null =>
  evidently.get(name.trim().toLowerCase()) ?? null;

/**
 * NannyML's methods of univariate drift by the names of its columns. Its KS is D itself, and chi-square the statistic,
 * on whose p the alert rests.
 * Source: NannyML/nannyml `nannyml/drift/univariate/methods.py`.
 */
export const nannymlMethods: Readonly<Record<string, ToolMethod>> = {
  kolmogorov_smirnov: distance('KS', 0),
  jensen_shannon: distance('Jensen–Shannon distance, base 2', null),
  wasserstein: distance('Wasserstein', 0),
  hellinger: distance('Hellinger distance', null),
  l_infinity: distance('L-infinity', null),
  chi2: distance('Chi-square statistic', null),
};

/**
 * Deepchecks' methods by the names in its results, each with the sort of column it is for. Its PSI is over categories of
 * which rare ones may have been joined; how many were left it does not say.
 * Source: deepchecks/deepchecks `deepchecks/utils/distribution/drift.py`.
 */
export const deepchecksMethods: Readonly<Record<string, ToolMethod & { of: 'number' | 'category' }>> = {
  'Kolmogorov-Smirnov': { ...distance('KS', 0), of: 'number' },
  "Earth Mover's Distance": {
    ...distance('Earth mover’s distance over the range of both sides', 0),
    of: 'number',
  },
  "Cramer's V": { ...distance('Cramér’s V', null), of: 'category' },
  PSI: { ...distance('PSI', null, 'clip 0.01'), of: 'category' },
};

/**
 * whylogs' algorithms. Its KS rests on a sketch of the data and its chi-square on the most frequent items, so neither
 * is the test of that name over all rows.
 * Source: whylabs/whylogs `python/whylogs/viz/drift/column_drift_algorithms.py`.
 */
export const whylogsMethods: Readonly<Record<string, ToolMethod>> = {
  ks: p('KS p-value (whylogs sketch)'),
  'chi-square': p('Chi-square p-value (whylogs frequent items)', null),
  hellinger: distance('Hellinger distance (whylogs sketch)', null),
};
