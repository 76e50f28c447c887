import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'syntax/yaml',
  severity: 'error',
  what: 'Front matter or a YAML file does not parse.',
  why: 'Nothing in the file can be checked before it parses; the rest of the portfolio is still read, so that all findings come at once.',
  fix: 'Correct the YAML at the place shown. Quote texts that hold `: ` or begin with one of `@ % & * !`, and indent with spaces.',
  source: 'YAML 1.2',
  raised: 'reading',
});
