import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/column',
  severity: 'error',
  what: 'A crosswalk in CSV has no column of the name that was declared.',
  why: 'Tables of other people name their columns as they like. Guessing which one was meant is how a rationale becomes a relationship.',
  fix: 'Name the headers of the file under `columns:` of the crosswalk in `portfolio.yaml`.',
  source: 'RFC 4180; OSCAL mapping model',
  raised: 'assembly',
});
