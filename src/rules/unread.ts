// What is not known because a file could not be read, which has its finding there.
import type { Cell } from '../core/cell.ts';
import { isStatusUnread } from '../core/control-path.ts';
import { bridgesInto } from '../core/derive.ts';
import { isMappingUnread } from '../core/mapped-rows.ts';
import { once } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';

/**
 * Whether a cell that is not assessed may be: its control, or the rows that may speak of it, could not be read, or
 * that is so of a clause that a crosswalk leads from.
 */
export const isUnread = (portfolio: Portfolio, cell: Cell): boolean => unread(portfolio, cell, new Set());

function unread(portfolio: Portfolio, cell: Cell, seen: Set<string>): boolean {
  if (seen.has(cell.obligation)) return false;
  seen.add(cell.obligation);
  const { index, crosswalks, as_of } = portfolio;
  const deciding = cell.deciding_step === null ? undefined : cell.steps[cell.deciding_step];
  if (deciding?.type === 'control')
    return deciding.id === null || isStatusUnread(index.artefacts.get(deciding.id));
  if (cell.row !== null) return false;
  const system = index.systems.get(cell.system);
  if (system && isMappingUnread(system)) return true;
  const sources = bridgesInto(crosswalks, as_of).get(cell.obligation) ?? [];
  return sources.some(({ row }) => {
    const source = cellsByKey(portfolio).get(keyOf(cell.system, row.source));
    return source?.state === 'not-assessed' && unread(portfolio, source, seen);
  });
}

const keyOf = (system: string, obligation: string): string => `${system} ${obligation}`;

const cellsByKey = once(
  ({ cells }: Portfolio) => new Map(cells.map((cell) => [keyOf(cell.system, cell.obligation), cell])),
);
