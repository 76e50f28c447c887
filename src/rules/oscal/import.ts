import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'oscal/import',
  severity: 'error',
  what: 'A profile imports what cannot be had (no such file, an address on the network, a circle), or selects one control more than once without saying which counts.',
  why: 'A profile is only its imports with choices made. When one of them is missing there is no result that two tools would agree on, so none is shown; and nothing is fetched, because a record that changes with the network is no record.',
  fix: 'Save the imported document as JSON in the content folder and import it by its path from the profile. For controls selected twice, select them once or add `combine` with the method `use-first`.',
  raised: 'assembly',
});
