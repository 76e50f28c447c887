import type { Kind } from '../../core/kind.ts';
import { monitorLinks } from './links.ts';
import { rules } from './rules.ts';
import { driftGovernance } from './schema.ts';

const words = (...parts: unknown[]): string => parts.filter((part) => typeof part === 'string').join(' ');

export const kind: Kind = {
  name: 'drift-governance',
  title: 'Drift governance',
  plural: 'Drift governance',
  summary:
    'Says what is watched at which limit, who acts when it is crossed, and what became of each breach.',
  order: 6,
  initials: 'DG',
  scope: 'system',
  many: false,
  form: 'page',
  files: /^drift-governance\.mdx?$/,
  schema: driftGovernance,
  items: [
    {
      field: 'monitors',
      kind: 'monitor',
      id: 'id',
      title: (row) => words(row.metric, row.metric && row.target ? 'of' : undefined, row.target) || 'Monitor',
    },
    {
      field: 'breaches',
      kind: 'breach',
      id: 'id',
      title: (row) =>
        ['Breach', words(row.feature ?? row.monitor), words(row.batch)]
          .filter((part) => part !== '')
          .join(', '),
    },
  ],
  links: monitorLinks,
  rules,
  newFile: () => 'drift-governance.mdx',
};
