import type { Kind } from '../../core/kind.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'approvals',
  title: 'Approvals',
  plural: 'Approvals',
  summary: 'Says who said yes to an artefact, to exactly which content, and until when.',
  order: 0,
  initials: 'AP',
  scope: 'system',
  many: true,
  form: 'record',
  files: /^approvals\/[^/]+\.ya?ml$/,
  schema,
  items: [],
  rules: [],
  newFile: (slug) => `approvals/${slug}.yaml`,
};
