import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'syntax/csv',
  severity: 'error',
  what: 'A CSV file is not what RFC 4180 says, or was saved again by a spreadsheet with semicolons or local dates.',
  why: 'Spreadsheets rewrite separators, dates and long ids without asking. Read as it stands, such a file would shift values into other columns.',
  fix: 'Export with commas, ISO dates (`2026-11-20`) and UTF-8; one row per item, dotted headers (`expected_range.min`), ` | ` between the values of a list.',
  source: 'RFC 4180',
  raised: 'reading',
});
