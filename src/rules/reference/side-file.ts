import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/side-file',
  severity: 'error',
  what: 'A list names a side file (`features: ./features.csv`) that does not exist, lies outside the content folder, or holds no rows.',
  why: 'Long tables may stand beside their artefact. When the file is not there the list is not empty, it is unknown, and everything that points at its rows would dangle for a reason nobody sees.',
  fix: 'Correct the path, which is relative to the artefact’s own folder, or write the rows into the front matter. A side file holds one row per line (CSV) or a list (YAML).',
  raised: 'assembly',
});
