import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'evidence/unread-lineage',
  severity: 'warning',
  what: 'A file that is registered as lineage, or an event in it, cannot be read as OpenLineage.',
  why: 'Lineage says which code made which data from which, and whether it ended well. An event that is not read may be the one that says that a run failed.',
  fix: 'Keep the events as they were sent, one JSON object a line or one list of them. Register anything else as `log`.',
  source: 'OpenLineage 2-0-2, required fields of events',
  raised: 'assembly',
});
