import type { Kind } from '../../core/kind.ts';
import { explainability } from './schema.ts';

export const kind: Kind = {
  name: 'explainability',
  title: 'Explainability',
  plural: 'Explainability',
  summary:
    'Says how a prediction is explained and by whom that was agreed, checks the explanation, and shows what a person is told.',
  order: 0,
  initials: 'EX',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^explainability(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema: explainability,
  items: [
    {
      field: 'local_cases',
      kind: 'explained-case',
      id: 'id',
      title: (row) => (typeof row.title === 'string' ? row.title : 'Explained case'),
    },
  ],
  sections: { limitations: ['limitations', 'limits', 'limits of the explanation'] },
  rules: [],
  newFile: (slug) => (slug === '' ? 'explainability.mdx' : `explainability.${slug}.mdx`),
};
