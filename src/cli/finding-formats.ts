/** The forms that `check` prints findings in. */
export const findingFormats = ['pretty', 'json', 'sarif', 'junit'] as const;
export type FindingFormat = (typeof findingFormats)[number];
