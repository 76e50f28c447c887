// What the drift charts say: findings, methods and alternatives, composed from the rows.
import type { CalendarDate } from '../core/date.ts';
import type { DriftRow } from '../core/portfolio.ts';
import { methods } from '../evidence/drift/methods.ts';
import { sayAgainst, sayCount, sayValue } from '../evidence/drift/words.ts';
import { fixed, whole, counted } from '../evidence/format.ts';
import { batchName } from './batch.ts';
import { plain, type Rich } from './rich.ts';

/** A decision that a chart marks: its day as a vertical, its name in the finding. */
export interface DecisionMark {
  /** Qualified id, as drift rows name it. */
  id: string;
  label: string;
  date: CalendarDate;
  /** What was decided, in a few words. */
  note?: string | null;
  href?: string | null;
}

/** A limit as documents write it: `0.25`, `0.1` as `0.10`. */
export const limit = (value: number): string =>
  fixed(value, Math.max(2, String(value).split('.')[1]?.length ?? 0));

const pNames = new Set(methods.filter((one) => one.is_p).map((one) => one.name));

/** Whether the value of a reading is a p. */
export const isP = ({ method }: Pick<DriftRow, 'method'>): boolean => pNames.has(method);

/** How one says that a reading is past a limit, and that it is not: over and under, or the reverse. */
export const sideWords = ({
  direction,
}: Pick<DriftRow, 'direction'>): { past: string; short: string; isBelow: boolean } =>
  direction === 'below'
    ? { past: 'under', short: 'over', isBelow: true }
    : { past: 'over', short: 'under', isBelow: false };

/** What a verdict says of a reading, in words. */
export const verdictWords = (row: Pick<DriftRow, 'direction' | 'verdict'>): string =>
  row.verdict === 'no-verdict'
    ? 'no verdict'
    : row.verdict === 'stable'
      ? 'stable'
      : `${sideWords(row).past} ${row.verdict}`;

/** A reading of a drift statistic, three decimals. */
export const reading = (value: number | null): string => (value === null ? 'no value' : fixed(value, 3));

/** The rows since which a verdict has held without a break, newest last; empty when the newest has another. */
function episode(rows: readonly DriftRow[], verdict: DriftRow['verdict']): DriftRow[] {
  const from = rows.findLastIndex((row) => row.verdict !== verdict) + 1;
  return rows.slice(from);
}

/** The finding of one feature over time: what is open first, then what was crossed, then what holds now. */
export function driftTimeFinding(
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[] = [],
  say: (value: number) => string = limit,
): Rich {
  const last = rows.at(-1);
  if (last === undefined) return ['There is no reading to show'];
  const name = { code: last.feature };
  const against = sayAgainst(last);
  const { past, short } = sideWords(last);
  const red = last.threshold === null ? 'red' : `red (${say(last.threshold)})`;
  const open = rows.filter((row) => row.verdict === 'red' && row.decision === null);
  if (open.length > 0) {
    const many = open.length === 1 ? '' : ` in ${open.length} batches, first`;
    return [
      name,
      `${against} crossed ${red}${many} in ${batchName(open[0]!.batch)}, and no decision answers it`,
    ];
  }
  const crossed = rows.filter((row) => row.verdict === 'red');
  if (crossed.length > 0) {
    const first = crossed[0]!;
    const back = last.verdict === 'stable' ? '; it is stable again' : '';
    const answer = answerOf(first.decision!, decisions);
    return [name, `${against} crossed ${red} in ${batchName(first.batch)}, decided by `, answer, back];
  }
  const judged = rows.filter((row) => row.verdict !== 'no-verdict');
  if (judged.length === 0) return [name, `${against} has no reading that can be judged`];
  const watched = episode(rows, 'amber');
  if (watched.length > 0) {
    return [
      name,
      `${against} has been ${past} amber (${say(last.amber!)}) since ${batchName(watched[0]!.batch)}`,
    ];
  }
  const amber = rows.filter((row) => row.verdict === 'amber');
  if (amber.length > 0) {
    const times = amber.length === 1 ? 'once' : `${amber.length} times`;
    return [name, `${against} was ${past} amber ${times}, last in ${batchName(amber.at(-1)!.batch)}`];
  }
  const under = last.amber ?? last.threshold;
  const limits = under === null ? 'its limits' : say(under);
  return [
    name,
    judged.length === 1
      ? `${against} was ${short} ${limits} in the one judged batch`
      : `${against} stayed ${short} ${limits} in all ${judged.length} judged batches`,
  ];
}

/** The name of a decision within its system. */
export const decisionName = (id: string, decisions: readonly DecisionMark[]): string =>
  decisions.find((one) => one.id === id)?.label ?? id.slice(id.indexOf('/') + 1);

function answerOf(id: string, decisions: readonly DecisionMark[]): Rich[number] {
  const text = decisionName(id, decisions);
  const href = decisions.find((one) => one.id === id)?.href;
  return href ? { text, href } : text;
}

/** A zero rule as drift rows name it, in words. */
const zeroWords = (rule: string): string =>
  rule.startsWith('clip ') ? `shares clipped at ${rule.slice(5)}` : `empty bins by the rule \`${rule}\``;

/** The least and the most of some numbers of rows or bins; `unknown` where one of them is. */
export const range = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return sayCount(null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return low === high ? whole(low) : `${whole(low)} to ${whole(high)}`;
};

/** Measure, method, bins and n of a set of readings, in two or three sentences. */
export function driftMethod(rows: readonly DriftRow[]): string {
  const first = rows[0];
  if (first === undefined) return 'No readings.';
  const bins = range(rows.map((row) => row.bins));
  const against = sayAgainst(first) || ' against the reference';
  const method =
    first.method === 'PSI'
      ? `PSI${against}, ${bins} bins, ${zeroWords(first.zero_rule)}`
      : `${first.method}${against}`;
  const small = rows.filter((row) => row.verdict === 'no-verdict' && row.monitor !== null).length;
  const unjudged =
    small === 0 ? '' : ` ${small} ${small === 1 ? 'reading has' : 'readings have'} no verdict.`;
  return `${method}. Reference n ${range(rows.map((row) => row.n_ref))}; batches n ${range(rows.map((row) => row.n_cur))}.${unjudged}`;
}

/** What the time chart shows, for those who do not see it. */
export function driftTimeAlt(rows: readonly DriftRow[], decisions: readonly DecisionMark[]): string {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return 'No readings.';
  const valued = rows.filter((row) => row.value !== null);
  if (valued.length === 0)
    return `No value of ${first.method} of ${first.feature}${sayAgainst(first)} in ${counted(rows.length, 'batch', 'batches')}.`;
  const { isBelow } = sideWords(last);
  const top = valued.reduce((best, row) => (row.value! > best.value! !== isBelow ? row : best));
  const span = `${batchName(first.batch)} to ${batchName(last.batch)}`;
  return `Line chart of ${first.method} of ${first.feature}${sayAgainst(first)}, ${counted(rows.length, 'batch', 'batches')}, ${span}. ${isBelow ? 'Lowest' : 'Highest'} ${sayValue(top)} in ${batchName(top.batch)}, last ${last.value === null ? reading(null) : sayValue(last)}. ${plain(driftTimeFinding(rows, decisions))}. The table holds every reading.`;
}

/** The finding of a heat map: how many readings are over a limit, and how many cannot be told from noise. */
export function driftHeatFinding(rows: readonly DriftRow[]): Rich {
  const judged = rows.filter((row) => row.verdict !== 'no-verdict');
  const against = sayAgainst(rows[0]);
  if (judged.length === 0) return [`None of ${counted(rows.length, 'reading')}${against} can be judged`];
  const over = (verdict: DriftRow['verdict']): number =>
    judged.filter((row) => row.verdict === verdict).length;
  const noise = judged.filter(isNoise).length;
  const open = judged.filter((row) => row.verdict === 'red' && row.decision === null).length;
  const undecided = open === 0 ? '' : open === over('red') ? ', undecided' : `, ${open} undecided`;
  return [
    `${over('red')} of ${counted(judged.length, 'reading')}${against} ${over('red') === 1 ? 'is' : 'are'} over red${undecided}, ${over('amber')} over amber; ${whole(noise)} cannot be told from noise`,
  ];
}

/** Whether a reading is no more than what is expected when nothing moved. */
export const isNoise = (row: DriftRow): boolean =>
  row.value !== null && row.noise_floor !== null && row.value <= row.noise_floor;

/** A reading in one line, for tooltips. */
export function readingLine(row: DriftRow): string {
  const noise = row.noise_floor === null ? '' : `, noise floor ${reading(row.noise_floor)}`;
  return `${batchName(row.batch)}: ${row.method} ${row.value === null ? reading(null) : sayValue(row)}, ${verdictWords(row)}, n ${sayCount(row.n_cur)}${noise}`;
}
