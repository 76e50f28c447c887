import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'model-card',
  title: 'Model card',
  plural: 'Model cards',
  summary: 'Says what the model is for and not for, how well it works and for whom, and where it is weak.',
  order: 1,
  initials: 'MC',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^model-card(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema,
  items: [],
  rules,
  newFile: (slug) => (slug === '' ? 'model-card.mdx' : `model-card.${slug}.mdx`),
};
