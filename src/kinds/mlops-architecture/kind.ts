import { toSlug } from '../../core/id.ts';
import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { mlopsArchitecture } from './schema.ts';

const slugged = (prefix: string, value: unknown): string | null =>
  typeof value === 'string' && toSlug(value) !== '' ? prefix + toSlug(value) : null;

export const kind: Kind = {
  name: 'mlops-architecture',
  title: 'Pipeline architecture',
  plural: 'Pipeline architectures',
  summary: 'Says how the system is built, served, logged, stopped and rolled back.',
  order: 5,
  initials: 'PA',
  scope: 'system',
  many: false,
  form: 'page',
  files: /^mlops-architecture\.mdx?$/,
  schema: mlopsArchitecture,
  items: [
    {
      field: 'pipeline_stages',
      kind: 'pipeline-stage',
      id: 'id',
      madeFrom: 'stage',
      makeId: (row) => slugged('stage-', row.stage),
      title: (row) => (typeof row.stage === 'string' ? row.stage : 'Stage'),
    },
    {
      field: 'components',
      kind: 'component',
      id: 'id',
      madeFrom: 'name',
      makeId: (row) => slugged('cmp-', row.name),
      title: (row) => (typeof row.name === 'string' ? row.name : 'Component'),
    },
  ],
  rules,
  newFile: () => 'mlops-architecture.mdx',
};
