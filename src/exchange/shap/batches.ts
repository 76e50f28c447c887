import { compareText } from '../../core/compare.ts';
import { count } from '../../core/words.ts';
import type { Shap } from '../../evidence/shapes/shap.ts';
import type { Contributions } from './contributions.ts';
import { fewest } from './density.ts';
import { ShapFault } from './fault.ts';

/** More batches than this are no batches: somebody named a column that tells rows apart. */
const most = 240;

/**
 * Mean |φ| of each feature and group of columns in each batch of a file, over all its rows, batches in the order of
 * their names; `undefined` where the file names none. Of people whose rows may not be kept, a batch of few rows is left
 * out and noted: its means would speak of single persons.
 * @throws {ShapFault} for a row without a batch, and for more batches than there can be.
 */
export function batchesOf(
  { phi, n, features, batch }: Contributions,
  groups: Shap['groups'],
  { mayKeepRows }: { mayKeepRows: boolean },
): { batches: NonNullable<Shap['batches']>; notes: string[] } | undefined {
  if (!batch) return undefined;
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < n; row++) {
    const name = batch.of(row);
    if (name === '') throw nameless(batch, row);
    const rows = rowsOf.get(name);
    if (rows) rows.push(row);
    else rowsOf.set(name, [row]);
  }
  if (rowsOf.size > most) {
    throw new ShapFault({
      message: `the column \`${batch.name}\` names ${rowsOf.size} batches: it rather tells rows apart`,
      field: 'batch_column',
      detail: 'too many batches',
      fix: `name the column of the batch as \`batch_column\`, or \`${batch.name}\` under \`other_columns\``,
    });
  }
  const kept = [...rowsOf].filter(([, rows]) => mayKeepRows || rows.length >= fewest);
  const left = rowsOf.size - kept.length;
  const batches = kept
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, rows]) => {
      const mean = (at: readonly number[]): number =>
        short(
          rows.reduce((sum, row) => sum + Math.abs(at.reduce((one, j) => one + phi[j]![row]!, 0)), 0) /
            rows.length,
        );
      const own = Object.entries(groups ?? {}).map(([group, { columns }]) => [
        group,
        mean(columns.map((column) => features.indexOf(column))),
      ]);
      return {
        batch: name,
        n: rows.length,
        mean_abs: features.map((_, j) => mean([j])),
        ...(own.length > 0 && { groups: Object.fromEntries(own) as Record<string, number> }),
      };
    });
  const notes =
    left === 0
      ? []
      : [`${count(left, 'batch', 'batches')} of fewer than ${count(fewest, 'row')} about people left out.`];
  return batches.length === 0 ? undefined : { batches, notes };
}

function nameless(batch: NonNullable<Contributions['batch']>, row: number): ShapFault {
  const at = batch.place(row);
  return new ShapFault({
    message: `row ${row + 1} names no batch, and others do (column \`${batch.name}\`)`,
    ...(at && { at }),
    detail: 'no batch',
    fix: 'write the batch on each row',
  });
}

const short = (value: number): number => Number(value.toPrecision(9));
