import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'oscal/no-effect',
  severity: 'warning',
  what: 'A line of a profile does nothing: it includes or excludes a control that is not there, sets a parameter that no selected control has, or alters what was not selected.',
  why: 'Somebody wrote the line because it should change the baseline. A misspelt id in `include-controls` is a duty that is missing from every matrix, and nothing else would show it.',
  fix: 'Correct the id (the finding suggests the nearest), select the control that the line speaks of, or take the line out.',
  raised: 'assembly',
});
