import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'waivers',
  title: 'Waiver',
  plural: 'Waivers',
  summary: 'Says which hole is accepted, why, by whom and until when.',
  order: 0,
  initials: 'WV',
  scope: 'system',
  many: true,
  form: 'record',
  files: /^waivers\/[^/]+\.ya?ml$/,
  schema,
  items: [],
  rules,
  newFile: (slug) => `waivers/${slug}.yaml`,
};
