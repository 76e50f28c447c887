import { makesCell, type Clause } from './obligation.ts';
import type { System } from './portfolio.ts';

/** Whether a clause is a duty of a system that answers to its framework: it asks for something, of one of its roles. */
export const isDuty = (
  clause: Pick<Clause, 'heading' | 'withdrawn' | 'applies_to'>,
  system: Pick<System, 'roles'>,
): boolean => makesCell(clause) && fitsRoles(clause, system.roles);

/**
 * Whether a clause's duty falls on one of the roles. A clause that names none falls on all, and of a system that
 * states none nobody knows yet which duties are not its own: a cell left out would look like nothing to do.
 */
export function fitsRoles(clause: Pick<Clause, 'applies_to'>, roles: readonly string[]): boolean {
  const isOpen = clause.applies_to.length === 0 || roles.length === 0;
  return isOpen || clause.applies_to.some((role) => roles.includes(role));
}
