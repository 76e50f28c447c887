import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'claim/loose-figure',
  severity: 'warning',
  what: 'Prose states a measured value, such as `AUC 0.84`, that is bound to no evidence.',
  why: 'A typed number is right on the day it is typed. After the next training it is still there, and nobody can tell it from one that was measured.',
  fix: 'Bind it: `<Metric of="ev:perf#/metrics/auc/value" />` prints what the file says. Where no file holds it, `<Metric value="0.84" />` says that it is the author’s word. A sentence that sets a limit or a target is left alone.',
  raised: 'reading',
});
