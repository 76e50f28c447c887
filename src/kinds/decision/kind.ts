import type { Kind } from '../../core/kind.ts';
import { decisionId } from './id.ts';
import { decisionLinks } from './links.ts';
import { adoptMadr, madrFields, madrForms, madrSections } from './madr.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';

export const kind: Kind = {
  name: 'decision',
  title: 'Decision',
  plural: 'Decisions',
  summary: 'Says what was decided, among which options, under which constraints, and what follows.',
  order: 3,
  initials: 'DR',
  scope: 'system',
  many: true,
  form: 'page',
  files: /^decisions\/(?:adr-)?\d+[^/]*\.mdx?$/i,
  schema,
  items: [],
  rules,
  adopt: adoptMadr,
  adopts: madrForms,
  fromSections: madrSections,
  madeFromSections: madrFields,
  links: decisionLinks,
  id: decisionId,
  newFile: (slug) => `decisions/${slug}.mdx`,
};
