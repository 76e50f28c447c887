import { spotOf } from '../../core/artefact.ts';
import { isDate } from '../../core/date.ts';
import type { Catalogue } from '../../core/obligation.ts';
import { defineRule } from '../../core/rule.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { rowsOf } from '../../kinds/rows.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'mapping/catalogue-version',
  severity: 'warning',
  what: 'The catalogue has changed since mapping rows were assessed against it.',
  why: 'Laws are amended and standards reissued. A row that was right against the old text may be wrong against the new one, and nothing in the row shows it but the version that it was written for.',
  fix: 'Compare the clauses with those of the version named, assess the rows again, and set `catalogue_version:` to the version or as-of date of the catalogue in use. To be told clause by clause, confirm the rows (`casebook confirm`): then only a changed clause is suspect.',
  source: 'OSCAL; cross-artefact rule on the declared version of a catalogue',
  *check(portfolio) {
    const catalogues = new Map(portfolio.catalogues.map((one) => [one.id, one]));
    const rows = [...rowsOf<Mapping>(portfolio, 'mapping')].flatMap((row) => {
      const clause = portfolio.index.clauses.get(row.row.obligation ?? '');
      const catalogue = clause && catalogues.get(clause.catalogue);
      const stated = row.row.catalogue_version;
      return catalogue && stated !== undefined && isOlder(stated, catalogue)
        ? [{ ...row, catalogue, stated }]
        : [];
    });
    const alike = Map.groupBy(rows, (one) => [one.artefact.id, one.catalogue.id, one.stated].join('\n'));
    for (const some of alike.values()) {
      const { artefact, item, catalogue, stated } = some[0]!;
      const is = [catalogue.version, catalogue.as_of && `as of ${catalogue.as_of}`].filter((part) => part);
      yield {
        message: `${count(some.length, 'row')} of ${code(artefact.id)} ${some.length === 1 ? 'was' : 'were'} assessed against ${code(catalogue.id)} “${stated}”, and the catalogue in use is “${is.join(', ')}”`,
        at: spotOf(artefact, [...item.path, 'catalogue_version']),
        subject: artefact.id,
        detail: `${catalogue.id} ${stated}`,
        fix: 'read what changed, assess the rows again, and name the version in use',
      };
    }
  },
});

/**
 * Whether a row speaks of another edition than the one in use: it names neither its version nor a date on which this
 * edition was there. A catalogue that states neither cannot be told from any other.
 */
function isOlder(stated: string, { version, as_of }: Catalogue): boolean {
  if (version === null && as_of === null) return false;
  if (version !== null && names(stated, version)) return false;
  const dates = (stated.match(/\d{4}-\d{2}-\d{2}/g) ?? []).filter(isDate);
  return as_of === null || !dates.some((date) => date >= as_of);
}

/** Whether a text names a version, and not merely its digits in another number. */
function names(stated: string, version: string): boolean {
  const words = bare(version).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.-])${words}(?![\\w-]|\\.\\d)`).test(bare(stated));
}

const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
