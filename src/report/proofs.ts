import type { Cell } from '../core/cell.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { proofFacts } from './proof-facts.ts';
import { inOrder, proofTree } from './proof-tree.ts';
import type { Table } from './table.ts';

/**
 * The proof behind each cell, one row per step in the order of reading: from the clause through row, control and
 * item to the file, its digest and its dates, and the approval.
 */
export function proofsTable(
  portfolio: Pick<Portfolio, 'cells' | 'index' | 'approvals' | 'waivers'>,
  cells: readonly Cell[] = portfolio.cells,
): Table {
  const factsOf = proofFacts(portfolio);
  return {
    name: 'Proofs',
    header: [
      'system',
      'obligation',
      'cell_state',
      'step',
      'depth',
      'type',
      'id',
      'title',
      'state',
      'note',
      'file',
      'sha256',
      'captured_at',
      'valid_until',
      'by',
      'date',
      'deciding',
    ],
    types: { captured_at: 'date', valid_until: 'date', date: 'date' },
    frozen: 2,
    rows: cells.flatMap((cell) =>
      inOrder(proofTree(cell)).map(({ step, depth, deciding }, i) => {
        const facts = factsOf(step);
        return [
          cell.system,
          cell.obligation,
          cell.state,
          i + 1,
          depth,
          step.type,
          step.id,
          step.title,
          step.state,
          step.note,
          facts.file,
          facts.digest,
          facts.captured_at,
          facts.valid_until,
          facts.by,
          facts.date,
          deciding ? 'yes' : 'no',
        ];
      }),
    ),
  };
}
