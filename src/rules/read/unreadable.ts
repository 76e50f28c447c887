import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'read/unreadable',
  severity: 'error',
  what: 'A file could not be read.',
  why: 'What cannot be read cannot be checked, and a portfolio that silently skips a file reports on less than it holds.',
  fix: 'Restore the file or its permissions, or remove what names it. A link that leads nowhere and a file without a word in it count as unreadable too.',
  raised: 'reading',
});
