import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { asRecord } from '../../core/data.ts';
import { minimumSample } from '../../evidence/drift/psi.ts';
import { code, count } from '../../kinds/words.ts';
import { againstWords, breachSpot, readingDetail, shown } from '../breach-words.ts';
import { ownReadings } from '../own-reading.ts';

export const rule = defineRule({
  id: 'drift/noise-as-signal',
  severity: 'warning',
  what: 'A breach on record rests on a sample below the minimum, or on a score no larger than noise.',
  why: 'With few rows a distance is large when nothing moved. Acting on such a reading repairs what is not broken, and after three of them nobody acts on a real one.',
  fix: 'Take the breach back with a note, or wait for a batch that is large enough; raise `minimum_n` of the monitor where that keeps happening.',
  source: 'Expected value of PSI when nothing moved, (bins − 1)(1 ÷ n_ref + 1 ÷ n_cur); Yurdakul (2018)',
  *check(portfolio) {
    for (const breach of portfolio.breaches) {
      if (breach.match !== 'contradicted') continue;
      for (const row of ownReadings(portfolio).get(breach) ?? []) {
        const why = noiseOf(row, portfolio);
        if (why === null) continue;
        yield {
          message: `breach ${code(breach.record!)} presents ${row.method}${againstWords(row)} ${shown(row.value)} of ${code(row.feature)} in ${code(row.batch)} as a signal; ${why}`,
          at: breachSpot(portfolio, breach),
          subject: breach.record!,
          detail: readingDetail(row),
          related: relatedTo(row, portfolio),
          fix: 'take the breach back with a note, or wait for a batch that is large enough',
        };
        break;
      }
    }
  },
});

/** Why a reading without a verdict is no signal; `null` when it has one, or none for another reason. */
export function noiseOf(row: DriftRow, { index, policy }: Portfolio): string | null {
  if (row.verdict !== 'no-verdict' || row.value === null) return null;
  const tier = index.systems.get(row.system)?.risk_tier ?? null;
  const stated = asRecord(index.items.get(row.monitor ?? '')?.data)?.['minimum_n'];
  const minimum = minimumSample(
    Math.max(2, row.bins ?? 0),
    tier === null ? null : policy.tiers[tier].minimum_sample,
    typeof stated === 'number' ? stated : null,
  );
  const { n_ref, n_cur, noise_floor, interval } = row;
  const few = [n_cur, n_ref].find((n) => n !== null && n < minimum);
  if (few !== undefined && few !== null)
    return `${count(few, 'row')} ${few === 1 ? 'is' : 'are'} below the minimum of ${minimum}`;
  if (noise_floor !== null && row.value <= noise_floor)
    return `that is no more than the noise floor of ${shown(noise_floor)} for ${n_ref} and ${n_cur} rows`;
  if (interval !== null && interval.lower <= 0 && interval.upper >= 0)
    return `its 95 % interval from ${shown(interval.lower)} to ${shown(interval.upper)} holds 0`;
  return null;
}

const relatedTo = (row: DriftRow, { index }: Portfolio) => {
  const evidence = index.evidence.get(row.evidence);
  return evidence ? [{ at: evidence.at, message: `the readings are in ${code(evidence.id)}` }] : [];
};
