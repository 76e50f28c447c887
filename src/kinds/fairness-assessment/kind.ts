import type { Kind } from '../../core/kind.ts';
import { fairnessMeasures } from '../../evidence/fairness/measure.ts';
import { fairnessAssessment } from './schema.ts';
import { measureWords } from './words.ts';

export const kind: Kind = {
  name: 'fairness-assessment',
  title: 'Fairness assessment',
  plural: 'Fairness assessments',
  summary:
    'Says which groups were compared by which measure against which limit, and what follows from those that are missed.',
  order: 0,
  initials: 'FA',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^fairness-assessment(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema: fairnessAssessment,
  items: [
    {
      field: 'comparisons',
      kind: 'fairness-comparison',
      id: 'id',
      title: (row) => (typeof row.attribute === 'string' ? `Groups by ${row.attribute}` : 'Groups compared'),
    },
    {
      field: 'metrics',
      kind: 'fairness-criterion',
      id: 'id',
      title: ({ metric }) => {
        const known = fairnessMeasures.find((name) => name === metric);
        return known === undefined ? 'Limit for a measure of fairness' : measureWords[known];
      },
    },
  ],
  rules: [],
  newFile: (slug) => (slug === '' ? 'fairness-assessment.mdx' : `fairness-assessment.${slug}.mdx`),
};
