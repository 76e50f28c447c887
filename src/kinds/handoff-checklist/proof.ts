// What a handoff says holds, and nothing shows.
import { lacks, type Row } from '../rows.ts';
import type { HandoffCondition, HandoffItem } from './schema.ts';

/** Whether a question is said to have passed, without evidence and without what answers it. */
export const isAnswerUnproven = (row: Row<HandoffItem>): boolean =>
  row.row.result === 'pass' && lacks(row, 'evidence') && lacks(row, 'see');

/** Whether a condition is said to be met, without evidence. */
export const isConditionUnproven = (row: Row<HandoffCondition>): boolean =>
  row.row.status === 'met' && lacks(row, 'evidence');
