import { spotOf, type Artefact } from './artefact.ts';
import type { Spot } from './place.ts';

/**
 * Where the header of a list's CSV file stands, when what each of its rows lacks is a column: one fault, and told
 * there. `null` when the rows are not of a CSV file, when only some lack it, or when there is one row alone.
 * @param lacking how many rows of the list lack the value.
 */
export function absentColumn(
  artefact: Pick<Artefact, 'file' | 'origins' | 'data'>,
  list: string,
  lacking: number,
): Spot | null {
  const rows = artefact.data[list];
  if (lacking < 2 || !Array.isArray(rows) || rows.length !== lacking) return null;
  const { file } = spotOf(artefact, [list]);
  return file.endsWith('.csv') ? { file, path: [] } : null;
}
