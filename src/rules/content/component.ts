import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'content/component',
  severity: 'error',
  what: 'A component that Casebook does not know, or a property it does not have.',
  why: 'Only components from the list are drawn, so that a portfolio from another team is safe to build and an unknown name never renders as nothing.',
  fix: 'Use a component from the guide; the finding suggests the nearest name.',
  raised: 'reading',
});
