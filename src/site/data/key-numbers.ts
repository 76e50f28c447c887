/** The figures a board asks for first: results on the whole from the model card, each with its proof. */
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { boundValue, type BoundNumber } from '../../kinds/bound.ts';
import { isRecord, recordsAt, textAt, type Data } from './fields.ts';
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

/** Metrics of the system's first model card: each on the whole first, then groups, then repeats; eight at most. */
export function keyNumbers(system: System, portfolio: Portfolio): KeyNumber[] {
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
  if (label === null || !isBound(row['value'])) return null;
  const digits = typeof row['digits'] === 'number' ? row['digits'] : 3;
  const bound = boundValue(row['value'], card, portfolio);
  const read = (field: string): number | null => {
    const value = row[field];
    return isBound(value) ? boundValue(value, card, portfolio).value : null;
  };
  const [lower, upper, n] = [read('ci_lower'), read('ci_upper'), read('n')];
  const level = typeof row['ci_level'] === 'number' ? row['ci_level'] : 0.95;
  const slice = textAt(row, 'slice');
  const how = [
    lower !== null && upper !== null
      ? `${Math.round(level * 100)}\u00a0% interval ${formatNumber(lower, digits)} to ${formatNumber(upper, digits)}`
      : 'no interval stated',
    slice,
    textAt(row, 'dataset'),
    n === null ? null : `n\u00a0${formatNumber(n)}`,
  ];
  return {
    label,
    value: bound.value === null ? 'not found' : formatNumber(bound.value, digits),
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

const isBound = (value: unknown): value is BoundNumber =>
  typeof value === 'number' || (isRecord(value) && typeof value['from'] === 'string');
