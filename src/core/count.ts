/** A number with its noun: `1 clause`, `3 clauses`; `many` when the plural is irregular. */
export const count = (n: number, one: string, many = one + 's'): string => `${n} ${n === 1 ? one : many}`;
