import { startOf } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/unregistered',
  severity: 'warning',
  what: 'A file of the content folder is named by no record.',
  why: 'A file beside the evidence looks like evidence and is none: it has no digest, no date, nobody who made it, and nothing would show if it changed. It may also hold what was not meant to be published.',
  fix: 'Register it with `casebook evidence add <file>`, or remove it from the folder.',
  *check(portfolio) {
    for (const file of portfolio.unregistered) {
      yield {
        message: `${code(file)} is in no evidence register`,
        at: startOf(file),
        subject: file,
        detail: file,
        fix: `run \`casebook evidence add ${file}\`, or remove the file`,
      };
    }
  },
});
