/** What a thing carries and what falls with it, as pages say it. */
import { carriedBy } from '../../core/carried.ts';
import type { Cell, CellState } from '../../core/cell.ts';
import { losesEvidence, type CellChange } from '../../core/cells-without.ts';
import { impactOf, type Impact } from '../../core/impact.ts';
import type { Catalogue } from '../../core/obligation.ts';
import { once } from '../../core/once.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { thingWord } from '../../core/thing.ts';
import { evidencedShare } from '../../core/totals.ts';
import { href } from '../../ui/href.ts';
import { count, number } from '../../ui/words.ts';
import { placeOf } from './ranking.ts';

const evidencedOf = once((portfolio: Portfolio) => evidencedShare(portfolio.cells).part);

/** A clause that a thing carries in a system. */
export interface Carried {
  cell: Cell;
  /** The state without the thing; `null` when it stays as it is. */
  after: CellState | null;
  /** Controls between the clause and the thing; of a control, those that stand beside it. */
  controls: string[];
  /** Whether the clause's own row names the thing, and no control. */
  direct: boolean;
}

/** What a thing carries between one framework and one system. */
export interface CarriedGroup {
  catalogue: Catalogue;
  system: System;
  rows: Carried[];
  /** How many of the rows become weaker or other. */
  falls: number;
}

/** Rows of such tables on one page, so that it stays a text page; the rest is counted by framework and system. */
const mostRows = 40;
/** What the heading and the frame of a table weigh, in rows. */
const frameRows = 2;
/** What the rows of the first table may take, bytes: rows with many controls are longer than others. */
const mostBytes = 28_000;
/** Controls that a row names; a clause may have any number of them. */
export const mostBeside = 6;
/** Clauses beyond those that are named, by reference alone; what is beyond these is counted. */
const mostNamed = 60;
/** Groups that are counted one by one; of the rest their number is said. */
const mostCounted = 24;

/** A thing's impact, laid out. */
export interface ImpactView {
  impact: Impact;
  /** `7 of 42 evidenced clauses fall if this is withdrawn`. */
  headline: string;
  /** `It carries 9 clauses of 2 frameworks`. */
  carries: string;
  /** What else loses its ground, in sentences. */
  effects: string[];
  /** What cites it as evidence and has no other that is valid. */
  alone: string[];
  /** Its place in the ranking, from 1; `null` when nothing falls with it. */
  place: number | null;
  shown: CarriedGroup[];
  /** Clauses of the first group that its table has no room for. */
  further: NamedRows;
  /** Groups without a table. */
  counted: (CarriedGroup & NamedRows)[];
  /** Groups beyond those, which are not even named. */
  unnamed: CarriedGroup[];
}

/** Rows that are named as far as a page has room. */
export interface NamedRows {
  named: readonly Carried[];
  /** How many are not. */
  beyond: number;
}

/** Everything a page says of one thing's impact. */
export function impactView(portfolio: Portfolio, id: string): ImpactView {
  const impact = impactOf(portfolio, id);
  const groups = groupsOf(portfolio, impact);
  const { shown, further, rest } = cut(groups, portfolio);
  let room = mostNamed;
  const named = (rows: readonly Carried[]): NamedRows => {
    const some = rows.slice(0, room);
    room -= some.length;
    return { named: some, beyond: rows.length - some.length };
  };
  return {
    impact,
    headline: fallsHeadline(portfolio, impact.cells),
    carries: carriesHeadline(groups),
    effects: effectsOf(impact),
    alone: impact.resting.filter(({ left }) => left === 0).map((one) => one.id),
    place: placeOf(portfolio).get(id) ?? null,
    shown,
    further: named(further),
    counted: rest.slice(0, mostCounted).map((group) => ({ ...group, ...named(group.rows) })),
    unnamed: rest.slice(mostCounted),
  };
}

function fallsHeadline(portfolio: Portfolio, cells: readonly CellChange[]): string {
  const lost = cells.filter(losesEvidence).length;
  if (cells.length === 0) return 'No clause falls if this is withdrawn';
  if (lost === 0)
    return `${count(cells.length, 'clause weakens', 'clauses weaken')} if this is withdrawn, none of them evidenced today`;
  const whole = evidencedOf(portfolio);
  const more = cells.length - lost;
  return (
    `${number(lost)} of ${count(whole, 'evidenced clause')} ${lost === 1 ? 'falls' : 'fall'} if this is withdrawn` +
    (more > 0 ? `, and ${number(more)} more ${more === 1 ? 'weakens' : 'weaken'}` : '')
  );
}

function carriesHeadline(groups: readonly CarriedGroup[]): string {
  const clauses = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const frameworks = new Set(groups.map((group) => group.catalogue)).size;
  const systems = new Set(groups.map((group) => group.system)).size;
  if (clauses === 0) return 'It carries no clause';
  return (
    `It carries ${count(clauses, 'clause')} of ${count(frameworks, 'framework')}` +
    (systems > 1 ? `, in ${count(systems, 'system')}` : '')
  );
}

/** The cells whose proof names the thing, by framework and system in the portfolio's order. */
function groupsOf(portfolio: Portfolio, impact: Impact): CarriedGroup[] {
  const { id } = impact.node;
  const after = new Map(impact.cells.map((one) => [one.before, one.after?.state ?? null]));
  const groups = Map.groupBy(
    carriedBy(portfolio.cells).get(id) ?? [],
    (cell) => `${cell.obligation.slice(0, cell.obligation.indexOf(':'))}\n${cell.system}`,
  );
  return portfolio.catalogues.flatMap((catalogue) =>
    portfolio.systems.flatMap((system) => {
      const cells = groups.get(`${catalogue.id}\n${system.id}`);
      if (!cells) return [];
      const rows = cells.map((cell): Carried => {
        const changed = after.get(cell) ?? null;
        const controls = controlsOn(cell, id);
        return {
          cell,
          after: changed === cell.state ? null : changed,
          controls: controls.length > 0 ? controls : cell.controls.filter((one) => one !== id),
          direct: impact.node.type !== 'control' && controls.length === 0,
        };
      });
      return [{ catalogue, system, rows, falls: rows.filter((row) => row.after !== null).length }];
    }),
  );
}

/** The controls on the ways from a cell's clause to a thing below them. */
function controlsOn(cell: Cell, id: string): string[] {
  const controls = new Set<string>();
  for (const step of cell.steps) {
    if (step.id !== id) continue;
    for (let at = step.parent; at !== null; at = cell.steps[at]?.parent ?? null) {
      const above = cell.steps[at];
      if (above?.type === 'control' && above.id !== null) controls.add(above.id);
    }
  }
  return [...controls];
}

/** As many whole groups as fit on a page; the first is cut when it alone does not. */
function cut(
  groups: readonly CarriedGroup[],
  portfolio: Portfolio,
): {
  shown: CarriedGroup[];
  further: readonly Carried[];
  rest: CarriedGroup[];
} {
  let room = mostRows;
  let bytes = mostBytes;
  let fitting = 0;
  for (const group of groups) {
    const weight = group.rows.length + frameRows;
    // Rows are only weighed where there is room for them: a thing may carry thousands.
    if (fitting > 0 && (weight > room || rowsWithin(group.rows, bytes, portfolio) < group.rows.length)) break;
    room -= weight;
    bytes -= group.rows.slice(0, mostRows).reduce((sum, row) => sum + rowBytes(row, portfolio), 0);
    fitting += 1;
  }
  const [first, ...more] = groups.slice(0, fitting);
  if (!first) return { shown: [], further: [], rest: [] };
  const fit = rowsWithin(first.rows.slice(0, mostRows - frameRows), mostBytes, portfolio);
  return {
    shown: [{ ...first, rows: first.rows.slice(0, fit) }, ...more],
    further: first.rows.slice(fit),
    rest: groups.slice(fitting),
  };
}

/** How many of the first rows fit a number of bytes; one always does. */
function rowsWithin(rows: readonly Carried[], bytes: number, portfolio: Portfolio): number {
  let left = bytes;
  const end = rows.findIndex((row, i) => (left -= rowBytes(row, portfolio)) < 0 && i > 0);
  return end < 0 ? rows.length : end;
}

/** About what a row takes of a page, bytes: every link repeats the base path. */
function rowBytes({ cell, controls }: Carried, { index }: Portfolio): number {
  const base = href('/').length;
  const title = (id: string): number => Buffer.byteLength(index.nodes.get(id)?.title ?? '');
  const links = controls
    .slice(0, mostBeside)
    .reduce((sum, id) => sum + base + 90 + 2 * id.length + title(id), 0);
  return 440 + base + 2 * cell.obligation.length + title(cell.obligation) + links;
}

function effectsOf({
  node,
  claims,
  readings,
  unjudged,
  undecided,
  reopened,
  resting,
  links,
}: Impact): string[] {
  const alone = resting.filter(({ left }) => left === 0).length;
  const features = new Set(readings.map((row) => row.feature)).size;
  const dangling = new Set(
    links.filter((link) => link.type !== 'evidenced-by').map((link) => `${link.from} ${link.type}`),
  ).size;
  const sentences: [number, string][] = [
    [
      claims.length,
      `${count(claims.length, 'number')} in prose would lose ${claims.length === 1 ? 'its' : 'their'} proof.`,
    ],
    [
      readings.length,
      `${count(readings.length, 'drift reading')} of ${count(features, 'feature')} would have no source.`,
    ],
    [
      unjudged.length,
      `${count(unjudged.length, 'drift reading')} would have no monitor that judges ${unjudged.length === 1 ? 'it' : 'them'}.`,
    ],
    [
      undecided.length,
      `${count(undecided.length, 'reading')} over red would have no decision that answers ${undecided.length === 1 ? 'it' : 'them'}.`,
    ],
    [
      reopened.length,
      `${count(reopened.length, 'settled breach', 'settled breaches')} would be open again, and what rests on ${reopened.length === 1 ? 'it' : 'them'} suspect.`,
    ],
    [
      resting.length,
      `${count(resting.length, 'thing cites', 'things cite')} it as evidence` +
        (alone === 0 ? '.' : `, ${number(alone)} of them nothing else that is valid:`),
    ],
    [
      node.type === 'evidence' ? 0 : dangling,
      `${count(dangling, 'link')} from elsewhere would lead nowhere.`,
    ],
  ];
  return sentences.filter(([n]) => n > 0).map(([, text]) => text);
}

/** How many cells of other systems change when a system goes with all it holds. */
export const weakenedElsewhere = (portfolio: Portfolio, system: string): number =>
  impactOf(portfolio, system).cells.filter((one) => one.before.system !== system).length;

/** What rests on an item that carries no page of its own: `2 monitors, 1 failure mode`; `null` for nothing. */
export function restingOn(portfolio: Pick<Portfolio, 'index' | 'cells'>, id: string): string | null {
  const from = new Set((portfolio.index.linksTo.get(id) ?? []).map((link) => link.from));
  const kinds = Map.groupBy(
    [...from]
      .flatMap((one) => portfolio.index.nodes.get(one) ?? [])
      .filter((node) => node.type === 'item' || node.type === 'control'),
    thingWord,
  );
  const clauses = (carriedBy(portfolio.cells).get(id) ?? []).length;
  const parts = [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, nodes]) => count(nodes.length, word));
  if (clauses > 0) parts.unshift(count(clauses, 'clause'));
  return parts.length === 0 ? null : parts.join(', ');
}
