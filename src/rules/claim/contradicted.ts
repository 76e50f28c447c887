import { fromPointer, valueAt } from '../../core/place.ts';
import type { Claim, Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { code } from '../../kinds/words.ts';
import { claimPlace } from '../claim-place.ts';

export const rule = defineRule({
  id: 'claim/contradicted',
  severity: 'error',
  what: 'A figure in prose differs from the value in the evidence it names.',
  why: 'A document that says 0.82 beside a file that says 0.79 is false, whichever of the two is right. It happens each time a model is retrained and its card is not.',
  fix: 'Leave the value out and let `<Metric of="ev:…" />` print it, or correct the prose. If the prose is right, the evidence is the wrong file.',
  *check(portfolio) {
    for (const claim of portfolio.claims) {
      if (claim.state !== 'contradicted') continue;
      const evidence = claim.evidence === null ? undefined : portfolio.index.evidence.get(claim.evidence);
      const source = `${claim.evidence ?? ''}${claim.path ? '#' + claim.path : ''}`;
      yield {
        message: `${code(claim.artefact)} says ${code(claim.text)} for ${code(source)}, and the evidence says ${shown(evidenceValue(portfolio, claim))}`,
        at: claimPlace(portfolio, claim),
        subject: claim.artefact,
        detail: `${source} ${claim.text}`,
        related: evidence
          ? [
              {
                at: evidenceSpot(evidence, fromPointer(claim.path ?? '') ?? []),
                message: 'the value in the evidence',
              },
              { at: evidence.at, message: `registered as ${code(evidence.local)}` },
            ]
          : [],
        fix: 'remove the value, so that the evidence’s own is printed, or correct it',
      };
    }
  },
});

function evidenceValue(portfolio: Portfolio, claim: Claim): unknown {
  const content = claim.evidence === null ? undefined : portfolio.index.evidence.get(claim.evidence)?.content;
  const path = fromPointer(claim.path ?? '');
  return path === null ? undefined : valueAt(content, path);
}

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'object'
      ? 'a structure'
      : code(String(value));
