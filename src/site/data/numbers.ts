/** A figure for people: at most `digits` decimals, a true minus, a dash for none. */
export function formatNumber(value: number | string | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return 'not a number';
  const text = Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toFixed(digits)));
  const [whole = '', part] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (value < 0 ? '−' : '') + grouped + (part === undefined ? '' : '.' + part);
}
