import { isAhead } from '../../core/date.ts';
import type { Bridge } from '../../core/derive.ts';
import { agree, inverseOf, relationPhrases, type Relationship } from '../../core/relationship.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'crosswalk/contradiction',
  severity: 'warning',
  what: 'Two rows of crosswalks say of the same two clauses what cannot both be true.',
  why: 'A clause is a part of another, the same as it, or overlaps with it; it is not two of these. Published crosswalks do disagree, and whoever picks the more generous one picks coverage. Until it is settled the row that carries less counts.',
  fix: 'Read both clauses, and keep the row that is right; the same pair in the other direction must say the inverse.',
  source: 'NIST IR 8477: set theory relationships exclude each other',
  *check({ crosswalks, as_of }) {
    const first = new Map<string, Bridge>();
    for (const crosswalk of crosswalks) {
      // What is dated ahead has its own finding, and counts against nothing yet.
      if (isAhead(crosswalk.as_of, as_of)) continue;
      for (const row of crosswalk.rows) {
        const key = [row.source, row.target].sort().join('\n');
        const known = first.get(key);
        if (known === undefined) {
          first.set(key, { crosswalk, row });
          continue;
        }
        const before = seenFrom(row.source, known);
        if (agree(before, row.relationship)) continue;
        yield {
          message: `${code(row.source)} ${relationPhrases[row.relationship]} ${code(row.target)} here, and ${relationPhrases[before]} it in ${code(known.crosswalk.id)}`,
          at: row.at,
          subject: crosswalk.file,
          detail: `${row.source} ${row.relationship} ${row.target}`,
          related: [{ at: known.row.at, message: 'the other row' }],
          fix: 'keep the row that is right; the one that carries less counts until then',
        };
      }
    }
  },
});

/** The relation that a row states, read from one of its ends. */
const seenFrom = (source: string, { row }: Bridge): Relationship =>
  row.source === source ? row.relationship : inverseOf[row.relationship];
