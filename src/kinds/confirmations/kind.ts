import type { Kind } from '../../core/kind.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'confirmations',
  title: 'Confirmations',
  plural: 'Confirmations',
  summary: 'Says against which content each link was last confirmed.',
  order: 0,
  initials: 'CF',
  scope: 'system',
  many: false,
  form: 'record',
  files: /^confirmed\.ya?ml$/,
  schema,
  items: [],
  rules: [],
  newFile: () => 'confirmed.yaml',
};
