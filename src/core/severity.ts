/**
 * How much a finding weighs.
 * `error`: the record is false or cannot be checked. `warning`: time has passed or a hole is admitted.
 * `info`: worth knowing.
 */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Whether a value is a severity. */
export const isSeverity = (value: unknown): value is Severity => severities.includes(value as Severity);
