import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'system',
  title: 'System profile',
  plural: 'System profiles',
  summary:
    'Says what the system is for, what it must not be used for, how risky it is, and who answers for it.',
  order: 0,
  initials: 'SY',
  scope: 'system',
  many: false,
  form: 'page',
  files: /^system\.mdx?$/,
  schema,
  items: [],
  rules,
  newFile: () => 'system.mdx',
};
