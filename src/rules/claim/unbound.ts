import { claimPlace } from '../claim-place.ts';
import { fromPointer, valueAt, type Spot } from '../../core/place.ts';
import type { Claim, Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { incomparable } from '../../evidence/baseline.ts';
import { besideHeld, type Held } from '../../evidence/claims.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { aboutField } from '../../kinds/about.ts';
import { asBoundNumber, boundValue } from '../../kinds/bound.ts';
import { fieldPath } from '../../kinds/numbers.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'claim/unbound',
  severity: 'error',
  what: 'A figure names a value in evidence that is not there, or a baseline that it cannot be compared with.',
  why: 'A claim that points at a missing value looks proved and is not: the reader sees a reference and trusts it.',
  fix: 'Correct the part after `#`, a JSON Pointer into the file (`/metrics/0/value`), or drop `of` and let the figure stand as the author’s claim.',
  source: 'RFC 6901, JSON Pointer',
  *check(portfolio) {
    const unread = new Set(
      portfolio.drafts.filter((one) => /^(read|syntax)\//.test(one.rule)).map(({ at }) => at.file),
    );
    for (const claim of portfolio.claims) {
      if (claim.field !== null) yield* besideField(claim, portfolio, unread);
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

/** An interval or a baseline that a number of front matter asks for and that is not there, or cannot be compared. */
function* besideField(
  claim: Claim,
  portfolio: Portfolio,
  unread: ReadonlySet<string>,
): Generator<RuleFinding> {
  const artefact = portfolio.index.artefacts.get(claim.artefact);
  if (artefact === undefined || claim.field === null || claim.state === 'claim' || isClosed(artefact)) return;
  const path = fieldPath(claim.field);
  const stated = asBoundNumber(valueAt(artefact.data, path));
  if (typeof stated !== 'object' || stated === null) return;
  const { held, baseline } = boundValue(stated, artefact, portfolio);
  // What leads nowhere has its finding, and nothing stands beside it.
  if (held === null || typeof held.value !== 'number') return;
  const [lower, upper] = [besideHeld(held, 'ci_lower'), besideHeld(held, 'ci_upper')];
  if (stated.interval === true && (lower === null || upper === null)) {
    yield aboutField(artefact, [...path, 'interval'], {
      message: `${code(stated.from)} has no interval in its file: no ${code('ci_lower')} and ${code('ci_upper')} stand beside it`,
      related: [{ at: spotOf(held), message: 'the value in the evidence' }],
      fix: 'compute the interval, or leave `interval` out',
    });
  }
  // Evidence that does not exist is a dangling reference; one that cannot be read has its finding.
  if (baseline === null || baseline.evidence === null || unread.has(baseline.evidence.file)) return;
  const why = incomparable(held, baseline);
  // A path that leads nowhere in a file that is read is found as a citation.
  if (why === null || baseline.value === undefined) return;
  yield aboutField(artefact, [...path, 'baseline'], {
    message: `${code(stated.from)} ${why} (${code(stated.baseline!)})`,
    related: [
      { at: spotOf(held), message: 'the value in the evidence' },
      { at: spotOf(baseline), message: 'its baseline' },
    ],
    fix: 'name a baseline of the same measure and unit',
  });
}

const spotOf = ({ evidence, pointer }: Held): Spot => evidenceSpot(evidence!, fromPointer(pointer) ?? []);
