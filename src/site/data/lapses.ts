/** What lapses in the days ahead, as pages show it. */
import { ownersOf } from '../../core/cell-owners.ts';
import { byText, compareText } from '../../core/compare.ts';
import type { CalendarDate } from '../../core/date.ts';
import { grouping, once } from '../../core/once.ts';
import { lapsesWithin, type ComingLapse } from '../../core/lapses.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { longDate, shortDate } from '../../ui/dates.ts';
import { clauseName, count } from '../../ui/words.ts';
import { partedPages, slugOf, type PartedPage } from './parted.ts';
import { proofAddress } from './matrix-parts.ts';
import { sortSystems } from './systems.ts';

/** A coming lapse with what a row of it says. */
export interface LapseRow extends ComingLapse {
  id: string;
  /** `Art. 10(3) Representative data`. */
  title: string;
  /** Root-relative address of the proof. */
  address: string;
  systems: readonly string[];
  /** Parties that answer for the cell, by id. */
  owners: readonly string[];
}

/** What lapses within the policy's horizon, each with its words. */
export const lapseRows = once((portfolio: Portfolio): readonly LapseRow[] =>
  lapsesWithin(portfolio, portfolio.policy.horizon_days).map((lapse) => {
    const clause = portfolio.index.clauses.get(lapse.obligation);
    return {
      ...lapse,
      id: `${lapse.system} ${lapse.obligation}`,
      title: clause ? clauseName(clause) : lapse.obligation,
      address: proofAddress(portfolio, lapse),
      systems: [lapse.system],
      owners: ownersOf(portfolio, lapse.cell),
    };
  }),
);

const bySystem = grouping((row: LapseRow) => row.system);

/** What lapses in one system. */
export const lapsesOf = (portfolio: Portfolio, system: string): readonly LapseRow[] =>
  bySystem(lapseRows(portfolio), system);

/** The rows of one day, which fall together. */
export interface LapseDay {
  day: CalendarDate;
  rows: readonly LapseRow[];
  /** How many fall on that day, those included that are not shown. */
  total: number;
}

/**
 * Rows by day, the next first.
 * @param all the rows that those given are a part of, where a page shows some of them only.
 */
export const byDay = (rows: readonly LapseRow[], all: readonly LapseRow[] = rows): LapseDay[] =>
  [...Map.groupBy(rows, (row) => row.day)]
    .map(([day, these]) => ({
      day,
      rows: these,
      total: all.filter((row) => row.day === day).length,
    }))
    .sort(byText<LapseDay>(({ day }) => day));

/** `Lapses in 90 days`. */
export const lapsesTitle = ({ policy }: Pick<Portfolio, 'policy'>): string =>
  `Lapses in ${count(policy.horizon_days, 'day')}`;

/** How many obligations lose their proof, from when, and through how many files and waivers. */
export function lapsesHeadline(rows: readonly LapseRow[], { policy }: Pick<Portfolio, 'policy'>): string {
  const days = count(policy.horizon_days, 'day');
  if (rows.length === 0) return `Nothing lapses in the next ${days}`;
  const first = rows.map(({ day }) => day).reduce((a, b) => (compareText(a, b) <= 0 ? a : b));
  return `${count(rows.length, 'obligation lapses', 'obligations lapse')} in the next ${days} unless somebody acts, the first on ${longDate(first)}`;
}

/** The files and waivers that end, as a reader has to renew them: `8 pieces of evidence and 1 waiver have to be renewed.` */
export function lapsesStandfirst(rows: readonly LapseRow[]): string {
  const ends = new Map(rows.flatMap((row) => row.ends.map((one) => [`${one.type} ${one.id}`, one.type])));
  const of = (type: string): number => [...ends.values()].filter((one) => one === type).length;
  const parts = [
    of('evidence') > 0 && count(of('evidence'), 'piece of evidence', 'pieces of evidence'),
    of('waiver') > 0 && count(of('waiver'), 'waiver'),
  ].filter((part) => part !== false);
  if (parts.length === 0)
    return 'No evidence and no waiver that a clause rests on ends within the days the policy looks ahead.';
  const one = ends.size === 1;
  return `${parts.join(' and ')} ${one ? 'has' : 'have'} to be renewed. Computed by moving the day and nothing else: whatever is renewed before takes its rows from this list.`;
}

/** `due for renewal on 3 Dec 2026`: how something ends. */
export const endWords = ({ by, last }: ComingLapse['ends'][number]): string =>
  by === 'renewal' ? `due for renewal on ${shortDate(last)}` : `valid until ${shortDate(last)}`;

/** A page of lapses with its address below `/lapses/`. */
export interface LapsesPath {
  params: { page: string | undefined };
  props: { page: PartedPage<LapseRow> };
}

/** Every page of lapses: one while its rows fit, else a first one and some for each system. */
export const lapsesPaths = once((portfolio: Portfolio): LapsesPath[] =>
  partedPages(lapseRows(portfolio), sortSystems(portfolio.systems), bytesOf, 46_000).map((page) => ({
    params: { page: page.slug },
    props: { page },
  })),
);

/** The root-relative address of what lapses in a system; of a list that fits one page, that page narrowed to it. */
export const lapsesAddress = (portfolio: Portfolio, system: System): string =>
  lapsesPaths(portfolio).length > 1 ? `/lapses/${slugOf(system, 1)}/` : `/lapses/?system=${system.id}`;

/** About how many bytes a row takes, measured on built pages: the text as it is, and its markup. */
const bytesOf = ({ title, address, ends, owners }: LapseRow): number =>
  620 +
  Buffer.byteLength(title) +
  address.length +
  ends.reduce((sum, { title: end, id }) => sum + 150 + end.length + id.length, 0) +
  190 * owners.length;
