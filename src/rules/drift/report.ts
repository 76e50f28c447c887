import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'drift/report',
  severity: 'error',
  what: 'A file that is registered as drift results of another tool, or a part of it, cannot be read as that: an error for a file, a warning for a value in it.',
  why: 'A report that is registered and not read looks like evidence and shows nothing. What stands in it unread is unknown, which must not pass for stable.',
  fix: 'Save the results in a form that is read: JSON of Evidently, Deepchecks, Alibi Detect or of whylogs drift scores, CSV of NannyML or of a whylogs summary, or a table of your own with its `columns` named in the register.',
  raised: 'assembly',
});
