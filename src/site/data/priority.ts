/** The action priority of a failure mode: as stated, else from Casebook's own table. */
import { actionPriority, type ActionPriority } from '../../kinds/failure-modes/action-priority.ts';
import type { Data } from './fields.ts';

/** `null` when a rating is missing. */
export function priorityOf(row: Data): ActionPriority | null {
  const stated = row['action_priority'];
  if (stated === 'H' || stated === 'M' || stated === 'L') return stated;
  const rating = (field: string): number | undefined => {
    const value = row[field];
    return typeof value === 'number' ? value : undefined;
  };
  return actionPriority({
    severity: rating('severity'),
    occurrence: rating('occurrence'),
    detection: rating('detection'),
  });
}

export const priorityWords: Record<ActionPriority, string> = { H: 'High', M: 'Medium', L: 'Low' };
