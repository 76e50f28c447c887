import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'content/html',
  severity: 'error',
  what: 'Raw HTML that acts or hides: a script, a frame, a form, an event handler, an inline style.',
  why: 'Such markup is removed before the page is made, so that what the author wrote and what the reader sees would differ without a word.',
  fix: 'Write it in Markdown, or use a component such as `<Callout>` or `<Figure>`.',
  raised: 'reading',
});
