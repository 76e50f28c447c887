import { isBroken, spotOf } from '../../core/artefact.ts';
import { fitsRoles, isDuty } from '../../core/duty.ts';
import type { Clause } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { aboutRow, rowsOf, type Row } from '../../kinds/rows.ts';
import { code, codes, count, listed } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'mapping/no-cell',
  severity: 'warning',
  what: 'A mapping row makes no cell: its clause is a heading, a duty of another role, or of a framework that the system does not answer to.',
  why: 'The work in such a row is seen in no matrix and counted in no total. Mostly the row stands one level too high, or the profile of the system lacks a role or a framework, and then every cell of it is missing.',
  fix: 'Map the clauses under the heading; or add the role or the framework to the system’s profile; or take the row out.',
  source: 'Domain model, “Coverage”',
  *check(portfolio) {
    const strangers = new Map<string, Row<Mapping>[]>();
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const clause = portfolio.index.clauses.get(row.row.obligation ?? '');
      const system = portfolio.index.systems.get(row.artefact.system ?? '');
      // A clause that was withdrawn is the matter of another rule.
      if (!clause || !system || clause.withdrawn) continue;
      if (!system.frameworks.includes(clause.catalogue)) {
        // What a profile states wrongly has its finding, and may be the very framework.
        if (!areFrameworksKnown(portfolio, system)) continue;
        const key = `${row.artefact.id}\n${clause.catalogue}`;
        strangers.set(key, [...(strangers.get(key) ?? []), row]);
      } else if (clause.heading) yield aboutHeading(row, clause, system, portfolio);
      else if (!fitsRoles(clause, system.roles) && row.row.applicability !== 'not-applicable')
        yield aboutRoles(row, clause, system);
    }
    for (const [key, rows] of strangers) {
      const catalogue = key.slice(key.indexOf('\n') + 1);
      const { artefact, item } = rows[0]!;
      yield {
        message: `${count(rows.length, 'row')} of ${code(artefact.id)} ${rows.length === 1 ? 'maps a clause' : 'map clauses'} of ${code(catalogue)}, to which ${code(artefact.system ?? '')} does not answer`,
        at: spotOf(artefact, [...item.path, 'obligation']),
        subject: artefact.id,
        detail: catalogue,
        fix: `add ${code(catalogue)} to \`frameworks:\` of the system, or take the rows out`,
      };
    }
  },
});

/** Whether every framework that a system’s profile states could be read and is in use. */
function areFrameworksKnown({ catalogues }: Portfolio, { profile }: System): boolean {
  if (profile === null || isBroken(profile, ['frameworks'])) return false;
  const stated = profile.data['frameworks'];
  return !Array.isArray(stated) || stated.every((id) => catalogues.some((one) => one.id === id));
}

function aboutHeading(row: Row<Mapping>, clause: Clause, system: System, portfolio: Portfolio): RuleFinding {
  const leaves = leavesOf(clause, portfolio);
  const below = leaves.filter((one) => isDuty(one, system)).map(({ id }) => id);
  return aboutRow(row, ['obligation'], {
    message: `${code(clause.id)} is a heading, and the row makes no cell`,
    fix:
      below.length > 0
        ? `map what stands under it: ${codes(below, 5)}`
        : leaves.length > 0
          ? `take the row out; nothing under it is a duty of ${listed(system.roles.map(code), 'or')}`
          : 'take the row out; all that stood under it is withdrawn',
  });
}

const aboutRoles = (row: Row<Mapping>, clause: Clause, system: System): RuleFinding =>
  aboutRow(row, ['obligation'], {
    message: `${code(clause.id)} is a duty of ${listed(clause.applies_to.map(code), 'or')}, and ${code(system.id)} is ${listed(system.roles.map(code))}`,
    fix: 'add the role to the system’s profile, or say `applicability: not-applicable` and why',
  });

/** The clauses under a heading that make cells. */
const leavesOf = (clause: Clause, portfolio: Portfolio): Clause[] =>
  clause.children.flatMap((id) => {
    const child = portfolio.index.clauses.get(id);
    if (child === undefined || child.withdrawn) return [];
    // A control of an OSCAL catalogue makes a cell, and so do those that stand under it.
    return [...(child.heading ? [] : [child]), ...leavesOf(child, portfolio)];
  });
