import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/unclaimed-file',
  severity: 'warning',
  what: 'A CSV, YAML or JSON file that no artefact takes its rows from.',
  why: 'Somebody wrote the rows and believes that they count. They are in no page, no matrix and no check.',
  fix: 'Name the file in the artefact it belongs to (`features: ./features.csv`), register it as evidence, or remove it.',
  raised: 'assembly',
});
