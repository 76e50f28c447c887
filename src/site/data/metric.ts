/** A `<Metric of="…" />` in prose, looked up in the evidence it names. */
import type { Json } from '../../core/document.ts';
import { percent } from '../../core/percent.ts';
import { startOf } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { claimOf, heldAt, type Held } from '../../evidence/claims.ts';
import { fixed, scientific, signed } from '../../evidence/format.ts';
import { againstWords, intervalWords, type Against, type FigureWriter } from '../../kinds/figure-words.ts';
import { formatNumber } from './numbers.ts';

export interface Metric {
  text: string;
  state: 'bound' | 'lapsed' | 'suspect' | 'claim' | 'unbound' | 'contradicted';
  evidence: Evidence | null;
  pointer: string;
  /** What a reader who points at it is told. */
  title: string;
  /** `95 % interval 0.831 to 0.853`, where it is asked for and the file holds one. */
  interval: string | null;
  /** The difference to the value of another place, and what that is; its evidence is `null` where it leads nowhere. */
  against: Against | null;
}

/** The claim's own place, which a page does not print. */
const nowhere = startOf('');

/**
 * Looks a metric up. `of` names evidence and a JSON Pointer; `value` is what the author typed and is printed as typed
 * where the evidence agrees, or nothing is named; `format`, `digits`, `percent` and `unit` shape what is read;
 * `interval` and `baseline` add to it.
 */
export function metricOf(props: Record<string, Json>, portfolio: Portfolio, system: string | null): Metric {
  const of = typeof props['of'] === 'string' ? props['of'] : '';
  const stated = props['value'];
  const typed = typeof stated === 'number' || typeof stated === 'string' ? shapeOf(stated, props) : null;
  const bare = { evidence: null, pointer: '', interval: null, against: null };
  if (of === '')
    return { ...bare, text: typed ?? '?', state: 'claim', title: 'Author’s claim, no evidence file' };
  const claim = claimOf({ props, place: nowhere }, { id: '', system }, portfolio);
  const held = heldAt(of, system, portfolio);
  const { evidence, pointer, value } = held;
  if (evidence === null || value === undefined) {
    const title = `Nothing stands at ${of}`;
    return { ...bare, text: typed ?? 'not found', state: 'unbound', evidence, pointer, title };
  }
  const found = { evidence, pointer, ...besides(held, props, portfolio, system) };
  if (claim.state === 'contradicted') {
    const title = `The text says ${claim.text}; ${of} says ${value}`;
    return { ...found, text: shapeOf(value, props), state: 'contradicted', title };
  }
  return {
    ...found,
    text: typed ?? shapeOf(value, props),
    state: claim.state,
    title: evidence.why ?? `ev:${evidence.local} at ${pointer}, sha256 ${evidence.sha256.slice(0, 8)}`,
  };
}

/** The interval beside a value, and its difference to a baseline. */
function besides(
  held: Held,
  props: Record<string, Json>,
  portfolio: Portfolio,
  system: string | null,
): Pick<Metric, 'interval' | 'against'> {
  const write: FigureWriter = {
    figure: (value) => shapeOf(value, props),
    difference: (value) => differenceOf(value, props),
  };
  const interval = props['interval'] === true ? intervalWords(held, write) : null;
  const named = props['baseline'];
  if (typeof named !== 'string') return { interval, against: null };
  return { interval, against: againstWords(held, heldAt(named, system, portfolio), named, write) };
}

const isPercent = (props: Record<string, Json>): boolean =>
  props['percent'] === true || props['format'] === 'percent';

const digitsOf = (props: Record<string, Json>): number =>
  typeof props['digits'] === 'number' ? props['digits'] : isPercent(props) ? 1 : 3;

const unitOf = ({ unit }: Record<string, Json>): string => (typeof unit === 'string' ? `\u00a0${unit}` : '');

/** A difference with its sign; of percentages in points, which are not per cent of anything. */
const differenceOf = (difference: number, props: Record<string, Json>): string =>
  isPercent(props)
    ? `${signed(difference * 100, digitsOf(props))} points`
    : signed(difference, digitsOf(props)) + unitOf(props);

function shapeOf(value: number | string, props: Record<string, Json>): string {
  if (typeof value === 'string') return value + unitOf(props);
  const digits = digitsOf(props);
  if (isPercent(props)) return percent(formatNumber(value * 100, digits));
  switch (props['format']) {
    case 'signed':
      return signed(value, digits) + unitOf(props);
    case 'scientific':
      return scientific(value, typeof props['digits'] === 'number' ? props['digits'] : 1) + unitOf(props);
    case 'number':
      return fixed(value, digits) + unitOf(props);
    default:
      return formatNumber(value, digits) + unitOf(props);
  }
}
