/** The figures a board asks for first, each with its proof. */
import type { Artefact } from '../../core/artefact.ts';
import { percent } from '../../core/percent.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { fromPointer, valueAt } from '../../core/place.ts';
import { intervalName } from '../../evidence/format.ts';
import {
  asBoundNumber,
  boundValue,
  type BoundNumber,
  type BoundValue,
  type FromEvidence,
} from '../../kinds/bound.ts';
import { besidesOf, styleOf, writeFigure, type FigureStyle } from '../../kinds/figures.ts';
import { recordsAt, textAt, type Data } from './fields.ts';
import { formatNumber } from './numbers.ts';

export interface KeyNumber {
  label: string;
  value: string;
  /** Interval, data, sample. */
  how: string;
  evidence: Evidence | null;
  /** Why it is not bound, when it is not. */
  claim: string | null;
}

const limit = 8;

/** The numbers the profile puts first; where it names none, those of the model card. Eight at most. */
export function keyNumbers(system: System, portfolio: Portfolio): KeyNumber[] {
  const { profile } = system;
  const chosen = profile === null ? [] : recordsAt(profile.data, 'key_numbers');
  if (profile === null || chosen.length === 0) return cardNumbers(system, portfolio);
  return chosen.slice(0, limit).flatMap((row) => chosenNumber(row, profile, portfolio) ?? []);
}

/** A number of the profile; interval and n come from beside the value in the evidence. */
function chosenNumber(row: Data, profile: Artefact, portfolio: Portfolio): KeyNumber | null {
  const label = textAt(row, 'label');
  const number = asBoundNumber(row['value']);
  if (label === null || number === null) return null;
  const bound = boundValue(number, profile, portfolio);
  const style: FigureStyle = styleOf(number, {
    unit: textAt(row, 'unit') ?? undefined,
    digits: typeof row['digits'] === 'number' ? row['digits'] : undefined,
  });
  const beside = (field: string): number | null => {
    const steps = bound.pointer === null ? null : fromPointer(bound.pointer);
    const value = steps === null ? null : valueAt(bound.evidence?.content, [...steps.slice(0, -1), field]);
    return typeof value === 'number' ? value : null;
  };
  const [lower, upper, n] = [beside('ci_lower'), beside('ci_upper'), beside('n')];
  const how = [
    lower !== null && upper !== null
      ? `${intervalName(beside('ci_level'))} ${writeFigure(lower, style)} to ${writeFigure(upper, style)}`
      : null,
    n === null ? null : `n\u00a0${formatNumber(n)}`,
    againstText(number, bound, style),
  ].filter((part) => part !== null);
  return {
    label,
    value: bound.value === null ? 'not found' : writeFigure(bound.value, style),
    how: [how.join(', '), textAt(row, 'note')].filter((part) => part).join('. '),
    evidence: bound.evidence,
    claim: bound.state === 'unbound' ? 'The path leads to no number' : 'Typed in the profile',
  };
}

/** Metrics of the system's first model card: each on the whole first, then groups, then repeats. */
function cardNumbers(system: System, portfolio: Portfolio): KeyNumber[] {
  const card = system.artefacts.find((artefact) => artefact.kind === 'model-card');
  if (!card) return [];
  const rows = recordsAt(card.data, 'metrics');
  const whole = rows.filter((row) => textAt(row, 'slice') === null);
  const groups = rows.filter((row) => textAt(row, 'slice') !== null);
  const seen = new Set<string | null>();
  const first = whole.filter((row) => !seen.has(textAt(row, 'type')) && seen.add(textAt(row, 'type')));
  const rest = whole.filter((row) => !first.includes(row));
  return [...first, ...groups, ...rest]
    .slice(0, limit)
    .flatMap((row) => numberOf(row, card, portfolio) ?? []);
}

function numberOf(row: Data, card: Artefact, portfolio: Portfolio): KeyNumber | null {
  const label = textAt(row, 'type');
  const number = asBoundNumber(row['value']);
  if (label === null || number === null) return null;
  const digits = typeof row['digits'] === 'number' ? row['digits'] : 3;
  const bound = boundValue(number, card, portfolio);
  const style = styleOf(number, { digits });
  const read = (field: string): number | null => {
    const value = asBoundNumber(row[field]);
    return value === null ? null : boundValue(value, card, portfolio).value;
  };
  const [lower, upper, n] = [read('ci_lower'), read('ci_upper'), read('n')];
  const level = typeof row['ci_level'] === 'number' ? row['ci_level'] : 0.95;
  const slice = textAt(row, 'slice');
  const how = [
    lower !== null && upper !== null
      ? `${percent(Math.round(level * 100))} interval ${formatNumber(lower, digits)} to ${formatNumber(upper, digits)}`
      : 'no interval stated',
    slice,
    textAt(row, 'dataset'),
    n === null ? null : `n\u00a0${formatNumber(n)}`,
    againstText(number, bound, style),
  ];
  return {
    label,
    value:
      bound.value === null
        ? 'not found'
        : typeof number === 'object' && isStyled(number)
          ? writeFigure(bound.value, style)
          : formatNumber(bound.value, digits),
    how: how.filter((part) => part !== null).join(', '),
    evidence: bound.evidence,
    claim:
      bound.state === 'unbound'
        ? 'The path leads to no number'
        : textAt(card.data, 'owner') === null
          ? null
          : 'Typed in the model card',
  };
}

/** Whether a number says itself how it is written. */
const isStyled = ({ format, digits, unit }: FromEvidence): boolean =>
  [format, digits, unit].some((one) => one !== undefined);

/** `+0.012 against 0.831 in Version 2.4, holdout`; `null` for a number that is compared with nothing. */
function againstText(number: BoundNumber, bound: BoundValue, style: FigureStyle): string | null {
  const { against } = besidesOf(number, bound, style);
  if (against === null) return null;
  return against.evidence === null ? against.text : `${against.text} in ${against.evidence.title}`;
}
