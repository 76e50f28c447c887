import { shortDigest } from '../../core/fingerprint.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/digest',
  severity: 'error',
  what: 'An evidence file is not the one that was registered: its SHA-256 differs.',
  why: 'The digest is what makes a figure checkable years later. When it differs, the file was regenerated, edited, or damaged by a checkout that rewrote line ends; what was approved on the strength of it was something else.',
  fix: 'If the new file is meant, run `casebook evidence refresh <file>` and confirm what rests on it; if not, restore the old one. `.gitattributes` with `**/evidence/** -text` keeps checkouts from changing bytes.',
  *check(portfolio) {
    // A file that was cut off, or edited into none of its shape, has one fault, and is told where it is.
    const told = new Set(
      portfolio.drafts
        .filter((one) => one.rule === 'syntax/json' || one.rule === 'evidence/shape')
        .map(({ at }) => at.file),
    );
    for (const evidence of portfolio.evidence) {
      const found = evidence.found_sha256;
      // A digest that is absent or malformed has a finding of its own.
      if (found === null || evidence.sha256 === '' || found === evidence.sha256) continue;
      if (told.has(evidence.file)) continue;
      yield {
        message: `${code(evidence.file)} has the SHA-256 ${code(shortDigest(found) + '…')}; evidence ${code(evidence.id)} was registered with ${code(shortDigest(evidence.sha256) + '…')}`,
        at: within(evidence.at, 'sha256'),
        subject: evidence.id,
        detail: evidence.file,
        related: [{ at: { file: evidence.file, path: [] }, message: 'the file as it is now' }],
        fix: `restore the file, or run \`casebook evidence refresh ${evidence.file}\` if the new one is meant`,
      };
    }
  },
});
