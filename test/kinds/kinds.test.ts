import { readFileSync, existsSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { isPair, isSeq, parseDocument, visit } from 'yaml';
import { notMeaning } from '../../src/core/fingerprint.ts';
import type { Kind } from '../../src/core/kind.ts';
import { validate } from '../../src/core/schema.ts';
import { envelope, inheritable, schemaOf } from '../../src/kinds/envelope.ts';
import { fieldTable, type FieldRow } from '../../src/kinds/field-table.ts';
import { kindOf } from '../../src/core/kind.ts';
import { kinds } from '../../src/kinds/index.ts';

describe('the list of kinds', () => {
  test('the eight stand in the order a board reads, each place taken once', () => {
    expect(kinds.filter(({ order }) => order > 0).map(({ order, name }) => `${order} ${name}`)).toEqual([
      '1 model-card',
      '2 feature-register',
      '3 decision',
      '4 compliance-mapping',
      '5 mlops-architecture',
      '6 drift-governance',
      '7 failure-modes',
      '8 handoff-checklist',
    ]);
  });

  test('names, initials and files are each of one kind', () => {
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
    expect(new Set(kinds.map(({ initials }) => initials)).size).toBe(kinds.length);
    for (const kind of kinds) {
      const file = kind.newFile?.('ctl-01') ?? '';
      const numbered = kind.name === 'decision' ? 'decisions/0001-a.mdx' : file;
      expect([numbered, kinds.filter(({ files }) => files.test(numbered)).map(({ name }) => name)]).toEqual([
        numbered,
        [kind.name],
      ]);
    }
    expect(kindOf(kinds, 'decision')?.title).toBe('Decision');
    expect(kindOf(kinds, 'decisions')).toBe(undefined);
  });

  test('lists of items are fields of their kind', () => {
    for (const kind of kinds) {
      for (const { field } of kind.items) expect(Object.keys(kind.schema.shape)).toContain(field);
    }
  });
});

describe('the envelope', () => {
  test('what is inherited and what carries no meaning are fields of it', () => {
    for (const name of [...inheritable, ...notMeaning]) expect(Object.keys(envelope.shape)).toContain(name);
  });

  test('an artefact that says nothing fits, and keeps its own `x_` fields at every level', () => {
    for (const kind of kinds.filter(({ form }) => form === 'page')) {
      const data = { x_ours: 1, change_history: [{ summary: 'First.', x_by: 'us' }] };
      expect(validate(schemaOf(kind), data)).toEqual({ data, issues: [], broken: [], closedUp: [] });
    }
  });

  test('a misspelt field is named, with what was meant', () => {
    const { issues } = validate(schemaOf(kindOf(kinds, 'model-card')!), {
      overveiw: 'x',
      confidentality: 'public',
    });
    expect(issues).toEqual([
      {
        path: ['overveiw'],
        part: 'key',
        message: 'unknown field `overveiw`',
        fix: 'did you mean `overview`?',
      },
      {
        path: ['confidentality'],
        part: 'key',
        message: 'unknown field `confidentality`',
        fix: 'did you mean `confidentiality`?',
      },
    ]);
  });

  test('records have no envelope', () => {
    const { issues } = validate(schemaOf(kindOf(kinds, 'confirmations')!), { next_review: '2027-01-01' });
    expect(issues.map(({ message }) => message)).toEqual(['unknown field `next_review`']);
  });
});

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  test('every field says what belongs in it, and who asks for it', () => {
    for (const row of fieldTable(kind)) {
      if (row.name.includes('*')) continue;
      expect([row.name, row.doc.endsWith('.'), row.need === null || row.source !== '']).toEqual([
        row.name,
        true,
        true,
      ]);
    }
  });

  const file = new URL(
    `../../src/kinds/${name}/template.${kind.form === 'page' ? 'mdx' : 'yaml'}`,
    import.meta.url,
  );

  test.runIf(existsSync(file))(
    'its template fits the schema, and teaches every required field in the words of its doc',
    () => {
      const text = readFileSync(file, 'utf8');
      const [yaml, body] = kind.form === 'page' ? split(text) : [text, ''];
      const data = withoutPlaceholders(load(yaml)) as Record<string, unknown>;
      const adopted = kind.adopt?.(data).data ?? data;
      expect(
        validate(schemaOf(kind), adopted).issues.filter(({ message }) => !message.includes('not empty')),
      ).toEqual([]);
      const comments = yaml.replace(/\n\s*#/g, ' ').replace(/\s+/g, ' ');
      // Where the sentence does not say that an id is asked for, the placeholder does.
      for (const { type, doc, line } of placeholdersOf(kind, yaml)) {
        if (!/^(?:list of )?ids? of/.test(type) || /\bids?\b|`ev:/.test(doc)) continue;
        expect([line, line.endsWith(`# ${type.replace('list of ', '')}`)]).toEqual([line, true]);
      }
      for (const row of required(kind)) {
        const taught =
          comments.includes(row.doc.replace(/\s+/g, ' ')) ||
          (row.section && headings(body).includes(row.name)) ||
          inSections(kind, row);
        expect([row.name, taught]).toEqual([row.name, true]);
      }
    },
  );

  test.runIf(existsSync(new URL('guide.md', file)))(
    'its guide is short and says how, what goes wrong and what is looked for',
    () => {
      const guide = readFileSync(new URL('guide.md', file), 'utf8');
      expect(guide.split('\n').length).toBeLessThan(60);
      expect(guide).not.toMatch(/(?<![“"])\bcompliant\b/i);
    },
  );
});

const split = (text: string): [string, string] => {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return [yaml, body];
};

/** Required fields whose holders are all required: what every writer meets. */
function required(kind: Kind): FieldRow[] {
  const rows = fieldTable(kind);
  const byName = new Map(rows.map((row) => [row.name, row]));
  const holderOf = (name: string): string | null =>
    /[.]/.test(name) ? name.slice(0, name.lastIndexOf('.')).replace(/\[\]$/, '') : null;
  const isAsked = (name: string): boolean => {
    const holder = holderOf(name);
    return byName.get(name)?.need === 'R' && (holder === null || isAsked(holder));
  };
  return rows.filter((row) => isAsked(row.name));
}

/** The fields that a template leaves to be filled in, each with its line. */
function placeholdersOf(kind: Kind, yaml: string): (FieldRow & { line: string })[] {
  const rows = new Map(fieldTable(kind).map((row) => [row.name, row]));
  const found: (FieldRow & { line: string })[] = [];
  visit(parseDocument(yaml), {
    Scalar(key, { value, range }, path) {
      if (key === 'key' || !range || !String(value).startsWith('TODO')) return;
      const name = path.reduce<string>(
        (way, one) => (isPair(one) ? `${way}${way && '.'}${String(one.key)}` : isSeq(one) ? `${way}[]` : way),
        '',
      );
      const row = rows.get(name) ?? rows.get(name.replace(/\[\]$/, ''));
      if (row) found.push({ ...row, line: /.*/.exec(yaml.slice(yaml.lastIndexOf('\n', range[0]) + 1))![0] });
    },
  });
  return found;
}

const headings = (body: string): string[] =>
  [...body.matchAll(/^#{2,3} (.+)$/gm)].map((match) => match[1]!.toLowerCase().replace(/[^a-z]+/g, '_'));

/** A decision’s structured fields stand in MADR’s sections, which the template has. */
const inSections = (kind: Kind, row: FieldRow): boolean =>
  kind.name === 'decision' && /^(considered_options|decision_outcome|consequences)\b/.test(row.name);

/** The data with every `TODO` taken out, as reading does it. */
function withoutPlaceholders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaceholders).filter((one) => one !== undefined);
  if (typeof value === 'string') return value.startsWith('TODO') ? undefined : value;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, withoutPlaceholders(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}
