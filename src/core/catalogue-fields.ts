import { unknownFields, type Fault } from './crosswalk-table.ts';
import { asRecord, asText } from './data.ts';
import type { CalendarDate } from './date.ts';
import type { Path } from './place.ts';
import { didYouMean } from './suggest.ts';

const frameworkFields = [
  'id',
  'title',
  'short_title',
  'jurisdiction',
  'issuer',
  'instrument_type',
  'legal_force',
  'version',
  'status',
  'dates',
  'scope',
  'url',
  'amending_url',
  'supersedes',
  'superseded_by',
  'application_timeline',
  'confirmation',
  'notes',
  'as_of',
  'entry_count',
  'counts',
];

const clauseFields = [
  'id',
  'parent',
  'ref',
  'title',
  'summary',
  'kind',
  'applies_to',
  'legal_class',
  'applies_from',
  'ends',
  'status',
  'replaced_by',
  'evidence',
  'source',
  'confidence',
  'note',
];

/** What the status of a clause may be. Only one that is withdrawn makes no cell: of a misspelt one, every system would owe it. */
const clauseStatuses = ['current', 'proposed', 'superseded', 'withdrawn'];

type Row = Record<string, unknown>;

/** Reports a clause's status that is none of the words it may be. */
function status(clause: Row, path: Path, file: string, fault: Fault): void {
  const stated = clause['status'] ?? null;
  if (stated === null || clauseStatuses.some((one) => one === stated)) return;
  const said = asText(stated) ?? '';
  const words = clauseStatuses.map((one) => `\`${one}\``).join(', ');
  fault(
    'schema/invalid',
    { file, path: [...path, 'status'] },
    {
      message: `\`status\` must be one of ${words}${said === '' ? '' : `; it is \`${said}\``}`,
      fix:
        didYouMean(said.split(/\s/)[0]!, clauseStatuses) ??
        'write one of them alone; a date goes to `ends:`, and more words to `note:`',
    },
  );
}

/**
 * Reports what a catalogue of the portfolio's own says in vain: fields that nobody reads, dates that are none. Read
 * over, a misspelt `applies_from` would put a duty in force that is not yet.
 */
export function checkCatalogueFields(
  root: Row,
  file: string,
  toDate: (value: unknown) => CalendarDate | null,
  dateNames: readonly string[],
  fault: Fault,
): void {
  const date = (record: Row, path: Path, key: string): void => {
    if (record[key] === undefined || record[key] === null || toDate(record[key]) !== null) return;
    const said = asText(record[key]);
    fault(
      'schema/invalid',
      { file, path: [...path, key] },
      {
        message: `\`${key}\` must be a calendar date${said === null ? '' : `; it is \`${said}\``}`,
        fix: 'write it as `2027-01-31`, or as `2027-01` or `2027` where no more is known',
      },
    );
  };
  unknownFields(file, root, [], ['framework', 'obligations'], fault);
  const framework = asRecord(root['framework']) ?? {};
  unknownFields(file, framework, ['framework'], frameworkFields, fault);
  date(framework, ['framework'], 'as_of');
  const dates = asRecord(framework['dates']) ?? {};
  for (const name of dateNames) date(dates, ['framework', 'dates'], name);
  for (const [i, row] of (root['obligations'] as unknown[]).entries()) {
    const clause = asRecord(row);
    if (!clause) continue;
    const path = ['obligations', i];
    unknownFields(file, clause, path, clauseFields, fault);
    date(clause, path, 'ends');
    status(clause, path, file, fault);
    const from = clause['applies_from'] ?? [];
    if (!Array.isArray(from)) {
      fault(
        'schema/invalid',
        { file, path: [...path, 'applies_from'] },
        { message: '`applies_from` must be a list', fix: 'write `applies_from: [{ date: 2027-01-31 }]`' },
      );
      continue;
    }
    for (const [j, entry] of (from as unknown[]).entries()) {
      const at = [...path, 'applies_from', j];
      const one = asRecord(entry);
      if (!one || one['date'] === undefined || one['date'] === null) {
        fault(
          'schema/invalid',
          { file, path: at },
          { message: 'the entry has no `date`', fix: 'write `{ date: 2027-01-31 }`' },
        );
        continue;
      }
      unknownFields(file, one, at, ['date', 'scope', 'was'], fault);
      date(one, at, 'date');
      date(one, at, 'was');
    }
  }
}
