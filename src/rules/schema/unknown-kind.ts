import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/unknown-kind',
  severity: 'error',
  what: 'A page whose kind cannot be told from its name or its `kind:`.',
  why: 'What a page must answer follows from its kind; a page of no kind would be published unchecked.',
  fix: 'Name the file after its kind (`model-card.mdx`, `model-card.champion.mdx`), or write `kind:`.',
  raised: 'assembly',
});
