/** Obligations that no control stands behind. */
import { isBroken } from '../../../core/artefact.ts';
import { ownersOf } from '../../../core/cell-owners.ts';
import { isInScope, type Cell } from '../../../core/cell.ts';
import { once } from '../../../core/once.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { proofAddress } from '../matrix-parts.ts';
import { artefactsWith, countBySystem, holeAt, unreadLists, type Hole, type HoleList } from './hole.ts';

/** The clauses of every framework applied to every system, those that do not apply and those that ended aside. */
export function obligationsWithoutControl(portfolio: Portfolio): HoleList {
  const scope = portfolio.cells.filter(isInScope);
  return {
    id: 'obligations',
    title: 'Obligations without a control',
    what: 'Clauses that apply to a system, or of which nobody has said whether they do, and that no control covers. What is planned with an owner and a date is explained.',
    asks: 'A matrix shows what somebody thought of. What nobody answers for is where a supervisor starts to read.',
    unit: ['obligation', 'obligations'],
    scope: countBySystem(scope),
    rows: [
      ...scope.filter(isUncontrolled).map((cell) => holeOf(portfolio, cell)),
      ...unreadLists(portfolio, 'compliance-mapping', 'mappings'),
    ],
  };
}

/** Whether nothing stands behind a clause: a gap, no assessment, or a plan that names no control yet. */
const isUncontrolled = ({ underlying, controls }: Cell): boolean =>
  underlying === 'gap' ||
  underlying === 'not-assessed' ||
  (underlying === 'planned' && controls.length === 0);

function holeOf(portfolio: Portfolio, cell: Cell): Hole {
  const clause = portfolio.index.clauses.get(cell.obligation);
  const lost = cell.underlying === 'not-assessed' && mappingLost(portfolio).has(cell.system);
  const waiver = cell.steps.find((step) => step.type === 'waiver')?.id ?? null;
  return holeAt(portfolio, {
    id: cell.obligation,
    title: `${clause?.ref ?? ''} ${clause?.title ?? cell.obligation}`.trim(),
    system: cell.system,
    owners: ownersOf(portfolio, cell),
    why: lost ? 'Whether it is mapped is not known: the mapping could not be read.' : cell.reason,
    address: proofAddress(portfolio, cell),
    state: lost
      ? 'unread'
      : cell.state === 'waived'
        ? 'waived'
        : cell.underlying === 'planned'
          ? 'explained'
          : 'open',
    waiver: cell.state === 'waived' ? waiver : null,
  });
}

/** Systems whose mapping, or one of several, could not be read. */
const mappingLost = once(
  (portfolio: Portfolio): ReadonlySet<string> =>
    new Set(
      artefactsWith(portfolio, 'compliance-mapping')
        .filter((artefact) => isBroken(artefact, ['mappings']))
        .flatMap(({ system }) => system ?? []),
    ),
);

/** Whether the obligations of a system could not all be read; without a system, of any. */
export const isMappingLost = (portfolio: Portfolio, system: string | null): boolean =>
  system === null ? mappingLost(portfolio).size > 0 : mappingLost(portfolio).has(system);
