import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'evidence/shape',
  severity: 'error',
  what: "An evidence file says that it has one of Casebook's own shapes and does not.",
  why: 'Charts, drift verdicts and bound figures are computed from `casebook/metrics@1`, `casebook/profile@1` and `casebook/shap@1`. A file that claims the shape and lacks a part of it would be drawn with holes that look like zeros.',
  fix: 'Correct the script that writes the file, write it again, and refresh its digest. The JSON Schemas are under `data/schemas/` of the built site.',
  raised: 'assembly',
});
