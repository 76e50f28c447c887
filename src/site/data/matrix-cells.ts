/** What the data of a grid is made from: the layout of its matrix, so that rows and pages agree. */
import { ownersOf } from '../../core/cell-owners.ts';
import type { Catalogue } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { CellsSource } from '../../report/cells-json.ts';
import { layoutOf } from './matrix-parts.ts';
import { isSingle, partyTitle } from './matrix.ts';

/** The source of `data/cells/<framework>/<system>.json`. */
export function cellsSource(portfolio: Portfolio, catalogue: Catalogue, system: System): CellsSource {
  const { matrix, partOf } = layoutOf(portfolio, catalogue, system);
  return {
    portfolio,
    catalogue,
    system,
    chapters: matrix.chapters.map((chapter) => ({ ...chapter, single: isSingle(chapter) })),
    controls: matrix.columns,
    ownersOf: (cell) => ownersOf(portfolio, cell).map((owner) => partyTitle(owner, portfolio)),
    pageOf: (cell) => {
      const slug = partOf.get(cell.obligation)?.slug ?? '';
      return slug === '' ? '' : `${slug}/`;
    },
  };
}
