/** What a validation report says, looked up and judged on the as-of date: for its page and for the rules. */
import type { Artefact, Item } from '../../core/artefact.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import { asText } from '../../core/data.ts';
import { daysBetween, isPast, type CalendarDate } from '../../core/date.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { besideHeld, heldAt } from '../../evidence/claims.ts';
import { conditionsIn, type Condition } from '../conditions.ts';
import { artefactsOf } from '../rows.ts';
import { findingSeverities, type FindingSeverity, type ValidationFinding } from './validation-finding.ts';
import { judge, type Judged, type Measured } from './judge.ts';
import type { ValidationCondition, ValidationReport } from './schema.ts';
import type { Outcome, ValidationTest } from './validation-test.ts';

/** A test with its result looked up and judged. */
export interface Tested {
  item: Item;
  row: ValidationTest;
  measured: Measured;
  /** Where the result stands; `null` for one that was typed, and without any. */
  evidence: Evidence | null;
  computed: Judged;
  /** What counts: computed where it can be, else as it was recorded. `null` where nothing is known. */
  outcome: Outcome | null;
  /** Whether the record says what was computed; `null` where one of the two is not known. */
  agrees: boolean | null;
  /** The first day on which the result could be known: of the run, or of the evidence if that is older. */
  known_on: CalendarDate | null;
}

/** A finding on the as-of date. */
export interface Found {
  item: Item;
  row: ValidationFinding;
  open: boolean;
  late: boolean;
  /** Days from the day it was raised to the day it was closed, else to the as-of date; `null` without the day. */
  age: number | null;
}

type Graph = Pick<Portfolio, 'index' | 'breaches'>;

/** The tests of a report, in its order. */
export const testsOf = (artefact: Artefact, portfolio: Graph): Tested[] =>
  itemsOf<ValidationTest>(artefact, 'validation-test').map(({ item, row }) => {
    const { result } = row;
    const held = typeof result === 'object' ? heldAt(result.from, artefact.system, portfolio) : null;
    const value = typeof result === 'number' ? result : typeof held?.value === 'number' ? held.value : null;
    const beside = (name: string): number | null =>
      held === null || value === null ? null : besideHeld(held, name);
    const measured = { value, lower: beside('ci_lower'), upper: beside('ci_upper'), n: beside('n') };
    const computed: Judged =
      row.operator === undefined || row.threshold === undefined
        ? { outcome: null, why: 'no threshold is stated' }
        : judge(measured, {
            operator: row.operator,
            threshold: row.threshold,
            to: row.threshold_to ?? null,
            by: row.judged_by ?? 'value',
            minimum_n: row.minimum_n ?? null,
          });
    const captured = held?.evidence?.captured_at ?? null;
    return {
      item,
      row,
      measured,
      evidence: held?.evidence ?? null,
      computed,
      outcome: row.outcome === 'not-run' ? 'not-run' : (computed.outcome ?? row.outcome ?? null),
      agrees:
        row.outcome === undefined || computed.outcome === null ? null : row.outcome === computed.outcome,
      known_on: [row.run_on, captured].filter((one) => one != null).sort(compareText)[0] ?? null,
    };
  });

/** The findings of a report: open ones first, gravest first, then by the date they are due; undated before all. */
export const findingsOf = (artefact: Pick<Artefact, 'items'>, asOf: CalendarDate): Found[] =>
  itemsOf<ValidationFinding>(artefact, 'validation-finding')
    .map(({ item, row }) => {
      const closedLater = row.closed_on !== undefined && row.closed_on > asOf;
      const open = isOpenStatus(row.status) || (row.status === 'closed' && closedLater);
      const until = !open && row.closed_on !== undefined ? row.closed_on : asOf;
      return {
        item,
        row,
        open,
        late: open && row.due !== undefined && isPast(row.due, asOf),
        age: row.raised_on === undefined ? null : daysBetween(row.raised_on, until),
      };
    })
    .sort(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        rank(a.row.severity) - rank(b.row.severity) ||
        compareText(a.row.due ?? '', b.row.due ?? '') ||
        compareNatural(a.item.local, b.item.local),
    );

/** A finding without a status is open: silence closes nothing. */
const isOpenStatus = (status: ValidationFinding['status']): boolean =>
  status === undefined || status === 'open' || status === 'remediating';

/** A finding without a severity stands before all: it may be the gravest. */
const rank = (severity: FindingSeverity | undefined): number =>
  severity === undefined ? -1 : findingSeverities.indexOf(severity);

/** The conditions of a report, open ones first. */
export const conditionsOf = (
  artefact: Pick<Artefact, 'items'>,
  asOf: CalendarDate,
): Condition<ValidationCondition>[] => conditionsIn(artefact, 'validation-condition', asOf);

/** Who developed what was validated: as the report says, else as the profile of its system does. */
export const developerOf = (
  { system }: Pick<Artefact, 'system'>,
  { developer }: ValidationReport,
  { index }: Pick<Portfolio, 'index'>,
): string | null =>
  developer ?? (system === null ? null : asText(index.systems.get(system)?.profile?.data['model_developer']));

/** A report with its fields. */
export interface Report {
  artefact: Artefact;
  data: ValidationReport;
}

/** Work in hand: what it says is no opinion yet. */
const isAhead = ({ data }: Artefact): boolean => data['status'] === 'draft' || data['status'] === 'in-review';

/** The latest report of each system that is completed on the as-of date and no draft; equal dates by id. */
export function latestReports(portfolio: Portfolio): Map<string, Report> {
  const latest = new Map<string, Report>();
  for (const report of artefactsOf<ValidationReport>(portfolio, 'validation-report')) {
    const { system } = report.artefact;
    const on = report.data.completed_on;
    if (system === null || on === undefined || on > portfolio.as_of || isAhead(report.artefact)) continue;
    const other = latest.get(system);
    if (other === undefined || compareText(other.data.completed_on!, on) <= 0) latest.set(system, report);
  }
  return latest;
}

const itemsOf = <T>(artefact: Pick<Artefact, 'items'>, kind: string): { item: Item; row: T }[] =>
  artefact.items.filter((item) => item.kind === kind).map((item) => ({ item, row: item.data as T }));
