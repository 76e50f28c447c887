/** Lists cut into runs that fit a page. */

/** What rows take together, by what each takes. */
export const weigh = <T>(rows: readonly T[], bytesOf: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + bytesOf(row), 0);

/**
 * Cuts rows into runs of at most so many bytes, in their order; a row that is larger has a run to itself.
 * @param bytesOf about how many bytes of HTML a row takes.
 */
export function runsOf<T>(rows: readonly T[], bytesOf: (row: T) => number, most: number): T[][] {
  const runs: T[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = bytesOf(row);
    if (runs.length === 0 || size > room) {
      runs.push([]);
      room = most;
    }
    runs.at(-1)!.push(row);
    room -= size;
  }
  return runs;
}
