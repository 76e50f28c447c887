// A small house of kinds and documents, so that the graph can be tested without files.
import { z } from 'zod';
import { assemble } from '../../src/core/assemble.ts';
import type { Body, Document } from '../../src/core/document.ts';
import type { FoundAsset } from '../../src/core/evidence-of.ts';
import { date, field, ref, text } from '../../src/core/field.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Kind } from '../../src/core/kind.ts';
import { isPlace, startOf, toPointer, type Spot } from '../../src/core/place.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';

const any = () => field(z.unknown(), 'O', 'Anything.', 'GK');
const page = {
  form: 'page' as const,
  many: false,
  order: 0,
  initials: '',
  summary: '',
  items: [],
  rules: [],
};
const record = { ...page, form: 'record' as const };

const kind = (name: string, more: Partial<Kind> & Pick<Kind, 'files' | 'scope' | 'schema'>): Kind => ({
  ...page,
  name,
  title: name,
  plural: name + 's',
  ...more,
});

const title = {
  title: field(text(), 'R', 'Title.', 'GK'),
  owner: field(ref('party', { link: 'owns', inverse: true }), 'R', 'Owner.', 'GK'),
  status: any(),
  next_review: field(date(), 'C', 'Review.', 'GK'),
};
const evidence = () => field(z.array(ref('evidence', { link: 'evidenced-by' })), 'C', 'Evidence.', 'GK');

export const kinds: Kind[] = [
  kind('portfolio', {
    ...record,
    scope: 'portfolio',
    files: /^portfolio\.yaml$/,
    schema: z.strictObject({
      title: any(),
      as_of: any(),
      catalogues: any(),
      crosswalks: any(),
      parties: any(),
      policy: any(),
    }),
  }),
  kind('system', {
    scope: 'system',
    files: /^system\.mdx$/,
    schema: z.strictObject({
      ...title,
      risk_tier: any(),
      frameworks: any(),
      roles: any(),
      legal_classes: any(),
    }),
  }),
  kind('control', {
    scope: 'portfolio',
    many: true,
    files: /^controls\/.*\.mdx$/,
    schema: z.strictObject({
      ...title,
      implementation_status: any(),
      planned: any(),
      assessment: any(),
      implemented_by: field(z.array(ref('item', { link: 'implemented-by' })), 'O', 'Where.', 'GK'),
      evidence: evidence(),
    }),
  }),
  kind('compliance-mapping', {
    scope: 'system',
    files: /^compliance-mapping\.mdx$/,
    schema: z.strictObject({
      ...title,
      mappings: field(
        z.array(
          z.strictObject({
            id: any(),
            assessed_on: any(),
            obligation: field(ref('obligation'), 'R', 'Which.', 'GK'),
            applicability: any(),
            applicability_rationale: any(),
            decided_by: any(),
            assessed_by: any(),
            implementation_status: any(),
            controls: any(),
            combine: any(),
            evidence: evidence(),
            remainder: any(),
            remediation: any(),
            relationship: any(),
            mapping_confidence: any(),
            finding: any(),
            gap: any(),
          }),
        ),
        'R',
        'Rows.',
        'GK',
      ),
    }),
    items: [
      {
        field: 'mappings',
        kind: 'mapping',
        id: 'id',
        makeId: (row) => (typeof row['obligation'] === 'string' ? `map:${row['obligation']}` : null),
        title: (row) => String(row['obligation']),
      },
    ],
  }),
  kind('feature-register', {
    scope: 'system',
    files: /^feature-register\.mdx$/,
    schema: z.strictObject({
      ...title,
      features: field(
        z.array(z.strictObject({ name: any(), unit: any(), owner: any(), status: any() })),
        'R',
        'Rows.',
        'GK',
      ),
    }),
    items: [{ field: 'features', kind: 'feature', id: 'name', title: (row) => String(row['name']) }],
  }),
  kind('evidence-register', {
    ...record,
    scope: 'system',
    files: /^evidence\/evidence\.yaml$/,
    schema: z.strictObject({
      evidence: field(
        z.array(
          z.strictObject({
            id: any(),
            file: any(),
            sha256: any(),
            captured_at: any(),
            valid_until: any(),
            cadence: any(),
          }),
        ),
        'R',
        'Rows.',
        'GK',
      ),
    }),
    items: [{ field: 'evidence', kind: 'evidence', id: 'id', title: (row) => String(row['id']) }],
  }),
  kind('approvals', {
    ...record,
    many: true,
    scope: 'system',
    files: /^approvals\/.*\.yaml$/,
    schema: z.strictObject({ approvals: any() }),
  }),
  kind('confirmations', {
    ...record,
    scope: 'system',
    files: /^confirmed\.yaml$/,
    schema: z.strictObject({ confirmations: any() }),
  }),
  kind('waivers', {
    ...record,
    many: true,
    scope: 'system',
    files: /^waivers\/.*\.yaml$/,
    schema: z.strictObject({ waivers: any() }),
  }),
];

/** A body with nothing but what a test names. */
export const bodyOf = (more: Partial<Body> = {}): Body => ({
  blocks: [],
  headings: [],
  sections: [],
  citations: [],
  components: [],
  placeholders: [],
  fingerprint: null,
  text: '',
  ...more,
});

/** Puts a portfolio together from data by file name; evidence files are given by their text. */
export function portfolioOf(
  files: Record<string, unknown>,
  evidenceFiles: Record<string, string> = {},
  asOf = '2026-11-20',
): Portfolio {
  const documents = Object.entries(files).map(([file, value]): Document => {
    const format = file.endsWith('.yaml') ? 'yaml' : file.endsWith('.csv') ? 'csv' : 'mdx';
    const { body = null, ...data } =
      Array.isArray(value) || value === null ? { body: null } : (value as { body?: Body });
    return {
      file,
      format,
      digest: sha256(file),
      data: value === null ? null : Array.isArray(value) ? value : data,
      body,
    };
  });
  const assets = Object.entries(evidenceFiles).map(([file, content]): FoundAsset => ({
    file,
    size: content.length,
    digest: sha256(content),
    ...(file.endsWith('.json') && { json: JSON.parse(content) as unknown }),
  }));
  return assemble({
    documents,
    assets,
    drafts: [],
    kinds,
    schemaOf: (one) => one.schema,
    inheritable: ['owner'],
    shipped: {
      ids: ['law'],
      read: () => ({ file: 'casebook:law', format: 'yaml', digest: '', body: null, data: law }),
    },
    asOf: (stated) => ({ date: stated ?? asOf, source: 'option' }),
    locate: (spot) => (isPlace(spot) ? spot : startOf(spot.file)),
  });
}

/** Where a draft stands, as text: `file#/pointer`. */
export const spotText = (at: Spot): string =>
  isPlace(at) ? `${at.file}:${at.line}` : at.file + '#' + toPointer(at.path);

const law = {
  framework: { id: 'law', title: 'The law', legal_force: 'binding', dates: { applies: '2020-01-01' } },
  obligations: [
    { id: 'law:a', ref: 'Art. 1', title: 'Intro', summary: 's' },
    ...['1', '2', '3'].map((n) => ({
      id: `law:a-${n}`,
      ref: `Art. 1(${n})`,
      title: `Duty ${n}`,
      summary: 's',
      parent: 'law:a',
      applies_to: ['provider'],
    })),
    { id: 'law:b', ref: 'Art. 2', title: 'Of others', summary: 's', applies_to: ['importer'] },
  ],
};
