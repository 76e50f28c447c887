/** One row for each system: purpose, tier, readiness, drift, next date, findings. */
import { byText, compareText } from '../../core/compare.ts';
import type { CalendarDate } from '../../core/date.ts';
import { countFindings, type FindingCounts } from '../../core/finding.ts';
import { ofSystem, once } from '../../core/once.ts';
import { tierNumber } from '../../core/policy.ts';
import type { DriftRow, Portfolio, System } from '../../core/portfolio.ts';
import { sayAgainst, sayCount } from '../../evidence/drift/words.ts';
import { plainWords } from '../../ui/markdown.ts';
import { firstSentence, humanise, type DriftVerdict } from '../../ui/words.ts';
import { batchName } from './drift.ts';
import { formatNumber } from './numbers.ts';
import { textAt } from './fields.ts';
import { reviewsOf } from './imprint.ts';
import { glanced } from './reported.ts';
import { readiness, slotsOf, type Slot } from './slots.ts';

export interface SystemRow {
  system: System;
  purpose: string | null;
  sector: string | null;
  stage: string;
  version: string | null;
  slots: Slot[];
  ready: { approved: number; of: number };
  drift: DriftGlance | null;
  next: CalendarDate | null;
  findings: FindingCounts;
}

export interface DriftGlance {
  verdict: DriftVerdict;
  note: string;
  batch: string;
  /** The worst feature of the last batch, over time, with its limits. */
  series: (number | null)[];
  amber: number | null;
  red: number | null;
}

/** The systems in the order a board cares: those that run first, the most rigorous tier first, then by name. */
export const sortSystems = (systems: readonly System[]): System[] =>
  [...systems].sort(
    (a, b) =>
      Number(isPast(a)) - Number(isPast(b)) ||
      tierOrder(a) - tierOrder(b) ||
      byText<System>((system) => system.title)(a, b),
  );

/** Whether a system was never built, or runs no more. */
const isPast = (system: System): boolean =>
  system.lifecycle_stage === 'not-built' || system.lifecycle_stage === 'retired';

const tierOrder = (system: System): number => (system.risk_tier === null ? 9 : tierNumber(system.risk_tier));

/** What the list of systems shows. */
export const systemRows = once((portfolio: Portfolio): SystemRow[] =>
  sortSystems(portfolio.systems).map((system) => {
    const slots = slotsOf(system, portfolio);
    const data = system.profile?.data;
    return {
      system,
      purpose: firstSentence(purposeOf(system)),
      sector: textAt(data, 'sector') ?? textAt(data, 'domain'),
      stage: system.lifecycle_stage === null ? 'No stage stated' : humanise(system.lifecycle_stage),
      version: textAt(data, 'production_version') ?? textAt(data, 'version'),
      slots,
      ready: readiness(slots),
      drift: driftGlance(glanced(ofSystem(portfolio.drift, system.id))),
      next: nextReview(system, portfolio),
      findings: countFindings([...ofSystem(portfolio.findings, system.id)]),
    };
  }),
);

/** Systems on one page of their register. */
export const systemsPerPage = 16;

/** What a system is for, in its own words. */
export const purposeOf = (system: System): string | null =>
  plainWords(
    textAt(system.profile?.data, 'description') ?? textAt(system.profile?.data, 'intended_purpose') ?? '',
  ) || null;

/** The earliest next review of any of a system's papers. */
export function nextReview(system: System, portfolio: Portfolio): CalendarDate | null {
  const dates = [...system.artefacts, ...(system.profile ? [system.profile] : [])]
    .map((artefact) => reviewsOf(artefact, portfolio).next)
    .filter((date): date is CalendarDate => date !== null);
  return dates.sort(compareText)[0] ?? null;
}

const gravity: Record<DriftVerdict, number> = { red: 0, amber: 1, 'no-verdict': 2, stable: 3 };

/** What answers a red reading, by its local id. */
const answer = (row: DriftRow): string =>
  row.verdict !== 'red'
    ? ''
    : row.decision === null
      ? ', not decided'
      : `, decided by ${row.decision.slice(row.decision.indexOf('/') + 1)}`;

/** The worst verdict of the last batch, what nobody decided before what somebody did; `null` when nothing was measured. */
function driftGlance(rows: readonly DriftRow[]): DriftGlance | null {
  const batch = rows
    .map((row) => row.batch)
    .sort(compareText)
    .at(-1);
  if (batch === undefined) return null;
  const last = rows.filter((row) => row.batch === batch);
  const worst = [...last].sort(
    (a, b) =>
      gravity[a.verdict] - gravity[b.verdict] ||
      Number(a.decision !== null) - Number(b.decision !== null) ||
      (b.value ?? 0) - (a.value ?? 0) ||
      compareText(a.feature, b.feature),
  )[0];
  if (!worst) return null;
  const note =
    worst.verdict === 'no-verdict'
      ? `n ${sayCount(worst.n_cur)} in ${batchName(batch)}`
      : `${worst.feature} ${formatNumber(worst.value, 2)}${sayAgainst(worst)} in ${batchName(batch)}` +
        answer(worst);
  const own = rows
    .filter(
      (row) =>
        row.feature === worst.feature && row.method === worst.method && row.baseline === worst.baseline,
    )
    .sort((a, b) => compareText(a.batch, b.batch));
  return {
    verdict: worst.verdict,
    note,
    batch,
    series: own.map((row) => (row.verdict === 'no-verdict' ? null : row.value)),
    amber: worst.amber,
    red: worst.threshold,
  };
}
