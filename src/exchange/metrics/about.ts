import type { Metrics } from '../../evidence/shapes/metrics.ts';

/** What the register says of a file of metrics. */
export type About = Pick<Metrics, 'model' | 'model_version' | 'dataset' | 'provenance'>;

/** How a file begins in Casebook's shape: what wrote it, and what the register says of it. */
export const headOf = (about: About, name: string): Omit<Metrics, 'n' | 'metrics'> => ({
  schema: 'casebook/metrics@1',
  producer: { name },
  ...about,
});
