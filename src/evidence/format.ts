// Numbers for people, the same on every machine.
import { format } from 'd3-format';
import { percent } from '../core/percent.ts';

/** A number in fixed decimals with a real minus sign and commas between thousands: `−0.02`, `30,048`. */
export const fixed = (value: number, digits: number): string =>
  format(`,.${digits}f`)(value).replace(/^−(?=[0.,]*$)/, '');

/** A number with its sign always shown. */
export const signed = (value: number, digits: number): string =>
  (value > 0 ? '+' : '') + fixed(value, digits);

/** A number by its order of magnitude, `1.2 × 10⁻⁵`: for what fixed decimals would round to nothing. */
export function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits).split('e');
  const raised = String(Number(exponent)).replaceAll(/./g, (sign) => superscripts[sign] ?? sign);
  return `${mantissa.replace('-', '−')}\u00a0×\u00a010${raised}`;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((sign, i) => [sign, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i]!]),
);

/** A whole number with its thousands apart. */
export const whole = (value: number): string => fixed(value, 0);

/** A whole number with its noun: `1 row`, `4,096 rows`; `many` when the plural is irregular. */
export const counted = (n: number, one: string, many = one + 's'): string =>
  `${whole(n)} ${n === 1 ? one : many}`;

/**
 * A metric as it is printed: shares as percentages with one decimal, whole numbers whole, anything else with three
 * decimals at most unless `digits` says otherwise.
 */
export function formatMetric(
  value: number | string | null,
  options: { unit?: string | null; digits?: number | null } = {},
): string {
  if (value === null) return 'not defined';
  if (typeof value === 'string') return value;
  const { unit = null, digits = null } = options;
  if (unit === 'share') return percent(fixed(value * 100, digits ?? 1));
  if (digits !== null) return fixed(value, digits);
  return Number.isInteger(value) ? whole(value) : fixed(value, decimalsOf(value));
}

/** Decimals that show three significant digits of a small number, two of one above one; at most six. */
const decimalsOf = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 1) return 2;
  return Math.min(6, 2 - Math.floor(Math.log10(size)));
};

/**
 * What an interval is called by its level: `95 % interval`. Where a file states none it is not taken for the usual one.
 * @param level a share of one; `null` where it is not stated.
 */
export const intervalName = (level: number | null): string =>
  level === null
    ? 'interval of a level not stated,'
    : `${percent(Number((level * 100).toFixed(1)))} interval`;
