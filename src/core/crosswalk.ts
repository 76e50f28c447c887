import { asRecord, asText, asTexts } from './data.ts';
import { isDate, type CalendarDate } from './date.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { findClause } from './find-clause.ts';
import type { Catalogue } from './obligation.ts';
import { localName } from './classify.ts';
import { valueAt, type Path, type Spot } from './place.ts';
import { parseRelationship, relationships, relationshipWords, type Relationship } from './relationship.ts';
import { didYouMean } from './suggest.ts';

/** A table between the clauses of two catalogues: how each of one relates to some of the other. */
export interface Crosswalk {
  id: string;
  title: string;
  file: string;
  /** Ids of the catalogues it leads from and to. */
  source: string;
  target: string;
  /** The day it speaks of; on an earlier one it does not exist yet. */
  as_of: CalendarDate | null;
  source_url: string | null;
  rows: CrosswalkRow[];
}

/** One pair of clauses. */
export interface CrosswalkRow {
  /** Id of the clause it leads from. */
  source: string;
  /** Id of the clause it leads to. */
  target: string;
  /** How the source relates to the target. */
  relationship: Relationship;
  rationale: string | null;
  confidence: string | null;
  note: string | null;
  at: Spot;
}

const columnNames = ['source', 'target', 'relationship', 'rationale', 'confidence', 'note'] as const;
type Column = (typeof columnNames)[number];

/** What `portfolio.yaml` says of a crosswalk: its file, and for another's CSV how to read it. */
export interface CrosswalkDeclaration {
  file: string;
  id?: string;
  title?: string;
  source?: string;
  target?: string;
  as_of?: string;
  source_url?: string;
  /** The relation of rows that name none. */
  relationship?: string;
  /** Headers of the columns, where they are not named as the fields are. */
  columns?: Partial<Record<Column, string>>;
  /** What stands between several targets in one cell. */
  separator?: string;
  /** Rows after the header that describe the columns. */
  skip_rows?: number;
  /** Rows that hold one of these texts in a column are passed over; an empty text is an empty cell. */
  skip_where?: Record<string, string | string[]>;
}

/** What reading a crosswalk gives: the crosswalk as far as it is usable, and what was wrong. */
export interface ParsedCrosswalk {
  crosswalk: Crosswalk | null;
  drafts: FindingDraft[];
}

/**
 * Reads a crosswalk from parsed YAML (`crosswalk:` and `rows:`) or from the rows of a CSV file. A faulty row is
 * reported at its field and left out; the rest stays.
 * @param declaration what the portfolio says of it, and where.
 * @param catalogues those in use; `null` for one that could not be read, whose absence is not this file's fault.
 */
export function parseCrosswalk(
  document: Pick<Document, 'file' | 'data' | 'format'>,
  declaration: CrosswalkDeclaration,
  declaredAt: Spot,
  catalogues: { find: (id: string) => Catalogue | undefined; ids: readonly string[]; unread: boolean },
): ParsedCrosswalk {
  const reading = new Reading(document, declaration, declaredAt);
  const rows = reading.rows();
  if (rows === null) return { crosswalk: null, drafts: reading.drafts };
  const head = reading.head();
  const ends = (['source', 'target'] as const).map((end) => {
    const id = head[end];
    if (id === null) {
      reading.fault('crosswalk/invalid', reading.headSpot(end), {
        message: `\`${document.file}\` does not say which catalogue it leads ${end === 'source' ? 'from' : 'to'}`,
        fix: `add \`${end}:\` with the id of a catalogue in use`,
      });
      return null;
    }
    const catalogue = catalogues.find(id);
    if (catalogue === undefined && !catalogues.unread) {
      reading.fault('crosswalk/catalogue', reading.headSpot(end), {
        message: `the crosswalk leads ${end === 'source' ? 'from' : 'to'} \`${id}\`, and the portfolio uses no such catalogue`,
        fix: didYouMean(id, catalogues.ids) ?? `add it to \`catalogues:\`, or take the crosswalk out`,
      });
    }
    return catalogue ?? null;
  });
  const [source, target] = ends;
  if (!source || !target) return { crosswalk: null, drafts: reading.drafts };
  if (source === target) {
    reading.fault('crosswalk/invalid', reading.headSpot('target'), {
      message: `the crosswalk leads from \`${source.id}\` to itself`,
      fix: 'name two catalogues; inside one of them a mapping row says what covers a clause',
    });
    return { crosswalk: null, drafts: reading.drafts };
  }
  return {
    crosswalk: {
      id: head.id,
      title: head.title,
      file: document.file,
      source: source.id,
      target: target.id,
      as_of: head.as_of,
      source_url: head.source_url,
      rows: reading.pairs(rows, source, target),
    },
    drafts: reading.drafts,
  };
}

type Row = Record<string, unknown>;

/** The rows of a file with their places in it, and its head. */
class Reading {
  readonly drafts: FindingDraft[] = [];
  readonly #document: Pick<Document, 'file' | 'data' | 'format'>;
  readonly #declared: CrosswalkDeclaration;
  readonly #declaredAt: Spot;
  readonly #head: Row;
  readonly #columns: Record<Column, string>;
  readonly #isCsv: boolean;

  constructor(
    document: Pick<Document, 'file' | 'data' | 'format'>,
    declared: CrosswalkDeclaration,
    declaredAt: Spot,
  ) {
    this.#document = document;
    this.#declared = declared;
    this.#declaredAt = declaredAt;
    this.#isCsv = document.format === 'csv';
    this.#head = (this.#isCsv ? null : asRecord(asRecord(document.data)?.['crosswalk'])) ?? {};
    this.#columns = Object.fromEntries(
      columnNames.map((name) => [name, declared.columns?.[name] ?? name]),
    ) as Record<Column, string>;
  }

  /** The rows, or `null` when the file is of another shape. */
  rows(): { row: Row; at: Path }[] | null {
    const { data, file } = this.#document;
    const list = this.#isCsv ? data : asRecord(data)?.['rows'];
    if (!Array.isArray(list)) {
      this.fault(
        'crosswalk/invalid',
        { file, path: [] },
        {
          message: `\`${file}\` holds no crosswalk: it has no list \`rows:\``,
          fix: 'write `crosswalk:` with `source:` and `target:`, and `rows:` with `source`, `relationship` and `target` each',
        },
      );
      return null;
    }
    if (!this.#isCsv) {
      this.#unknown(asRecord(data) ?? {}, [], ['crosswalk', 'rows']);
      this.#unknown(this.#head, ['crosswalk'], headFields);
    }
    const rows = (list as unknown[]).flatMap((one, i): { row: Row; at: Path }[] => {
      const at = this.#isCsv ? [i] : ['rows', i];
      const row = asRecord(one);
      if (row) return [{ row, at }];
      this.fault(
        'crosswalk/invalid',
        { file, path: at },
        { message: 'the row is no record', fix: 'write `source:`, `relationship:` and `target:`' },
      );
      return [];
    });
    return this.#isCsv ? this.#told(rows) : rows;
  }

  /** Rows of a CSV file without those that only describe it, once every column that is asked for is there. */
  #told(all: { row: Row; at: Path }[]): { row: Row; at: Path }[] | null {
    const rows = all.slice(this.#declared.skip_rows ?? 0).filter(({ row }) => !this.#isSkipped(row));
    const headers = new Set(all.flatMap(({ row }) => leavesOf(row)));
    const stated = Object.entries(this.#declared.columns ?? {}) as [Column, string][];
    const needed: readonly Column[] =
      this.#declared.relationship === undefined ? ['source', 'target', 'relationship'] : ['source', 'target'];
    const missing = columnNames.filter((name) => {
      const isAsked = needed.includes(name) || stated.some(([column]) => column === name);
      return isAsked && !headers.has(this.#columns[name]);
    });
    if (rows.length === 0) return rows;
    for (const name of missing) {
      const header = this.#columns[name];
      this.fault('crosswalk/column', this.#spot([]), {
        message: `\`${this.#document.file}\` has no column \`${header}\`, in which the ${name} of each row should stand`,
        fix:
          didYouMean(header, headers) ??
          `name the column under \`columns:\` of the crosswalk in \`portfolio.yaml\`; there are ${[...headers].map((one) => `\`${one}\``).join(', ')}`,
      });
    }
    return missing.some((name) => needed.includes(name)) ? null : rows;
  }

  #isSkipped(row: Row): boolean {
    return Object.entries(this.#declared.skip_where ?? {}).some(([column, texts]) =>
      [texts].flat().includes(
        asTexts(valueAt(row, this.#path(column)))
          .join(' | ')
          .trim(),
      ),
    );
  }

  /** What the portfolio says of the crosswalk, else the file itself. */
  head(): Pick<Crosswalk, 'id' | 'title' | 'as_of' | 'source_url'> &
    Record<'source' | 'target', string | null> {
    const stated = (name: 'id' | 'title' | 'source' | 'target' | 'as_of' | 'source_url'): string | null =>
      this.#declared[name] ?? asText(this.#head[name]);
    const id = stated('id') ?? localName(this.#document.file);
    const as_of = stated('as_of');
    if (as_of !== null && !isDate(as_of)) {
      this.fault('crosswalk/invalid', this.headSpot('as_of'), {
        message: `\`${as_of}\` is no calendar date`,
        fix: 'write it as `2026-11-20`',
      });
    }
    return {
      id,
      title: stated('title') ?? id,
      source: stated('source'),
      target: stated('target'),
      as_of: isDate(as_of) ? as_of : null,
      source_url: stated('source_url'),
    };
  }

  /** Where a field of the head stands: in the file, else in the portfolio. */
  headSpot(name: 'source' | 'target' | 'as_of'): Spot {
    if (this.#declared[name] !== undefined && 'path' in this.#declaredAt)
      return { ...this.#declaredAt, path: [...this.#declaredAt.path, name] };
    return this.#isCsv
      ? this.#declaredAt
      : { file: this.#document.file, path: name in this.#head ? ['crosswalk', name] : ['crosswalk'] };
  }

  /** The pairs of clauses that the rows name. */
  pairs(rows: readonly { row: Row; at: Path }[], source: Catalogue, target: Catalogue): CrosswalkRow[] {
    const first = new Map<string, CrosswalkRow>();
    for (const { row, at } of rows) {
      if (!this.#isCsv) this.#unknown(row, at, columnNames);
      const from = this.#clause(row, at, 'source', source)[0];
      const relationship = this.#relationship(row, at);
      const targets = this.#clause(row, at, 'target', target, relationship === 'no-relationship');
      if (!from || relationship === null) continue;
      for (const to of targets) {
        const pair: CrosswalkRow = {
          source: from.id,
          target: to.id,
          relationship,
          rationale: this.#text(row, 'rationale'),
          confidence: this.#text(row, 'confidence'),
          note: this.#text(row, 'note'),
          at: this.#spot(at),
        };
        const known = first.get(`${from.id} ${to.id}`);
        if (known === undefined || known.relationship !== relationship) first.set(keyOf(pair, known), pair);
        else this.#twice(pair, to.at, known);
      }
    }
    return [...first.values()];
  }

  #twice(pair: CrosswalkRow, at: Spot, first: CrosswalkRow): void {
    this.fault('crosswalk/duplicate', at, {
      message: `the pair \`${pair.source}\` and \`${pair.target}\` stands twice in the crosswalk`,
      fix: 'keep one of the two rows',
      related: [{ at: first.at, message: 'first here' }],
    });
  }

  /** The clauses that a cell names, each with its place; those that cannot be found have a finding. */
  #clause(
    row: Row,
    at: Path,
    column: 'source' | 'target',
    catalogue: Catalogue,
    mayBeEmpty = false,
  ): { id: string; at: Spot }[] {
    const path = [...at, ...this.#path(this.#columns[column])];
    const cell = valueAt(row, this.#path(this.#columns[column]));
    const isList = Array.isArray(cell);
    const { separator } = this.#declared;
    const texts = asTexts(cell).flatMap((text, i) => {
      const spot = this.#spot(isList ? [...path, i] : path);
      const parts = separator === undefined || column === 'source' ? [text] : text.split(separator);
      return parts.map((part) => ({ text: part.trim(), spot })).filter(({ text: part }) => part !== '');
    });
    if (texts.length === 0 && !mayBeEmpty) {
      this.fault('crosswalk/invalid', this.#spot(at), {
        message: `the row names no ${column}`,
        fix:
          column === 'source'
            ? 'name the clause it leads from, or leave such rows out by `skip_where:`'
            : 'name the clause it leads to, say `no-relationship`, or leave such rows out by `skip_where:`',
      });
    }
    return texts.flatMap(({ text, spot }) => {
      const found = findClause(catalogue, text);
      if (found.clause) return [{ id: found.clause.id, at: spot }];
      this.fault('crosswalk/clause', spot, {
        message: found.isAmbiguous
          ? `\`${text}\` is the reference of several clauses of \`${catalogue.id}\``
          : `\`${catalogue.id}\` has no clause \`${text}\``,
        fix: found.isAmbiguous
          ? 'write the id of the clause'
          : (didYouMean(text, found.near) ?? `write the id of a clause of \`${catalogue.id}\``),
      });
      return [];
    });
  }

  #relationship(row: Row, at: Path): Relationship | null {
    const word = this.#text(row, 'relationship') ?? this.#declared.relationship ?? null;
    if (word === null) {
      this.fault('crosswalk/relationship', this.#spot(at), {
        message: 'the row does not say how its clauses relate',
        fix: `write one of ${relationships.join(', ')}`,
      });
      return null;
    }
    const relation = parseRelationship(word);
    if (relation === null) {
      this.fault('crosswalk/relationship', this.#spot([...at, ...this.#path(this.#columns.relationship)]), {
        message: `\`${word}\` is no relationship`,
        fix: didYouMean(word, relationshipWords) ?? `write one of ${relationships.join(', ')}`,
      });
    }
    return relation;
  }

  #text(row: Row, column: Column): string | null {
    const texts = asTexts(valueAt(row, this.#path(this.#columns[column])));
    return texts.length === 0 ? null : texts.join(' | ');
  }

  /** The way to a column's value in a row: the reader nests what has dots in its header. */
  #path(column: string): string[] {
    return this.#isCsv ? column.trim().split('.') : [column];
  }

  #spot(path: Path): Spot {
    return { file: this.#document.file, path };
  }

  #unknown(record: Row, path: Path, known: readonly string[]): void {
    for (const key of Object.keys(record)) {
      if (known.includes(key) || key.startsWith('x_')) continue;
      this.drafts.push({
        rule: 'schema/unknown-field',
        message: `unknown field \`${key}\``,
        at: { file: this.#document.file, path: [...path, key], part: 'key' },
        subject: this.#document.file,
        detail: [...path, key].join('.'),
        fix: didYouMean(key, known) ?? `remove it, or rename it to \`x_${key}\` to keep it as your own`,
      });
    }
  }

  fault(
    rule: string,
    at: Spot,
    { message, ...more }: Pick<FindingDraft, 'message' | 'fix' | 'related'>,
  ): void {
    this.drafts.push({ rule, message, at, subject: this.#document.file, detail: message, ...more });
  }
}

const headFields = ['id', 'title', 'source', 'target', 'as_of', 'source_url'];

/** A pair that is said again with another relation is kept beside the first: a rule speaks of the contradiction. */
const keyOf = (pair: CrosswalkRow, known: CrosswalkRow | undefined): string =>
  `${pair.source} ${pair.target}${known === undefined ? '' : ` ${pair.relationship}`}`;

/** The headers of a CSV row, from the records that the reader made of them. */
const leavesOf = (row: Row, before = ''): string[] =>
  Object.entries(row).flatMap(([key, value]) => {
    const inner = asRecord(value);
    return inner ? leavesOf(inner, `${before}${key}.`) : [before + key];
  });
