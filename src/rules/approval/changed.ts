import { isBodyLost, isBroken, spotOf } from '../../core/artefact.ts';
import { shortDigest } from '../../core/fingerprint.ts';
import { defineRule } from '../../core/rule.ts';
import { decidedArtefacts } from '../decided.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'approval/changed',
  severity: 'warning',
  what: 'An artefact has changed since it was approved, so the approval no longer speaks of it.',
  why: 'An approval is of a content, not of a file name. Re-wrapped prose, a new review date or a corrected status do not void it; a changed threshold or a rewritten sentence do.',
  fix: 'Have the change reviewed and record a new approval with `casebook approve`, or restore what was approved.',
  source: 'A status typed into a document outlives every edit: the reason fingerprints are recorded',
  *check(portfolio) {
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      // Of a file that cannot be read nobody knows whether it changed.
      if (artefact.approval.status !== 'changed' || isBroken(artefact, [])) continue;
      const parts = artefact.approval.changed.filter((part) => part === 'fields' || !isBodyLost(artefact));
      if (parts.length === 0) continue;
      const what =
        parts.length === 1
          ? `its ${parts[0]!} ${parts[0] === 'prose' ? 'has' : 'have'}`
          : 'its fields and prose have';
      const { meaning, body } = artefact.fingerprints;
      yield {
        message: `${code(approval.approver)} approved ${code(artefact.id)} on ${approval.date}, and ${what} changed since`,
        at: spotOf(artefact, []),
        subject: artefact.id,
        detail: approval.id,
        related: [
          ...(parts.includes('fields')
            ? [
                {
                  at: within(approval.at, 'fingerprint'),
                  message: `approved: ${short(approval.fingerprint)}; now: ${short(meaning)}`,
                },
              ]
            : []),
          ...(parts.includes('prose')
            ? [
                {
                  at: within(approval.at, 'body_fingerprint'),
                  message: `approved: ${short(approval.body_fingerprint)}; now: ${short(body)}`,
                },
              ]
            : []),
        ],
        fix: `review the change, then \`casebook approve ${artefact.id} --as <party>\``,
      };
    }
  },
});

const short = (fingerprint: string | null): string =>
  fingerprint === null ? 'no prose' : `${shortDigest(fingerprint)}…`;
