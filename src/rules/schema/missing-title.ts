import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/missing-title',
  severity: 'error',
  what: 'A file has no `title`.',
  why: 'The title is the one field that is always typed: everything else can be inherited or asked for by tier, but a page without a name cannot be cited, searched for or put on an agenda.',
  fix: 'Add `title:` to the front matter.',
  raised: 'assembly',
});
