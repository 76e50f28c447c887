import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/missing',
  severity: 'error',
  what: 'The register names an evidence file that does not exist.',
  why: 'Everything that rests on the record rests on nothing. A file may be missing because it was never committed, was renamed, or stayed on somebody’s machine.',
  fix: 'Commit the file at the path of the register (relative to the register’s folder), or take the record out and see what then has no evidence.',
  *check(portfolio) {
    // A file that is there and cannot be read has its finding already.
    const unread = new Set(
      portfolio.drafts.filter((one) => one.rule.startsWith('read/')).map(({ at }) => at.file),
    );
    for (const evidence of portfolio.evidence) {
      if (evidence.found_sha256 !== null || unread.has(evidence.file)) continue;
      // Only what stands under an evidence folder is digested as evidence; another file may well be there.
      const isElsewhere = !/(^|\/)evidence\//.test(evidence.file);
      yield {
        message: isElsewhere
          ? `evidence ${code(evidence.id)} names ${code(evidence.file)}, which is outside the evidence folder`
          : `evidence ${code(evidence.id)} names ${code(evidence.file)}, which does not exist`,
        at: within(evidence.at, 'file'),
        subject: evidence.id,
        detail: evidence.file,
        fix: isElsewhere
          ? 'keep the file, or a copy of it, under the evidence folder, and name it from there'
          : 'commit the file, or correct its path',
      };
    }
  },
});
