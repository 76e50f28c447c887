/** Evidence that nothing cites. */
import { isBodyLost, isBroken, type Artefact } from '../../../core/artefact.ts';
import { isAhead } from '../../../core/date.ts';
import { ofSystem, once } from '../../../core/once.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import type { Evidence } from '../../../core/records.ts';
import { isClosed } from '../../../kinds/rows.ts';
import { codes, count } from '../../../kinds/words.ts';
import { claimsOn } from '../evidence.ts';
import { countBySystem, holeAt, partyId, unreadRegisters, type Hole, type HoleList } from './hole.ts';

/** Every file in a register that existed on the as-of date. */
export function uncitedEvidence(portfolio: Portfolio): HoleList {
  const scope = portfolio.evidence.filter(
    ({ captured_at }) => captured_at === null || !isAhead(captured_at, portfolio.as_of),
  );
  return {
    id: 'evidence',
    title: 'Evidence that is never cited',
    what: 'Registered files that no mapping row, control, artefact or number cites; what only retired and superseded artefacts cite is here too. The program that others name as their producer is explained.',
    asks: 'A file that carries nothing is either proof that somebody forgot to use, or something that need not be kept, dated and renewed.',
    unit: ['registered file', 'registered files'],
    scope: countBySystem(scope),
    rows: [
      ...scope.filter((record) => !isCited(portfolio, record)).map((record) => holeOf(portfolio, record)),
      ...unreadRegisters(portfolio),
    ],
  };
}

function isCited(portfolio: Portfolio, { id }: Evidence): boolean {
  const { linksTo } = portfolio.index;
  return (
    (linksTo.get(id) ?? []).some(({ from }) => isInForce(portfolio, from)) ||
    claimsOn(portfolio.claims, id).some(({ artefact }) => isInForce(portfolio, artefact))
  );
}

/** Whether what an id names is not history: neither retired nor superseded, nor part of what is. */
function isInForce({ index }: Portfolio, id: string): boolean {
  const artefact = index.artefacts.get(index.nodes.get(id)?.artefact ?? id);
  return artefact === undefined || !isClosed(artefact);
}

function holeOf(portfolio: Portfolio, record: Evidence): Hole {
  const lost = lostPages(portfolio);
  const unread = [...ofSystem(lost, record.system), ...(record.system === null ? [] : ofSystem(lost, null))];
  const maker = record.produced_by;
  const made = ofSystem(portfolio.evidence, record.system).filter(
    ({ id, produced_by }) =>
      id !== record.id && produced_by !== null && record.file.endsWith(`/${produced_by}`),
  ).length;
  const owner =
    maker !== null && portfolio.index.parties.has(maker)
      ? maker
      : record.system === null
        ? null
        : (portfolio.index.systems.get(record.system)?.owner ?? null);
  return holeAt(portfolio, {
    id: record.id,
    owners: owner === null ? [] : [partyId(portfolio, owner, record.system)],
    ...(unread.length > 0
      ? {
          why: `Nothing that could be read cites it; not read: ${codes(
            unread.map(({ id }) => id),
            3,
          )}.`,
          state: 'unread' as const,
        }
      : made > 0
        ? {
            why: `Nothing cites it; the register names it as the program behind ${count(made, 'other file')}.`,
            state: 'explained' as const,
          }
        : { why: `Nothing cites this \`${record.type}\` file.` }),
  });
}

/** Pages in force whose fields or prose could not be read: what they cite is not known. */
const lostPages = once((portfolio: Portfolio): readonly Artefact[] =>
  portfolio.artefacts.filter(
    (artefact) => !isClosed(artefact) && (isBroken(artefact, []) || isBodyLost(artefact)),
  ),
);
