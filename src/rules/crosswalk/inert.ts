import type { Crosswalk, CrosswalkRow } from '../../core/crosswalk.ts';
import { makesCell, type Clause } from '../../core/obligation.ts';
import { carriageOf } from '../../core/relationship.ts';
import { defineRule } from '../../core/rule.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'crosswalk/inert',
  severity: 'info',
  what: 'A row of a crosswalk names a heading or a withdrawn clause, and carries nothing.',
  why: 'A heading asks for nothing itself, and a clause that was taken back is owed by nobody: neither has a cell. Tables that map chapters to chapters look complete, and cover not a single duty.',
  fix: 'Relate the clauses that stand under the heading, or the clause that took the place of the withdrawn one.',
  source: 'NIST IR 8477: relationships hold between concepts, not between headings',
  *check({ crosswalks, index }) {
    for (const crosswalk of crosswalks) {
      for (const row of crosswalk.rows) {
        if (carriageOf[row.relationship] === 'nothing') continue;
        const clause = [row.source, row.target]
          .map((id) => index.clauses.get(id))
          .find((one) => one !== undefined && !makesCell(one));
        if (!clause) continue;
        const below = clause.children.filter((id) => index.clauses.get(id)?.withdrawn === false);
        yield aboutRow(crosswalk, row, clause, below);
      }
    }
  },
});

const aboutRow = (crosswalk: Crosswalk, row: CrosswalkRow, clause: Clause, below: readonly string[]) => ({
  message: `${code(clause.id)} is ${clause.withdrawn ? 'withdrawn' : 'a heading'}, and the row carries nothing from ${code(row.source)} to ${code(row.target)}`,
  at: row.at,
  subject: crosswalk.file,
  detail: `${row.source} ${row.target}`,
  fix: clause.withdrawn
    ? clause.replaced_by.length > 0
      ? `relate ${codes(clause.replaced_by)}, which took its place`
      : 'take the row out; nothing took the place of the clause'
    : below.length > 0
      ? `relate what stands under it: ${codes(below, 3)}`
      : 'take the row out; all that stands under it is withdrawn',
});
