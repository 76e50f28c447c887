/**
 * What a validation may look at: the elements of SR 11-7 § V and SR 26-2 § V (conceptual soundness, ongoing
 * monitoring, outcomes analysis), the data and process verification of SS1/23 P4.2 and P4.3, and what later law adds.
 */
export const areas = [
  'conceptual-soundness',
  'data',
  'outcomes-analysis',
  'ongoing-monitoring',
  'implementation',
  'fairness',
  'explanation',
  'use-and-controls',
] as const;

export type Area = (typeof areas)[number];

/** The areas that a validation is asked about whatever it is of: one that is not covered is named. */
export const coreAreas: readonly Area[] = areas.slice(0, 5);
