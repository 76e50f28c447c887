import { isBodyLost, type Artefact } from '../../core/artefact.ts';
import { systemOf } from '../../core/classify.ts';
import { isObligationId, qualify, splitReference } from '../../core/id.ts';
import { confirmedOn } from '../../core/link-state.ts';
import { isResolved, type Link } from '../../core/link.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Confirmation } from '../../core/records.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { suggest } from '../../core/suggest.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'confirmation/no-link',
  severity: 'warning',
  what: 'A confirmation names a thing, or a link between two, that does not exist.',
  why: 'It confirms nothing. The link it was meant for is taken as never confirmed, so that no change of its target can make it suspect, and the review that the record tells of is lost. Where both ends exist and the link was taken out since, it is only a leftover (an info).',
  fix: 'Correct the ids or the type, as `casebook confirm` writes them; or take the record out if the link is gone for good.',
  *check(portfolio) {
    for (const one of confirmedOn(portfolio.confirmations, portfolio.as_of).values()) {
      if (statedLinks(portfolio, one).some((link) => isSame(link, one))) continue;
      const said = missingEnd(portfolio, one) ?? missingLink(portfolio, one);
      if (!said) continue;
      const { field, ...rest } = said;
      yield {
        at: within(one.at, field),
        subject: one.from,
        detail: `${one.type} ${one.to}`,
        ...rest,
      };
    }
  },
});

type Said = Pick<RuleFinding, 'message' | 'fix' | 'severity'> & { field: 'from' | 'type' | 'to' };

const isSame = (link: Link, one: Confirmation): boolean =>
  link.from === one.from && link.type === one.type && link.to === one.to;

/** The links at both ends of a confirmation that its own system, or the portfolio, states. */
const statedLinks = ({ index }: Portfolio, { from, to, at }: Confirmation): Link[] =>
  [...(index.linksFrom.get(from) ?? []), ...(index.linksTo.get(to) ?? [])].filter(
    (link) => systemOf(link.at.file) === systemOf(at.file),
  );

/** What is said of an end that does not exist; `null` when both do, or when that cannot be known. */
function missingEnd(portfolio: Portfolio, one: Confirmation): Said | null {
  const { index } = portfolio;
  for (const field of ['from', 'to'] as const) {
    const id = one[field];
    if (index.nodes.has(id) || mayHide(portfolio, id) || isDangling(portfolio, one)) continue;
    const found = index.resolve(id, systemOf(one.at.file));
    const near =
      found.state === 'found' ? found.node.id : found.state === 'dangling' ? found.suggestion : null;
    return {
      message: `the confirmation names ${code(id)}, and nothing has that id`,
      fix: near === null ? 'correct the id, or take the record out' : `did you mean ${code(near)}?`,
      field,
    };
  }
  return null;
}

/** What is said of two things between which there is no such link. */
function missingLink(portfolio: Portfolio, one: Confirmation): Said | null {
  const { from, type, to } = one;
  const { index } = portfolio;
  if (!index.nodes.has(from) || !index.nodes.has(to)) return null;
  // A row that is broken now may state the link once it is repaired.
  const system = systemOf(one.at.file);
  if (portfolio.artefacts.some((each) => each.system === system && isAnyBroken(each))) return null;
  const message = `${code(from)} has no link ${code(type)} to ${code(to)} to confirm`;
  const links = statedLinks(portfolio, one).filter((link) => isResolved(link.state));
  const other = links.find((link) => link.from === from && link.to === to);
  if (other) return { message, fix: `did you mean ${code(other.type)}?`, field: 'type' };
  const back = (index.linksFrom.get(to) ?? []).find((link) => link.to === from);
  if (back)
    return { message, fix: `there is ${code(`${back.from} ${back.type} ${back.to}`)}`, field: 'type' };
  const targets = links.filter((link) => link.from === from && link.type === type).map((link) => link.to);
  const near = suggest(to, targets);
  if (near !== null) return { message, fix: `did you mean ${code(near)}?`, field: 'to' };
  return { message, fix: 'take the record out, or state the link again', severity: 'info', field: 'to' };
}

/** Whether the link itself is written and leads nowhere: who wrote it has the finding. */
function isDangling({ links }: Portfolio, { from, type, to, at }: Confirmation): boolean {
  const system = systemOf(at.file);
  const isIt = (said: string, id: string): boolean => said === id || qualify(system, said) === id;
  return links.some(
    (link) => !isResolved(link.state) && link.type === type && isIt(link.from, from) && isIt(link.to, to),
  );
}

/** Whether an id that nothing has may stand in what could not be read, which has its finding there. */
function mayHide({ artefacts, records, drafts, catalogues }: Portfolio, id: string): boolean {
  // Catalogues in use are read as far as they can be; of any other nobody knows.
  if (isObligationId(id)) return !catalogues.some((one) => id.startsWith(`${one.id}:`));
  const { system } = splitReference(id);
  const isThere = (file: string): boolean => systemOf(file) === system;
  return (
    [...artefacts, ...records].some((one) => isThere(one.file) && isAnyBroken(one)) ||
    drafts.some(({ rule: by, at }) => by === 'read/unreadable' && isThere(at.file))
  );
}

const isAnyBroken = (artefact: Artefact): boolean => artefact.broken.length > 0 || isBodyLost(artefact);
