import { claimPlace } from '../claim-place.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'claim/unbound',
  severity: 'error',
  what: 'A figure names a value in evidence that is not there.',
  why: 'A claim that points at a missing value looks proved and is not: the reader sees a reference and trusts it.',
  fix: 'Correct the part after `#`, a JSON Pointer into the file (`/metrics/0/value`), or drop `of` and let the figure stand as the author’s claim.',
  source: 'RFC 6901, JSON Pointer',
  *check(portfolio) {
    const unread = new Set(
      portfolio.drafts.filter((one) => /^(read|syntax)\//.test(one.rule)).map(({ at }) => at.file),
    );
    for (const claim of portfolio.claims) {
      // Of a field the pointer has its finding as a link.
      if (claim.state !== 'unbound' || claim.field !== null) continue;
      const evidence = claim.evidence === null ? undefined : portfolio.index.evidence.get(claim.evidence);
      // Evidence that does not exist is a dangling reference; a file that is missing or not of its shape has its
      // own finding.
      if (evidence === undefined || evidence.found_sha256 === null) continue;
      if (evidence.schema !== null && evidence.content === null) continue;
      if (unread.has(evidence.file)) continue;
      yield {
        message:
          evidence.schema === null
            ? `${code(evidence.id)} is in no shape that Casebook reads, so no value in it can be shown`
            : `${code(evidence.id)} holds no number or text at ${code(claim.path ?? '')}`,
        at: claimPlace(portfolio, claim),
        subject: claim.artefact,
        detail: `${evidence.id}#${claim.path ?? ''}`,
        related: [{ at: evidence.at, message: `${code(evidence.id)}, ${code(evidence.file)}` }],
        fix:
          evidence.schema === null
            ? 'give the value as `value`, or name evidence in one of the shapes of the guide'
            : `correct the pointer: look the value up in ${code(evidence.file)}`,
      };
    }
  },
});
