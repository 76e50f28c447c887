import { carriedBy } from '../../core/carried.ts';
import { unsoundLinks } from '../../core/links-of.ts';
import { breachDetail, systemOfBreach } from '../../core/link-state.ts';
import { doubtOn, nameOfBreach } from '../../core/suspect.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';
import { cellSpot } from '../cell-spot.ts';
import { claimPlace } from '../claim-place.ts';
import { breachSpot } from '../breach-words.ts';

export const rule = defineRule({
  id: 'drift/resting-on-breach',
  severity: 'warning',
  what: 'A control, a citation or a number rests on a red breach that is not settled: it is suspect, and the obligations behind it lapse.',
  why: 'A control that is implemented by a monitor says that what it watches is in hand. While the monitor is over red and nobody has decided, that is not so, and whatever is proved by it is proved by nothing. The rule is narrow: whoever cites the whole file, another feature or another batch is not touched.',
  fix: 'Decide, and close the breach once the decision is carried out. Where the rest can stand in the meantime, a waiver of this finding says so until a date.',
  source: 'PRA SS1/23 Principle 4.4; suspect links, as in requirements management tools',
  *check(portfolio) {
    const breaches = new Map(portfolio.breaches.map((one) => [one.key, one]));
    for (const link of unsoundLinks(portfolio.links)) {
      const breach = breaches.get(link.breach ?? '');
      if (breach === undefined) continue;
      const lapsed = (carriedBy(portfolio.cells).get(link.from) ?? []).filter(
        ({ system, underlying, deciding_step, steps }) =>
          system === breach.system &&
          underlying === 'lapsed' &&
          deciding_step !== null &&
          steps[deciding_step]?.id === link.to,
      );
      yield {
        message: `${code(link.from)} is ${link.type} ${code(link.to)}, and red breach ${nameOfBreach(breach)} is not settled`,
        at: link.at,
        subject: link.from,
        detail: breachDetail(link),
        system: systemOfBreach(link, portfolio.index) ?? undefined,
        related: [
          { at: breachSpot(portfolio, breach), message: 'the breach' },
          ...lapsed.slice(0, 10).map((cell) => ({
            at: cellSpot(portfolio, cell),
            message: `${code(cell.obligation)} lapses with it`,
          })),
        ],
        fix: 'decide, and close the breach once the decision is carried out',
      };
    }
    for (const claim of portfolio.claims) {
      // Of a field the link that makes it suspect has its finding.
      if (claim.state !== 'suspect' || claim.field !== null) continue;
      const breach = doubtOn(portfolio.breaches, claim.evidence!, claim.path!)!;
      yield {
        message: `the number ${code(claim.text)} is read from what is in red breach ${nameOfBreach(breach)}, which is not settled`,
        at: claimPlace(portfolio, claim),
        subject: claim.artefact,
        detail: `${claim.evidence}#${claim.path} ${breach.key}`,
        related: [{ at: breachSpot(portfolio, breach), message: 'the breach' }],
        fix: 'say beside it that the limit is crossed and undecided; it holds again when the breach is settled',
      };
    }
  },
});
