import { spotOf } from '../../core/artefact.ts';
import { isOver } from '../../core/obligation.ts';
import { defineRule } from '../../core/rule.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { rowsOf } from '../../kinds/rows.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'mapping/superseded-catalogue',
  severity: 'warning',
  what: 'Mapping rows speak of a catalogue that has been superseded or withdrawn as a whole.',
  why: 'A matrix over yesterday’s framework can be complete and worth nothing: supervisors ask about the one that is in force. The old rows stay useful as history, and as what the new ones are written from.',
  fix: 'Answer to the catalogue that took its place, map it, and drop the old one from `frameworks:` when that is done.',
  source: 'OSCAL: `predecessor-version` and `successor-version` of a catalogue',
  *check(portfolio) {
    for (const catalogue of portfolio.catalogues) {
      if (!isOver(catalogue, portfolio.as_of)) continue;
      const rows = [...rowsOf<Mapping>(portfolio, 'mapping')].filter(
        ({ row }) => portfolio.index.clauses.get(row.obligation ?? '')?.catalogue === catalogue.id,
      );
      for (const [artefact, some] of Map.groupBy(rows, (row) => row.artefact)) {
        const by = catalogue.superseded_by === null ? '' : ` by ${code(catalogue.superseded_by)}`;
        const on = catalogue.ends === null ? '' : ` on ${catalogue.ends}`;
        yield {
          message: `${count(some.length, 'row')} of ${code(artefact.id)} ${some.length === 1 ? 'maps a clause' : 'map clauses'} of ${code(catalogue.id)}, which was superseded${by}${on}`,
          at: spotOf(artefact, [...some[0]!.item.path, 'obligation']),
          subject: artefact.id,
          detail: catalogue.id,
          fix:
            catalogue.superseded_by === null
              ? 'map what took its place, and keep these rows as history'
              : `map ${code(catalogue.superseded_by)}, and keep these rows as history`,
        };
      }
    }
  },
});
