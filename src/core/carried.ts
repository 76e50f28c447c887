import type { Cell } from './cell.ts';
import { once } from './once.ts';

/** What tells a cell from every other. */
export const cellKey = (cell: Pick<Cell, 'system' | 'obligation'>): string =>
  `${cell.system}\n${cell.obligation}`;

/**
 * The cells of a list by what their proofs name: clause, row, controls, items, evidence, approval, waiver. Cells
 * stand in the order of the list, each once.
 */
export const carriedBy = once((cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> => {
  const carried = new Map<string, Cell[]>();
  for (const cell of cells) {
    for (const id of namedBy(cell)) {
      const known = carried.get(id);
      if (known) known.push(cell);
      else carried.set(id, [cell]);
    }
  }
  return carried;
});

/** The ids a cell's state was worked out from; a step may stand for two of them when both name one file. */
function namedBy(cell: Cell): ReadonlySet<string> {
  const ids = new Set<string>([cell.obligation, ...cell.controls, ...cell.evidence]);
  if (cell.row !== null) ids.add(cell.row);
  for (const step of cell.steps) if (step.id !== null) ids.add(step.id);
  return ids;
}
