import type { Kind } from '../../core/kind.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'portfolio',
  title: 'Portfolio',
  plural: 'Portfolios',
  summary:
    'Says whose portfolio it is, who is in it, which obligations it answers to, and what each tier demands.',
  order: 0,
  initials: 'PF',
  scope: 'portfolio',
  many: false,
  form: 'record',
  files: /^portfolio\.ya?ml$/,
  schema,
  items: [],
  rules: [],
  newFile: () => 'portfolio.yaml',
};
