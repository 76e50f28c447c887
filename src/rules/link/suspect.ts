import { isBodyLost } from '../../core/artefact.ts';
import { systemOf } from '../../core/classify.ts';
import { confirmationOf, confirmedOn, suspectDetail } from '../../core/link-state.ts';
import type { Link } from '../../core/link.ts';
import { unsoundLinks } from '../../core/links-of.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { thingWord } from '../../core/thing.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'link/suspect',
  severity: 'warning',
  what: 'What a link leads to has changed since somebody last confirmed that the link holds.',
  why: 'A mapping that was right against the old wording of a control may be wrong against the new one. The link still resolves, so nothing but a fingerprint shows it.',
  fix: 'Read both ends again. If the link still holds, say so with `casebook confirm`; if not, change it.',
  source: 'Suspect links, as in requirements management tools since DOORS',
  *check(portfolio) {
    const confirmed = confirmedOn(portfolio.confirmations, portfolio.as_of);
    for (const link of unsoundLinks(portfolio.links)) {
      // What rests on a breach has a rule of its own: it is decided, not confirmed.
      if ((link.lapse ?? link.state) !== 'suspect' || link.breach !== undefined) continue;
      // That an approval is of other content has a rule of its own: it is given again, not confirmed.
      if (link.type === 'approves') continue;
      // Of prose that cannot be read nobody knows whether it changed.
      const whole = portfolio.index.artefacts.get(link.to);
      if (whole && isBodyLost(whole)) continue;
      const { nodes } = portfolio.index;
      const target = nodes.get(link.to);
      const ends = [nodes.get(link.from), target].flatMap((one) => (one ? thingWord(one) : []));
      const said = confirmationOf(link, confirmed);
      const when = said === undefined ? '' : ` by ${code(said.by)} on ${said.date}`;
      yield {
        message: `${code(link.from)} ${link.type} ${code(link.to)} was confirmed${when}, and ${code(link.to)} has changed since`,
        at: link.at,
        subject: link.from,
        detail: suspectDetail(link),
        related: [
          ...(target ? [{ at: target.at, message: `${code(link.to)} as it is now` }] : []),
          ...(said ? [{ at: said.at, message: 'the confirmation' }] : []),
        ],
        fix: `read both (${ends.join(' → ')}), then \`casebook confirm ${link.from} ${link.type} ${link.to}${whose(link, portfolio)} --as <party>\``,
      };
    }
  },
});

/** Which system is meant, where several state the same link and each confirms it for itself. */
function whose(link: Link, { index }: Portfolio): string {
  const system = systemOf(link.at.file);
  const isTwin = (one: Link): boolean =>
    one.type === link.type && one.to === link.to && systemOf(one.at.file) !== system;
  return system !== null && index.linksFrom.get(link.from)?.some(isTwin) === true
    ? ` --system ${system}`
    : '';
}
