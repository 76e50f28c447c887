import { spotOf } from '../../core/artefact.ts';
import { approvedBy } from '../../core/records-of.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'approval/emptied',
  severity: 'error',
  what: 'A file of approvals holds no record.',
  why: 'Approvals are append-only, and `casebook approve` writes a file with its first record. A file without any has lost what stood in it, a refusal perhaps, and no chain is left that would show it.',
  fix: 'Restore the records from version control. If there never was one, remove the file.',
  *check({ records }) {
    for (const file of records) {
      if (file.kind !== 'approvals' || isUnread(file.broken)) continue;
      const rows = file.data['approvals'];
      if (Array.isArray(rows) && rows.length > 0) continue;
      const subject = approvedBy(file);
      yield {
        message: `${code(file.file)} is the record of approvals of ${code(subject)}, and holds none`,
        at: spotOf(file, rows === undefined ? [] : ['approvals']),
        subject,
        detail: 'emptied',
        ...(file.system !== null && { system: file.system }),
        fix: 'restore its records from version control, or remove the file',
      };
    }
  },
});

/** Whether the file or one of its records could not be read: that is the finding then. */
const isUnread = (broken: readonly string[]): boolean =>
  broken.some((at) => at === '' || at.startsWith('/approvals'));
