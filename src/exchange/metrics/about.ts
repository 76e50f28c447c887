import type { Metrics } from '../../evidence/shapes/metrics.ts';

/** What the register says of a file of metrics. */
export type About = Pick<Metrics, 'model' | 'model_version' | 'dataset' | 'provenance'>;
