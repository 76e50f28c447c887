import { isBodyLost, isBroken, spotOf, type Artefact } from '../../core/artefact.ts';
import { shortDigest } from '../../core/fingerprint.ts';
import type { Kind } from '../../core/kind.ts';
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
    const kinds = new Map(portfolio.kinds.map((one) => [one.name, one]));
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      // Of a file that cannot be read nobody knows whether it changed.
      if (artefact.approval.status !== 'changed' || isBroken(artefact, [])) continue;
      const kind = kinds.get(artefact.kind);
      const parts = artefact.approval.changed.filter((part) =>
        part === 'fields' ? !isListUnread(artefact, kind) : !isBodyLost(artefact),
      );
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

/** Whether rows of an artefact could not be read as a whole: nobody knows whether they changed. */
const isListUnread = (artefact: Artefact, kind: Kind | undefined): boolean =>
  kind !== undefined && kind.items.some(({ field }) => isBroken(artefact, [field]));

const short = (fingerprint: string | null): string =>
  fingerprint === null ? 'no prose' : `${shortDigest(fingerprint)}…`;
