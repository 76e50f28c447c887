import { spotOf } from '../core/artefact.ts';
import type { Cell } from '../core/cell.ts';
import { startOf, type Spot } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';

/** Where a cell is written: its mapping row, else the framework in the system's profile that makes it a duty. */
export function cellSpot(portfolio: Portfolio, cell: Pick<Cell, 'row' | 'system' | 'obligation'>): Spot {
  const row = cell.row === null ? undefined : portfolio.index.nodes.get(cell.row);
  if (row) return row.at;
  return frameworkSpot(portfolio, cell.system, portfolio.index.clauses.get(cell.obligation)?.catalogue ?? '');
}

/** Where a system says that it answers to a catalogue. */
export function frameworkSpot(portfolio: Portfolio, system: string, catalogue: string): Spot {
  const found = portfolio.index.systems.get(system);
  if (!found?.profile) return startOf(`${found?.folder ?? ''}system.mdx`);
  const at = found.frameworks.indexOf(catalogue);
  return spotOf(found.profile, at < 0 ? ['frameworks'] : ['frameworks', at]);
}
