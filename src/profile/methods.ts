import type { Profile } from '../evidence/shapes/profile.ts';
import { exactRows } from './request.ts';

/** How the figures of a profile were computed, in words. */
export const methodsOf = (hasScores: boolean): NonNullable<Profile['methods']> => ({
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
