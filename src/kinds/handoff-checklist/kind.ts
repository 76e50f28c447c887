import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.ts';
import { handoffChecklist } from './schema.ts';

export const kind: Kind = {
  name: 'handoff-checklist',
  title: 'Handoff checklist',
  plural: 'Handoff checklists',
  summary: 'Says what the team that builds hands to the team that runs, and what is still open.',
  order: 8,
  initials: 'HC',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^handoff-checklist(?:\.[a-z0-9-]+)?\.mdx?$/,
  schema: handoffChecklist,
  items: [
    {
      field: 'items',
      kind: 'handoff-item',
      id: 'id',
      title: (row) => (typeof row.question === 'string' ? row.question : 'Question'),
    },
    {
      field: 'conditions',
      kind: 'handoff-condition',
      id: 'id',
      title: (row) => (typeof row.condition === 'string' ? row.condition : 'Condition'),
    },
  ],
  rules,
  newFile: (slug) => (slug === '' ? 'handoff-checklist.mdx' : `handoff-checklist.${slug}.mdx`),
};
