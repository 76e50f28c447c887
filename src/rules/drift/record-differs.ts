import type { Breach } from '../../core/breach.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { isSameValue } from '../../kinds/drift-governance/breach-words.ts';
import { code } from '../../kinds/words.ts';
import { againstWords, breachSpot, readingDetail, shown } from '../breach-words.ts';
import { noiseOf } from './noise-as-signal.ts';
import { ownReadings } from '../own-reading.ts';

export const rule = defineRule({
  id: 'drift/record-differs',
  severity: 'error',
  what: 'A breach on record is not what the evidence holds: another value, another limit that was crossed, or none.',
  why: 'Somebody decided on the figure on record. If the evidence says otherwise, either the decision rests on a wrong number or the evidence was produced again without anybody looking at what had been decided on it.',
  fix: 'Correct the breach, or say in its `note` what changed in the evidence since and whether the decision still stands.',
  source: 'Review practice X5 and X7: a document and its numbers agree',
  *check(portfolio) {
    const own = ownReadings(portfolio);
    for (const breach of portfolio.breaches) {
      for (const row of own.get(breach) ?? []) {
        const words = differenceOf(breach, row, portfolio);
        if (words === null) continue;
        const evidence = portfolio.index.evidence.get(row.evidence);
        yield {
          message: `breach ${code(breach.record!)} of ${code(row.feature)} in ${code(row.batch)} ${words}`,
          at: breachSpot(portfolio, breach),
          subject: breach.record!,
          detail: readingDetail(row),
          related: evidence ? [{ at: evidence.at, message: `the readings are in ${code(evidence.id)}` }] : [],
          fix: 'correct the breach, or say in its `note` what changed in the evidence since',
        };
        break;
      }
    }
  },
});

function differenceOf(breach: Breach, row: DriftRow, portfolio: Portfolio): string | null {
  const { value, severity } = portfolio.index.items.get(breach.record!)?.data ?? {};
  const reading = `${row.method}${againstWords(row)} ${shown(row.value)}`;
  if (breach.match === 'contradicted') {
    if (noiseOf(row, portfolio) !== null) return null;
    return row.verdict === 'stable'
      ? `is on record, and the evidence reads ${reading}, which is over no limit`
      : `is on record, and its reading in the evidence (${reading}) has no verdict`;
  }
  if (breach.match === 'differs' && typeof severity === 'string')
    return `is recorded as ${severity}, and the evidence reads ${reading}, which is ${row.verdict}`;
  if (typeof value === 'number' && row.value !== null && !isSameValue(value, row.value))
    return `is recorded at ${value}, and the evidence reads ${reading}`;
  return null;
}
