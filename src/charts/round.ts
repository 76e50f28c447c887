/** A coordinate rounded to tenths (or other digits), so that drawings are small and the same everywhere. */
export const round = (value: number, digits = 1): number => {
  const rounded = Number(value.toFixed(digits));
  return rounded === 0 ? 0 : rounded;
};
