/** What is filtered, as CSV: the columns and the escaping of every other table of the matrix. */
import type { CellsJson } from '../../report/cells-json.ts';
import { toCsv } from '../../report/csv.ts';
import { matrixHeader, matrixRow } from '../../report/matrix.ts';

/** The clauses given, as rows of the matrix. */
export const csvOf = (data: CellsJson, rows: readonly number[]): string =>
  toCsv(
    matrixHeader,
    rows.map((i) =>
      matrixRow({
        system: data.system.id,
        obligation: `${data.framework.id}:${data.clauses.id[i]}`,
        state: data.states[Number(data.clauses.state[i])]!,
        timing: data.timings[Number(data.clauses.timing[i])]!,
        applies_from: data.clauses.applies_from[i] ?? null,
        controls: data.clauses.controls[i]!.map((control) => data.controls.id[control]!),
        evidence: data.clauses.evidence[i]!.map((one) => data.evidence[one]!),
      }),
    ),
  );

/** Hands a text over as a file to save. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
