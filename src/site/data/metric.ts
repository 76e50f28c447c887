/** A `<Metric of="…" />` in prose, looked up in the evidence it names. */
import { parseEvidenceReference } from '../../core/id.ts';
import type { Json } from '../../core/document.ts';
import { fromPointer, valueAt } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { formatNumber } from './numbers.ts';

export interface Metric {
  text: string;
  state: 'bound' | 'lapsed' | 'claim' | 'unbound' | 'contradicted';
  evidence: Evidence | null;
  pointer: string;
  /** What a reader who points at it is told. */
  title: string;
}

/**
 * Looks a metric up. `of` names evidence and a JSON Pointer; `value` is what the author typed and is shown only
 * when nothing is named; `digits`, `percent` and `unit` shape the text.
 */
export function metricOf(props: Record<string, Json>, portfolio: Portfolio, system: string | null): Metric {
  const of = typeof props['of'] === 'string' ? props['of'] : '';
  const typed = props['value'];
  const shape = (value: number | string): string => shapeOf(value, props);
  if (of === '') {
    const text = typeof typed === 'number' || typeof typed === 'string' ? shape(typed) : '?';
    return { text, state: 'claim', evidence: null, pointer: '', title: 'Author’s claim, no evidence file' };
  }
  const { id, pointer } = parseEvidenceReference(of);
  const found = portfolio.index.resolve(id, system);
  const evidence = found.state === 'found' ? (portfolio.index.evidence.get(found.node.id) ?? null) : null;
  const steps = fromPointer(pointer);
  const value = evidence && steps ? valueAt(evidence.content, steps) : undefined;
  if (!evidence || (typeof value !== 'number' && typeof value !== 'string')) {
    const text = typeof typed === 'number' || typeof typed === 'string' ? shape(typed) : 'not found';
    return { text, state: 'unbound', evidence, pointer, title: `Nothing stands at ${of}` };
  }
  const text = shape(value);
  const claim = portfolio.claims.find(
    (one) => one.evidence === evidence.id && one.path === pointer && one.state === 'contradicted',
  );
  if (claim && typed !== undefined && typed !== null && shape(typed as number | string) !== text) {
    return {
      text,
      state: 'contradicted',
      evidence,
      pointer,
      title: `The text says ${claim.text}; ${of} says ${text}`,
    };
  }
  const state = evidence.state === 'valid' ? 'bound' : 'lapsed';
  return {
    text,
    state,
    evidence,
    pointer,
    title: evidence.why ?? `ev:${evidence.local} at ${pointer}, sha256 ${evidence.sha256.slice(0, 8)}`,
  };
}

function shapeOf(value: number | string, props: Record<string, Json>): string {
  const unit = typeof props['unit'] === 'string' ? `\u00a0${props['unit']}` : '';
  if (typeof value === 'string') return value + unit;
  const percent = props['percent'] === true || props['as'] === 'percent' || props['format'] === 'percent';
  const digits = typeof props['digits'] === 'number' ? props['digits'] : percent ? 1 : 3;
  return percent ? `${formatNumber(value * 100, digits)}\u00a0%` : formatNumber(value, digits) + unit;
}
