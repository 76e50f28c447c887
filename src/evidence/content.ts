import { asRecord } from '../core/data.ts';
import type { Metrics } from './shapes/metrics.ts';
import type { Profile } from './shapes/profile.ts';
import type { Shap } from './shapes/shap.ts';

/** Whether the content of evidence, once attached, is of a shape; `attachEvidence` has validated it. */
const has = (content: unknown, schema: string): boolean => asRecord(content)?.['schema'] === schema;

/** Whether content is a drift profile. */
export const isProfile = (content: unknown): content is Profile => has(content, 'casebook/profile@1');
/** Whether content is SHAP values. */
export const isShap = (content: unknown): content is Shap => has(content, 'casebook/shap@1');
/** Whether content is metrics. */
export const isMetrics = (content: unknown): content is Metrics => has(content, 'casebook/metrics@1');
