import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'approval/chain',
  severity: 'error',
  what: "An approval does not continue the one before it: its `previous` is not that record's digest.",
  why: 'Approvals are append-only. A record that was altered, removed or put in between later would otherwise leave no trace.',
  fix: 'Restore the file from version control and record new approvals with `casebook approve`, which writes the chain itself. Never edit a record by hand.',
  raised: 'assembly',
});
