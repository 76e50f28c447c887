import { cellStates, isWaivable, type Cell } from '../../core/cell.ts';
import { fitsRoles } from '../../core/duty.ts';
import type { Clause } from '../../core/obligation.ts';
import { grouping } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { isInEffect, type Waiver } from '../../core/records.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code, codes, listed } from '../../kinds/words.ts';
import { isUnread } from '../unread.ts';

export const rule = defineRule({
  id: 'waiver/no-effect',
  severity: 'warning',
  what: 'A waiver runs for an obligation, and there is nothing in its cells that it could accept.',
  why: 'A waiver accepts a gap, a plan, partial coverage or proof that lapsed. Of a clause that nobody has assessed it accepts nothing: the hole stays open while its file says otherwise. Of one that is in place by now it is a leftover, and would silently accept the next hole there (which is only worth an info).',
  fix: 'Assess the clause; or name the one that is meant; or, where the hole is closed, take the clause out of the waiver and keep the rest.',
  source: 'PRA SS1/23 Principle 5.3: exceptions are temporary and reviewed',
  *check(portfolio) {
    for (const waiver of portfolio.waivers) {
      if (!isInEffect(waiver, portfolio.index)) continue;
      for (const [i, obligation] of waiver.obligations.entries()) {
        const clause = portfolio.index.clauses.get(obligation);
        // A clause that does not exist has its finding as a reference.
        const said = clause && whyNothing(portfolio, waiver, clause);
        if (!said) continue;
        const { why, ...rest } = said;
        yield {
          message: `waiver ${code(waiver.id)} accepts nothing of ${code(obligation)}: ${why}`,
          at: within(waiver.at, 'obligations', i),
          subject: waiver.id,
          detail: obligation,
          ...(waiver.system !== null && { system: waiver.system }),
          ...rest,
        };
      }
    }
  },
});

type Said = Pick<RuleFinding, 'severity' | 'fix'> & { why: string };

const ofObligation = grouping((cell: Cell) => cell.obligation);

/** Why a waiver accepts nothing of a clause; `null` when it does, or when that cannot be known. */
function whyNothing(portfolio: Portfolio, { system }: Waiver, clause: Clause): Said | null {
  const cells = ofObligation(portfolio.cells, clause.id).filter(
    (cell) => system === null || cell.system === system,
  );
  if (cells.length === 0) {
    return { why: whyNoCell(portfolio, system, clause), fix: 'name the clause whose hole is accepted' };
  }
  if (cells.some((cell) => isWaivable(cell.underlying) || isUnread(portfolio, cell))) return null;
  const isOpen = cells.some((cell) => cell.underlying === 'not-assessed');
  const states = cellStates.flatMap((state) => {
    const systems = cells.filter((cell) => cell.underlying === state).map((cell) => cell.system);
    return systems.length === 0 ? [] : `${state.replace('-', ' ')} in ${codes(systems, 3)}`;
  });
  return {
    why: `it is ${listed(states)}`,
    ...(!isOpen && { severity: 'info' as const }),
    fix: isOpen
      ? 'assess the clause in a mapping row first: what nobody has looked at cannot be accepted'
      : 'take it out of the waiver: there is no hole left to accept',
  };
}

function whyNoCell({ index }: Portfolio, id: string | null, clause: Clause): string {
  if (clause.withdrawn) return 'it is withdrawn';
  if (clause.heading) return 'it is a heading';
  const system = id === null ? undefined : index.systems.get(id);
  if (!system) return 'it is a duty of no system';
  if (!fitsRoles(clause, system.roles) && system.frameworks.includes(clause.catalogue)) {
    const roles = listed(clause.applies_to.map(code), 'or');
    return `it is a duty of ${roles}, and ${code(system.id)} is ${listed(system.roles.map(code))}`;
  }
  return `${code(system.id)} does not answer to ${code(clause.catalogue)}`;
}
