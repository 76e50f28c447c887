import { defineRule } from '../../core/rule.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { aboutRow, rowsOf } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'mapping/withdrawn-clause',
  severity: 'warning',
  what: 'A mapping row speaks of a clause that its catalogue has withdrawn.',
  why: 'The row makes no cell any more: whatever it proves is proved of a text that nobody is held to, and the clause that took its place stands as not assessed.',
  fix: 'Read the clause that took its place, and map that one.',
  source: 'OSCAL catalogue: `status: withdrawn`, links `incorporated-into` and `moved-to`',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const clause = portfolio.index.clauses.get(row.row.obligation ?? '');
      if (!clause?.withdrawn) continue;
      const instead = clause.replaced_by;
      yield aboutRow(row, ['obligation'], {
        message:
          `${code(clause.id)} is withdrawn` +
          (instead.length > 0 ? `, and ${codes(instead)} took its place` : ''),
        fix:
          instead.length > 0
            ? `read ${codes(instead)}, and map ${instead.length === 1 ? 'it' : 'them'} instead`
            : 'take the row out; nothing took the place of the clause',
        related: instead.flatMap((id) => {
          const at = portfolio.index.clauses.get(id)?.at;
          return at ? [{ at, message: id }] : [];
        }),
      });
    }
  },
});
