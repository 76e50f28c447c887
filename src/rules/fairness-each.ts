import type { Artefact } from '../core/artefact.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { once } from '../core/once.ts';
import {
  comparisonsOf,
  criteriaOf,
  type Compared,
  type Criteria,
} from '../kinds/fairness-assessment/read.ts';
import type { FairnessAssessment } from '../kinds/fairness-assessment/schema.ts';
import { artefactsOf } from '../kinds/rows.ts';

/** A fairness assessment in force with its groups looked up and its limits judged. */
export interface Assessed {
  artefact: Artefact;
  data: FairnessAssessment;
  comparisons: readonly Compared[];
  criteria: readonly Criteria[];
}

/** Every fairness assessment in force: looked up once for a portfolio, since several rules ask. */
export const assessed = once((portfolio: Portfolio): readonly Assessed[] =>
  [...artefactsOf<FairnessAssessment>(portfolio, 'fairness-assessment')].map(({ artefact, data }) => {
    const comparisons = comparisonsOf(artefact, portfolio);
    return { artefact, data, comparisons, criteria: criteriaOf(artefact, portfolio, comparisons) };
  }),
);
