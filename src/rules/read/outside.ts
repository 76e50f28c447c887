import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'read/outside',
  severity: 'error',
  what: 'A path leaves the content folder.',
  why: 'A portfolio must be complete in itself and safe to build for another team: a path such as `../../secrets.yaml`, an absolute path, or a link out of the folder would publish what nobody meant to publish.',
  fix: 'Copy the file into the content folder and name it from there.',
  raised: 'reading',
});
