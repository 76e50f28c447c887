import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'oscal/invalid',
  severity: 'error',
  what: 'An OSCAL catalog or profile that a portfolio uses is not written as OSCAL has it: a control without an id, an id twice, an inserted parameter that is not there, a field or a version that is not read, another document than a catalog or a profile.',
  why: 'Duties are counted from this file. A control that is dropped in silence is a duty nobody is asked about, and a text with a hole says something else than its source. What is right is used, and what is not is named at its place.',
  fix: 'Correct the file, or take it again from its publisher. OSCAL is read as JSON, in version 1; NIST’s `oscal-cli` converts XML and YAML.',
  raised: 'assembly',
});
