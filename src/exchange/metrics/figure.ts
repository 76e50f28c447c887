import type { Metric } from '../../evidence/shapes/metrics.ts';

/** A figure of another tool's file; one without a number says so. */
export function figure(type: string, value: number | null, n: number | null): Metric {
  return {
    type,
    value,
    ...(n !== null && Number.isInteger(n) && { n }),
    ...(value === null && { note: 'the file has no number here' }),
  };
}
