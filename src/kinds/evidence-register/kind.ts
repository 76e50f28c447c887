import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'evidence-register',
  title: 'Evidence register',
  plural: 'Evidence registers',
  summary: 'Lists the files that claims rest on, each with its digest, its date and its end.',
  order: 0,
  initials: 'EV',
  scope: 'system',
  many: false,
  form: 'record',
  files: /^evidence\/evidence\.ya?ml$/,
  schema,
  items: [
    {
      field: 'evidence',
      kind: 'evidence',
      id: 'id',
      title: (row) => (typeof row['title'] === 'string' ? row['title'] : String(row['id'] ?? 'Evidence')),
    },
  ],
  rules,
  newFile: () => 'evidence/evidence.yaml',
};
