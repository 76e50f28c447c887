/** The files of proofs that a built site carries: one for each pair of framework and system. */
import type { Cell } from '../../core/cell.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { cellsOn } from '../../report/framework-tables.ts';

export interface ProofFile {
  framework: string;
  system: string;
  cells: Cell[];
}

/** Every pair that has cells, in the order of catalogues and systems. */
export const proofFiles = (portfolio: Pick<Portfolio, 'catalogues' | 'cells' | 'systems'>): ProofFile[] =>
  portfolio.catalogues.flatMap(({ id }) => {
    const groups = Map.groupBy(cellsOn(portfolio, id), (cell) => cell.system);
    return portfolio.systems.flatMap((system) => {
      const cells = groups.get(system.id);
      return cells ? [{ framework: id, system: system.id, cells }] : [];
    });
  });
