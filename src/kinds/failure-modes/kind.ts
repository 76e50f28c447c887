import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { failureModes } from './schema.ts';

export const kind: Kind = {
  name: 'failure-modes',
  title: 'Failure modes',
  plural: 'Failure modes',
  summary: 'Says how the system can fail, what would show it, and what is done about it first.',
  order: 7,
  initials: 'FM',
  scope: 'system',
  many: false,
  form: 'page',
  files: /^failure-modes\.mdx?$/,
  schema: failureModes,
  items: [
    {
      field: 'failure_modes',
      kind: 'failure-mode',
      id: 'id',
      title: (row) => (typeof row.failure_mode === 'string' ? row.failure_mode : 'Failure mode'),
    },
  ],
  rules,
  newFile: () => 'failure-modes.mdx',
};
