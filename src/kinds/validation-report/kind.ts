import type { Kind } from '../../core/kind.ts';
import { validationReport } from './schema.ts';

const titleOr =
  (field: string, other: string) =>
  (row: Record<string, unknown>): string => {
    const title = row[field];
    return typeof title === 'string' ? title : other;
  };

export const kind: Kind = {
  name: 'validation-report',
  title: 'Validation report',
  plural: 'Validation reports',
  summary:
    'Says who challenged the model and how independent they are, by which tests, what they found, and what their opinion is tied to.',
  order: 0,
  initials: 'VR',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^validation-report(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema: validationReport,
  items: [
    { field: 'tests', kind: 'validation-test', id: 'id', title: titleOr('name', 'Test of a validation') },
    {
      field: 'findings',
      kind: 'validation-finding',
      id: 'id',
      title: titleOr('title', 'Finding of a validation'),
    },
    {
      field: 'conditions',
      kind: 'validation-condition',
      id: 'id',
      title: titleOr('condition', 'Condition of a validation'),
    },
  ],
  rules: [],
  newFile: (slug) => (slug === '' ? 'validation-report.mdx' : `validation-report.${slug}.mdx`),
};
