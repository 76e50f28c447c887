import type { Kind } from '../../core/kind.ts';
import { controlId } from './id.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'control',
  title: 'Control',
  plural: 'Controls',
  summary: 'Says what the organisation does about obligations, how far it is in place, and what shows that.',
  order: 0,
  initials: 'CT',
  scope: 'portfolio',
  many: true,
  form: 'page',
  files: /^controls\/[^/]+\.mdx?$/,
  schema,
  items: [],
  rules,
  id: controlId,
  newFile: (slug) => `controls/${slug}.mdx`,
};
