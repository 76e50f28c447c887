import { localName } from './classify.ts';
import type { Crosswalk, CrosswalkDeclaration, CrosswalkRow } from './crosswalk.ts';
import { separatorsOf } from './crosswalk-separator.ts';
import { tableOf, unknownFields, type Fault, type TableRow } from './crosswalk-table.ts';
import { asRecord, asText } from './data.ts';
import { asDate, isDate } from './date.ts';
import type { Document } from './document.ts';
import { findClause } from './find-clause.ts';
import type { FindingDraft } from './finding.ts';
import type { Catalogue } from './obligation.ts';
import { isPlace, toPointer, type Spot } from './place.ts';
import { parseRelationship, relationships, relationshipWords, type Relationship } from './relationship.ts';
import { didYouMean } from './suggest.ts';

/** What reading a crosswalk gives: the crosswalk as far as it is usable, and what was wrong. */
export interface ParsedCrosswalk {
  crosswalk: Crosswalk | null;
  drafts: FindingDraft[];
}

/** The catalogues in use; `unread` when one that the portfolio names could not be had. */
export interface KnownCatalogues {
  catalogues: readonly Catalogue[];
  unread: boolean;
}

/**
 * Reads a crosswalk from parsed YAML (`crosswalk:` and `rows:`) or from the rows of a CSV file. A faulty row is
 * reported at its field and left out; the rest stays.
 * @param declared what the portfolio says of it: it goes before what the file says of itself.
 * @param declaredAt where it says so.
 */
export function parseCrosswalk(
  document: Pick<Document, 'file' | 'data' | 'format'>,
  declared: CrosswalkDeclaration,
  declaredAt: Spot,
  known: KnownCatalogues,
): ParsedCrosswalk {
  const drafts: FindingDraft[] = [];
  const fault: Fault = (rule, at, said) => {
    const where = isPlace(at) ? '' : toPointer(at.path);
    drafts.push({ rule, at, subject: document.file, detail: `${where} ${said.message}`, ...said });
  };
  const { relationship } = declared;
  if (relationship !== undefined && parseRelationship(relationship) === null && !isPlace(declaredAt))
    noRelation(relationship, { ...declaredAt, path: [...declaredAt.path, 'relationship'] }, fault);
  const table = tableOf(document, declared, fault);
  if (table === null) return { crosswalk: null, drafts };
  const head = headOf(document, declared, declaredAt, fault);
  const source = catalogueOf('source', head, known, fault);
  const target = catalogueOf('target', head, known, fault);
  if (!source || !target) return { crosswalk: null, drafts };
  if (source === target) {
    fault('crosswalk/invalid', head.spotOf('target'), {
      message: `the crosswalk leads from \`${source.id}\` to itself`,
      fix: 'name two catalogues; inside one of them a mapping row says what covers a clause',
    });
    return { crosswalk: null, drafts };
  }
  // A table of nothing carries nothing, which is not what it is named for.
  if (table.length === 0 && drafts.length === 0) {
    fault(
      'crosswalk/invalid',
      { file: document.file, path: [] },
      {
        message: `\`${document.file}\` has no rows that count`,
        fix: 'add them, see whether `skip_rows:` or `skip_where:` pass over all, or take the crosswalk out',
      },
    );
  }
  const id = head.text('id') ?? localName(document.file);
  const as_of = head.text('as_of');
  if (as_of !== null && !isDate(as_of)) {
    fault('crosswalk/invalid', head.spotOf('as_of'), {
      message: `\`as_of\` is \`${as_of}\`, which is no calendar date`,
      fix: 'write it as `2026-11-20`',
    });
  }
  return {
    crosswalk: {
      id,
      title: head.text('title') ?? id,
      file: document.file,
      source: source.id,
      target: target.id,
      as_of: asDate(as_of),
      source_url: head.text('source_url'),
      rows: pairsOf(table, declared, declaredAt, source, target, fault),
      at: head.spotOf('as_of'),
    },
    drafts,
  };
}

const headFields = ['id', 'title', 'source', 'target', 'as_of', 'source_url'] as const;
type HeadField = (typeof headFields)[number];

/** What is said of a crosswalk as a whole, and where. */
interface Head {
  file: string;
  text: (name: HeadField) => string | null;
  spotOf: (name: HeadField) => Spot;
}

function headOf(
  { file, format, data }: Pick<Document, 'file' | 'data' | 'format'>,
  declared: CrosswalkDeclaration,
  declaredAt: Spot,
  fault: Fault,
): Head {
  const own = (format === 'csv' ? null : asRecord(asRecord(data)?.['crosswalk'])) ?? {};
  unknownFields(file, own, ['crosswalk'], headFields, fault);
  return {
    file,
    text: (name) => declared[name] ?? asText(own[name]),
    spotOf: (name) => {
      if (declared[name] !== undefined && !isPlace(declaredAt))
        return { ...declaredAt, path: [...declaredAt.path, name] };
      if (format === 'csv') return declaredAt;
      return { file, path: name in own ? ['crosswalk', name] : ['crosswalk'] };
    },
  };
}

/** The catalogue at one end of a crosswalk. */
function catalogueOf(
  end: 'source' | 'target',
  head: Head,
  { catalogues, unread }: KnownCatalogues,
  fault: Fault,
): Catalogue | null {
  const way = end === 'source' ? 'from' : 'to';
  const id = head.text(end);
  if (id === null) {
    fault('crosswalk/invalid', head.spotOf(end), {
      message: `nothing says which catalogue \`${head.file}\` leads ${way}`,
      fix: `add \`${end}:\` with the id of a catalogue in use`,
    });
    return null;
  }
  const found = catalogues.find((one) => one.id === id) ?? null;
  // A catalogue that could not be read has its own finding.
  if (found === null && !unread) {
    fault('crosswalk/catalogue', head.spotOf(end), {
      message: `the crosswalk leads ${way} \`${id}\`, and the portfolio uses no such catalogue`,
      fix:
        didYouMean(
          id,
          catalogues.map((one) => one.id),
        ) ?? 'add it to `catalogues:`, or take the crosswalk out',
    });
  }
  return found;
}

/** The pairs of clauses that the rows of a table name. */
function pairsOf(
  table: readonly TableRow[],
  declared: CrosswalkDeclaration,
  declaredAt: Spot,
  source: Catalogue,
  target: Catalogue,
  fault: Fault,
): CrosswalkRow[] {
  const pairs = new Map<string, CrosswalkRow>();
  const separators = separatorsOf(declared, declaredAt, target, fault);
  for (const row of table) {
    if (row.texts('relationship').length + row.texts('target').length === 0) {
      fault('crosswalk/invalid', row.at, {
        message: 'the row names neither a relationship nor a target',
        fix: 'say what its clause relates to, or pass such rows over with `skip_rows:` or `skip_where:`',
      });
      continue;
    }
    const relationship = relationOf(row, declared, fault);
    const [from] = clausesIn(row, 'source', source, { mayBeEmpty: false }, fault);
    const mayBeEmpty = relationship === 'no-relationship';
    const targets = clausesIn(row, 'target', target, { mayBeEmpty, isSaid: separators }, fault);
    if (from === undefined || relationship === null) continue;
    const textOf = (column: 'rationale' | 'confidence' | 'note'): string | null => {
      const texts = row.texts(column).map(({ text }) => text);
      return texts.length === 0 ? null : texts.join(' | ');
    };
    for (const to of targets) {
      // A pair said again with another relation is kept beside the first: a rule speaks of the contradiction.
      const key = `${from.id}\n${to.id}\n${relationship}`;
      const first = pairs.get(key);
      if (first) {
        fault('crosswalk/duplicate', to.at, {
          message: `\`${from.id}\` and \`${to.id}\` are related twice in the crosswalk, and in the same way`,
          fix: 'keep one of the two rows',
          related: [{ at: first.at, message: 'first here' }],
        });
        continue;
      }
      pairs.set(key, {
        source: from.id,
        target: to.id,
        relationship,
        rationale: textOf('rationale'),
        confidence: textOf('confidence'),
        note: textOf('note'),
        at: row.at,
      });
    }
  }
  return [...pairs.values()];
}

/** The relation of a row, in OSCAL's words; `null` when there is none that can be read. */
function relationOf(row: TableRow, declared: CrosswalkDeclaration, fault: Fault): Relationship | null {
  const [stated] = row.texts('relationship');
  // What is declared for all such rows has its finding once, where it is declared.
  if (stated === undefined && declared.relationship !== undefined)
    return parseRelationship(declared.relationship);
  const relation = stated === undefined ? null : parseRelationship(stated.text);
  if (relation === null) noRelation(stated?.text ?? null, stated?.at ?? row.at, fault);
  return relation;
}

const noRelation = (word: string | null, at: Spot, fault: Fault): void =>
  fault('crosswalk/relationship', at, {
    message: word === null ? 'the row does not say how its clauses relate' : `\`${word}\` is no relationship`,
    fix:
      (word === null ? null : didYouMean(word.trim().replace(/[\s_]+/g, '-'), relationshipWords)) ??
      `write one of ${relationships.join(', ')}`,
  });

/** The clauses that a cell names; those that cannot be found have a finding each. */
function clausesIn(
  row: TableRow,
  column: 'source' | 'target',
  catalogue: Catalogue,
  { mayBeEmpty, isSaid = () => false }: { mayBeEmpty: boolean; isSaid?: (text: string, at: Spot) => boolean },
  fault: Fault,
): { id: string; at: Spot }[] {
  const texts = row.texts(column);
  if (texts.length === 0 && !mayBeEmpty) {
    fault('crosswalk/invalid', row.at, {
      message: `the row names no ${column}`,
      fix:
        column === 'source'
          ? 'name the clause it leads from, or pass such rows over with `skip_where:`'
          : 'name the clause it leads to, say `no-relationship`, or pass such rows over with `skip_where:`',
    });
  }
  return texts.flatMap(({ text, at }) => {
    const { clause, isAmbiguous, near } = findClause(catalogue, text);
    if (clause) return [{ id: clause.id, at }];
    if (isSaid(text, at)) return [];
    fault('crosswalk/clause', at, {
      message: isAmbiguous
        ? `\`${text}\` is the reference of several clauses of \`${catalogue.id}\``
        : `\`${catalogue.id}\` has no clause \`${text}\``,
      fix: isAmbiguous
        ? 'write the id of the clause that is meant'
        : (didYouMean(text, near) ?? `write the id of a clause of \`${catalogue.id}\``),
    });
    return [];
  });
}
