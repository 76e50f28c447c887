/** Which page holds the rows of an analysis of failure modes. */
import type { Artefact } from '../../core/artefact.ts';
import { rowLayout, textBytes, type RowLayout } from '../row-parts.ts';
import { ranked, type Ranked } from './ranking.ts';

/** All failure modes, most urgent first. */
interface All {
  rows: readonly Ranked[];
}

/** The failure modes with the pages they stand on. */
export interface Layout extends RowLayout<Ranked, All> {
  modes: readonly Ranked[];
}

/**
 * The pages of an analysis. Each takes a run of the ranking, so that the first has what is most urgent.
 * @param base length of the site's base path, which every link repeats
 */
export function layoutOf(artefact: Pick<Artefact, 'items' | 'body'>, base = 0): Layout {
  const modes = ranked(artefact);
  // Measured on built pages; almost all that is written of a failure mode is shown, with some six links.
  const bytesOf = ({ row }: Ranked): number => 740 + 6 * base + textBytes(row);
  const titleOf = (rows: readonly Ranked[], from: number): string =>
    `${from} to ${from + rows.length - 1} by priority`;
  return { modes, ...rowLayout(artefact, [{ rows: modes }], bytesOf, namesRoom, titleOf) };
}

/** The grid and the actions take their part of the page. */
const namesRoom = 20_000;
