import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/dangling',
  severity: 'error',
  what: 'A reference leads to nothing: no system, artefact, item, control, obligation, evidence or party has that id.',
  why: 'A reviewer follows references to see whether a claim holds. One that leads nowhere is a claim without its other half, and it hides what was meant: a renamed control, a deleted decision, an evidence file that was never registered.',
  fix: 'Correct the id (the finding suggests the nearest), or write what it points at. An id of another system is written with its system: `[[retail-credit-pd/FM-02]]`.',
  source: 'StrictDoc and sphinx-needs treat an unresolved link as an error for the same reason',
  raised: 'assembly',
});
