import { lacks, type Row } from '../rows.ts';
import type { FailureMode } from './schema.ts';

/** The fields of which one has to say what shows a failure mode, or why nothing can. */
export const detectionFields = ['detection_controls', 'linked_monitor', 'undetectable'] as const;

/** Whether a failure mode has no detection: no detection control, no monitor, no word on why there is none. */
export const isUndetected = (row: Row<FailureMode>): boolean =>
  detectionFields.every((name) => lacks(row, name));
