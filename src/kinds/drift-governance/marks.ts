import { addressOf } from '../../core/address.ts';
import { compareText } from '../../core/compare.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Entry } from './ledger.ts';

/** A decision as charts mark it, with its address from the root of the site. */
export interface Mark {
  id: string;
  label: string;
  date: string;
  note: string;
  address: string;
}

/**
 * The decisions that speak of a feature or metric: those of its breaches, against the baseline of its readings, and
 * those its red readings name.
 */
export function marksOf(
  feature: string,
  rows: readonly DriftRow[],
  entries: readonly Entry[],
  portfolio: Portfolio,
): Mark[] {
  const own = rows.filter((row) => row.feature === feature);
  const isFor = (baseline?: string): boolean => baseline === undefined || baseline === own[0]?.baseline;
  const named = new Set([
    ...entries
      .filter(({ breach, target, decision }) => target === feature && decision && isFor(breach.baseline))
      .map(({ decision }) => decision!.id),
    ...own.flatMap(({ decision }) => decision ?? []),
  ]);
  return [...named].sort(compareText).flatMap((id) => {
    const node = portfolio.index.nodes.get(id);
    const date = portfolio.index.artefacts.get(id)?.data['date'];
    if (node === undefined || typeof date !== 'string') return [];
    return [{ id, label: node.local, date, note: node.title, address: addressOf(node) }];
  });
}
