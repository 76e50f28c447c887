import type { Kind } from '../../core/kind.ts';
import { mappingLinks } from './links.ts';
import { rules } from './rules.ts';
import { complianceMapping } from './schema.ts';

export const kind: Kind = {
  name: 'compliance-mapping',
  title: 'Compliance mapping',
  plural: 'Compliance mappings',
  summary: 'Says, clause by clause, what applies to the system, which control meets it and what proves that.',
  order: 4,
  initials: 'CM',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^compliance-mapping(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema: complianceMapping,
  items: [
    {
      field: 'mappings',
      kind: 'mapping',
      id: 'id',
      madeFrom: 'obligation',
      makeId: (row) => (typeof row.obligation === 'string' ? `map:${row.obligation}` : null),
      title: (row) => (typeof row.obligation === 'string' ? `Mapping of ${row.obligation}` : 'Mapping row'),
    },
  ],
  links: mappingLinks,
  rules,
  newFile: (slug) => (slug === '' ? 'compliance-mapping.mdx' : `compliance-mapping.${slug}.mdx`),
};
