import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'feature-register',
  title: 'Feature register',
  plural: 'Feature registers',
  summary:
    'Says for each feature why it is needed, where it comes from, who approved it, and what it has to do with protected attributes.',
  order: 2,
  initials: 'FR',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^feature-register(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema,
  items: [
    {
      field: 'features',
      kind: 'feature',
      id: 'name',
      title: (row) => String(row['business_name'] ?? row['name'] ?? 'Feature'),
    },
  ],
  rules,
  newFile: (slug) => (slug === '' ? 'feature-register.mdx' : `feature-register.${slug}.mdx`),
};
