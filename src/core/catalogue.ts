import { checkCatalogueFields } from './catalogue-fields.ts';
import { asRecord, asText, asTexts } from './data.ts';
import { isDate, type CalendarDate } from './date.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Catalogue, Clause } from './obligation.ts';
import { isPlace, type Path } from './place.ts';
import { didYouMean } from './suggest.ts';

/** What reading a catalogue gives: the catalogue as far as it is usable, and what was wrong. */
export interface ParsedCatalogue {
  catalogue: Catalogue | null;
  drafts: FindingDraft[];
}

/** Names under which frameworks state the day they start to apply, the most exact first. */
const startNames = [
  'applies',
  'effective',
  'rule_effective',
  'entered_into_force',
  'issued',
  'published',
  'adopted',
  'enacted',
];

/** Names under which they state the day they ended. */
const endNames = ['superseded', 'withdrawn'];

/**
 * Reads an obligation catalogue from parsed YAML: `framework:` and `obligations:`, as in the catalogues that
 * ship. A faulty clause is reported and left out; the rest stays.
 */
export function parseCatalogue(data: unknown, file: string, shipped: boolean): ParsedCatalogue {
  const drafts: FindingDraft[] = [];
  const fault = (path: Path, message: string, fix: string): void => {
    drafts.push({ rule: 'schema/invalid', message, at: { file, path }, subject: file, detail: message, fix });
  };
  const root = asRecord(data);
  const framework = asRecord(root?.['framework']);
  const id = asText(framework?.['id']);
  const rows = root?.['obligations'];
  if (!root || !framework || id === null || !Array.isArray(rows)) {
    fault(
      [],
      'a catalogue needs `framework:` with an `id`, and a list `obligations:`',
      'add them; `catalogues/` of the portfolio that `casebook init` makes shows the shape',
    );
    return { catalogue: null, drafts };
  }
  if (!shipped) {
    checkCatalogueFields(root, file, toDate, [...startNames, ...endNames], (rule, at, { message, fix }) => {
      const path = isPlace(at) ? [] : at.path;
      // By the id of its clause: a row put in above is no other fault.
      const clause = path[0] === 'obligations' ? asText(asRecord(rows[Number(path[1])])?.['id']) : null;
      const detail = `${clause ?? 'framework'} ${path.slice(2).join('/')} ${message}`;
      drafts.push({ rule, message, at, subject: file, detail, fix });
    });
  }
  const dates = asRecord(framework['dates']) ?? {};
  const catalogue: Catalogue = {
    id,
    title: asText(framework['title']) ?? id,
    short_title: asText(framework['short_title']) ?? asText(framework['title']) ?? id,
    jurisdiction: asText(framework['jurisdiction']),
    issuer: asText(framework['issuer']),
    legal_force: asText(framework['legal_force']) ?? 'voluntary',
    version: asText(framework['version']),
    status: asText(framework['status']),
    url: asText(framework['url']),
    as_of: toDate(framework['as_of']),
    confirmation: asText(framework['confirmation']),
    notes: asTexts(framework['notes']),
    superseded_by: asText(framework['superseded_by']),
    starts: startNames.map((name) => toDate(dates[name])).find((found) => found !== null) ?? null,
    ends: endNames.map((name) => toDate(dates[name])).find((found) => found !== null) ?? null,
    shipped,
    file,
    clauses: [],
  };
  const seen = new Map<string, Clause>();
  rows.forEach((row: unknown, i) => {
    const clause = asRecord(row);
    const clauseId = asText(clause?.['id']);
    if (!clause || clauseId === null)
      return fault(['obligations', i], 'a clause needs an `id`', 'write `id: ' + id + ':<clause>`');
    if (!clauseId.startsWith(id + ':')) {
      return fault(
        ['obligations', i, 'id'],
        `clause \`${clauseId}\` does not start with its catalogue's id`,
        `write \`${id}:${clauseId.split(':').pop() ?? ''}\``,
      );
    }
    if (seen.has(clauseId)) {
      return fault(
        ['obligations', i, 'id'],
        `clause \`${clauseId}\` stands twice in the catalogue`,
        'rename or remove one of the two',
      );
    }
    const parsed = toClause(clause, clauseId, id, file, i);
    seen.set(clauseId, parsed);
    catalogue.clauses.push(parsed);
  });
  for (const clause of catalogue.clauses) {
    if (clause.parent === null) continue;
    const parent = seen.get(clause.parent);
    if (parent) parent.children.push(clause.id);
    else {
      const at = rows.findIndex((row: unknown) => asRecord(row)?.['id'] === clause.id);
      fault(
        ['obligations', at, 'parent'],
        `parent \`${clause.parent}\` of \`${clause.id}\` is not in the catalogue`,
        'name a clause of this catalogue, or leave `parent` out',
      );
      clause.parent = null;
    }
  }
  for (const clause of catalogue.clauses) {
    const stranger = clause.replaced_by.find((other) => other.startsWith(id + ':') && !seen.has(other));
    if (stranger === undefined) continue;
    const at = rows.findIndex((row: unknown) => asRecord(row)?.['id'] === clause.id);
    fault(
      ['obligations', at, 'replaced_by'],
      `\`${clause.id}\` is said to be replaced by \`${stranger}\`, which is not in the catalogue`,
      didYouMean(stranger, seen.keys()) ?? 'name a clause of this catalogue',
    );
  }
  for (const clause of catalogue.clauses) {
    if (!isAboveItself(clause, seen)) continue;
    const at = rows.findIndex((row: unknown) => asRecord(row)?.['id'] === clause.id);
    fault(
      ['obligations', at, 'parent'],
      `clause \`${clause.id}\` stands, through its parents, under itself`,
      'name the clause it really is a part of, or leave `parent` out',
    );
    const parent = seen.get(clause.parent!);
    if (parent) parent.children = parent.children.filter((child) => child !== clause.id);
    clause.parent = null;
  }
  for (const clause of catalogue.clauses) clause.heading = clause.children.length > 0;
  return { catalogue, drafts };
}

/** Whether going up from a clause leads back to it. */
function isAboveItself(clause: Clause, byId: ReadonlyMap<string, Clause>): boolean {
  const met = new Set<string>();
  for (let at = clause.parent; at !== null && !met.has(at); at = byId.get(at)?.parent ?? null) {
    if (at === clause.id) return true;
    met.add(at);
  }
  return false;
}

function toClause(
  row: Record<string, unknown>,
  id: string,
  catalogue: string,
  file: string,
  i: number,
): Clause {
  const title = asText(row['title']) ?? id;
  const summary = asText(row['summary']) ?? '';
  const ref = asText(row['ref']) ?? id.slice(catalogue.length + 1);
  return {
    id,
    catalogue,
    ref,
    title,
    summary,
    parent: asText(row['parent']),
    children: [],
    heading: false,
    withdrawn: row['status'] === 'withdrawn',
    replaced_by: asTexts(row['replaced_by']),
    applies_to: asTexts(row['applies_to']),
    legal_class: asText(row['legal_class']),
    applies_from: (Array.isArray(row['applies_from']) ? row['applies_from'] : []).flatMap(
      (entry: unknown) => {
        const from = asRecord(entry);
        const at = toDate(from?.['date']);
        return at === null ? [] : [{ date: at, scope: asText(from?.['scope']), was: toDate(from?.['was']) }];
      },
    ),
    ends: toDate(row['ends']),
    status: asText(row['status']),
    evidence: asTexts(row['evidence']),
    source: asText(row['source']),
    confidence: asText(row['confidence']),
    note: asText(row['note']),
    fingerprint: fingerprintOf({ id, ref, title, summary }),
    at: { file, path: ['obligations', i] },
  };
}

/** A date, or the first day of a month or year where no more is known. */
function toDate(value: unknown): CalendarDate | null {
  const stated = asText(value);
  if (stated === null) return null;
  return [stated, stated + '-01', stated + '-01-01'].find((form) => isDate(form)) ?? null;
}
