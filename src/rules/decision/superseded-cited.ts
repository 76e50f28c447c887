import { linksOf } from '../../core/links-of.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { replacedLater } from '../../kinds/decision/later.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'decision/superseded-cited',
  severity: 'warning',
  what: 'A decision that another has replaced is still cited as if it held.',
  why: 'A superseded decision stays on file as history. A document that rests on it today rests on a choice the organisation has taken back.',
  fix: 'Cite the decision that replaced it, after reading whether what you say still follows from it.',
  source: 'MADR 4.0, status `superseded by`',
  *check(portfolio) {
    const replaced = replacedDecisions(portfolio);
    if (replaced.size === 0) return;
    for (const link of portfolio.links) {
      const by = replaced.get(link.to);
      // History may speak of history: earlier decisions, and the one that replaced it.
      if (by === undefined || link.type === 'supersedes' || replaced.has(link.from) || link.from === by)
        continue;
      if (link.field === 'superseded_by' || portfolio.index.nodes.get(link.from)?.type === 'party') continue;
      // Two that replace each other are a circle, which has its own finding.
      if (by !== null && replaced.get(by) === link.to) continue;
      const node = portfolio.index.nodes.get(link.to);
      yield {
        message: `${code(link.from)} cites ${code(link.to)}, which ${by === null ? 'is superseded' : `${code(by)} has replaced`}`,
        at: link.at,
        subject: link.from,
        detail: `${link.type} ${link.to}`,
        related: node ? [{ at: node.at, message: `${code(link.to)} is here` }] : [],
        fix:
          by === null
            ? 'cite the decision that holds now'
            : `cite ${code(by)} instead, if it still supports this`,
      };
    }
  },
});

/** Decisions that no longer hold, with the one that replaced each where a link or field says so. */
function replacedDecisions(portfolio: Portfolio): Map<string, string | null> {
  const replaced = new Map<string, string | null>();
  for (const { id, kind, system, data } of portfolio.artefacts) {
    if (kind !== 'decision' || replacedLater(portfolio).has(id)) continue;
    const by = data['superseded_by'];
    const named = typeof by === 'string' ? portfolio.index.resolve(by, system) : null;
    if (named?.state === 'found') replaced.set(id, named.node.id);
    else if (data['adr_status'] === 'superseded' || data['status'] === 'superseded') replaced.set(id, null);
  }
  for (const { from, to, state } of linksOf(portfolio.links, 'supersedes')) {
    if (state === 'dangling' || state === 'ambiguous') continue;
    if (portfolio.index.artefacts.get(to)?.kind === 'decision') replaced.set(to, replaced.get(to) ?? from);
  }
  return replaced;
}
