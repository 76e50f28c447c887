/** What opens the table of a figure: `Table of 24 readings`, `Table of 1 reading`; `many` when the plural is irregular. */
export const tableOf = (n: number, one: string, many = one + 's'): string =>
  `Table of ${n} ${n === 1 ? one : many}`;
