/** The evidence a component names, and what a chart needs beside it. */
import type { Json } from '../../core/document.ts';
import { anchorOf } from '../../core/address.ts';
import { ofSystem } from '../../core/once.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { parseEvidenceReference } from '../../core/id.ts';
import type { Evidence } from '../../core/records.ts';
import type { DecisionMark } from '../../charts/drift-words.ts';
import { sourceOf, type FigureSource } from '../../charts/source.ts';
import { href, hrefOf } from '../../ui/href.ts';
import { decidedOn } from '../data/decisions.ts';

/** The registered file that a component's `evidence` names; `null` when it leads nowhere. */
export function evidenceOf(
  props: Record<string, Json>,
  portfolio: Portfolio,
  system: string | null,
): Evidence | null {
  const reference = props['evidence'];
  if (typeof reference !== 'string') return null;
  const found = portfolio.index.resolve(parseEvidenceReference(reference).id, system);
  return found.state === 'found' ? (portfolio.index.evidence.get(found.node.id) ?? null) : null;
}

/** The foot of a figure about a file. */
export const footOf = (evidence: Evidence): FigureSource =>
  sourceOf(evidence, href, evidence.content === null ? null : `/data/evidence/${evidence.id}.json`);

/** The decisions that answer some readings, as marks on a line of time. */
export function decisionMarks(rows: readonly DriftRow[], portfolio: Portfolio): DecisionMark[] {
  const ids = [...new Set(rows.map((row) => row.decision).filter((id): id is string => id !== null))].sort();
  return ids.flatMap((id) => {
    const decision = portfolio.index.artefacts.get(id);
    const node = portfolio.index.nodes.get(id);
    const date = decision ? decidedOn(decision) : null;
    return decision && node && date
      ? [{ id, label: decision.local, date, note: decision.title, href: hrefOf(node) }]
      : [];
  });
}

/** Addresses of a system's features in their register, by name. */
export const featureLinks = (portfolio: Portfolio, system: string | null): Record<string, string> =>
  Object.fromEntries(
    ofSystem(portfolio.items, system)
      .filter((item) => item.kind === 'feature')
      .flatMap((item) => {
        const node = portfolio.index.nodes.get(item.id);
        return node ? [[item.local, hrefOf(node)] as const] : [];
      }),
  );

/** An anchor for a figure from the parts that tell it apart. */
export const figureId = (...parts: string[]): string => anchorOf(parts.join('-'));
