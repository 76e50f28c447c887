import { losesEvidence, type CellChange } from '../core/cells-without.ts';
import type { Impact } from '../core/impact.ts';
import type { Link } from '../core/link.ts';
import type { DriftRow, Node, Portfolio } from '../core/portfolio.ts';
import type { SinglePoint } from '../core/single-points.ts';
import { thingWord } from '../core/thing.ts';
import { evidencedShare } from '../core/totals.ts';
import { capitalised, count } from '../core/words.ts';
import { ansi, list, pad, plain, type Style } from './lists-text.ts';
import { printable } from './printable.ts';
import { textWidth, wrap } from './width.ts';

export interface ImpactTextOptions {
  /** Whether to write ANSI codes; off by default. */
  colour?: boolean;
  /** Columns of the terminal; 100 by default. */
  width?: number;
}

/** An impact for people: each cell before and after with the reason, then what else loses its ground. */
export function impactText(
  portfolio: Portfolio,
  impact: Impact,
  { colour = false, width = 100 }: ImpactTextOptions = {},
): string {
  const style = colour ? ansi : plain;
  const { node } = impact;
  const blocks = [
    [
      style.bold(printable(`${thingWord(node)} ${node.id}: ${node.title}`)),
      ...wrap(verdict(portfolio, impact), width),
    ],
    ...[...Map.groupBy(impact.cells, (one) => one.before.system)].map(([system, cells]) =>
      changesOf(system, cells, width, style),
    ),
    list(
      'Its proof names it, and its state stays',
      impact.holding,
      (cell) => `${cell.system}  ${cell.obligation}  ${cell.state}`,
      style,
    ),
    list(
      'Numbers in prose that lose what they are read from',
      impact.claims,
      ({ claim, after }) =>
        `${claim.file}:${claim.line}:${claim.column}  ${claim.text}  ${claim.state} → ${after}`,
      style,
    ),
    list('Drift readings taken from it', bySeries(impact.readings), seriesLine, style),
    list(
      'Drift readings that lose the monitor that judges them',
      bySeries(impact.unjudged),
      seriesLine,
      style,
    ),
    list(
      'Red readings that lose the decision that answers them',
      bySeries(impact.undecided),
      seriesLine,
      style,
    ),
    list(
      'Breaches that are settled no more',
      impact.reopened,
      ({ key, feature }) => (feature === null ? key : `${key}  ${feature}`),
      style,
    ),
    list('Cites it as evidence', impact.resting, ({ id, left }) => `${id}  ${leftWords(left)}`, style),
    list(
      'Other links that lead to it',
      otherLinks(impact),
      ({ from, type, to, state }) => `${from} ${type} ${to}  ${state}`,
      style,
    ),
  ];
  return (
    blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'))
      .join('\n\n') + '\n'
  );
}

function verdict(portfolio: Portfolio, { cells, holding }: Impact): string {
  const lost = cells.filter(losesEvidence).length;
  const evidenced = evidencedShare(portfolio.cells).part;
  const gone = cells.filter((one) => one.after === null).length;
  const parts = [
    cells.length === 0 ? 'no cell changes' : `${count(cells.length, 'cell changes', 'cells change')}`,
    evidenced === 0 ? 'none is evidenced today' : `${lost} of ${count(evidenced, 'evidenced cell')} lost`,
    ...(gone > 0 ? [`${gone} no longer held`] : []),
    ...(holding.length > 0
      ? [`${count(holding.length, 'that rests on it keeps its state', 'that rest on it keep their state')}`]
      : []),
  ];
  return `If it is withdrawn: ${parts.join(', ')}, as of ${portfolio.as_of}.`;
}

function changesOf(system: string, cells: readonly CellChange[], width: number, style: Style): string[] {
  const room = Math.max(...cells.map((one) => textWidth(one.before.obligation)));
  return [
    style.bold(printable(system)),
    ...cells.flatMap(({ before, after }) => [
      `  ${pad(printable(before.obligation), room)}  ${before.state} → ${after?.state ?? 'no longer held'}`,
      ...(after === null
        ? []
        : wrap(printable(after.reason), width - 4).map((one) => style.dim(`    ${one}`))),
    ]),
  ];
}

/** What a thing is, to begin a sentence. */
const Word = (node: Node): string => capitalised(thingWord(node));

/** What the ranking says first, without a full stop: who carries most, of how many, and whether alone. */
export function pointsHeadline(portfolio: Pick<Portfolio, 'cells'>, points: readonly SinglePoint[]): string {
  const [first] = points;
  if (first === undefined) return 'No cell falls with one thing alone';
  const { node, evidenced, falls } = first;
  if (evidenced === 0)
    return `No evidenced clause falls with one thing alone; ${thingWord(node)} \`${node.local}\` weakens ${count(falls.length, 'clause')}`;
  const carries = `${Word(node)} \`${node.local}\` carries ${evidenced} of ${count(evidencedShare(portfolio.cells).part, 'evidenced clause')}`;
  const equals = points.filter((one) => one.evidenced === evidenced).length - 1;
  return equals === 0
    ? `${carries}: the largest single point of failure`
    : `${carries}, and ${count(equals, 'other thing carries', 'other things carry')} as many`;
}

/** The ranking for people: what falls with each thing, the hardest fall last. */
export function singlePointsText(
  portfolio: Portfolio,
  points: readonly SinglePoint[],
  { colour = false, width = 100, shown = points.length }: ImpactTextOptions & { shown?: number } = {},
): string {
  const style = colour ? ansi : plain;
  if (points.length === 0) return `${pointsHeadline(portfolio, points)}, as of ${portfolio.as_of}.\n`;
  const rows = points
    .slice(0, shown)
    .map(({ node, evidenced: lost, falls }) => [
      String(lost),
      String(falls.length),
      printable(node.id),
      thingWord(node),
      worst(falls[0]!, node.system),
    ]);
  const header = ['evidenced', 'weakened', 'thing', 'what', 'hardest fall'];
  const rooms = header.map((name, i) => Math.max(textWidth(name), ...rows.map((row) => textWidth(row[i]!))));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((text, i) => (i < 2 ? text.padStart(rooms[i]!) : pad(text, rooms[i]!)))
      .join('  ')
      .trimEnd();
  const rest = points.length - rows.length;
  const foot =
    (rest > 0
      ? `${rows.length} of ${points.length} things; --all lists the rest`
      : count(points.length, 'thing')) + `, as of ${portfolio.as_of}`;
  return [
    ...wrap(printable(`${pointsHeadline(portfolio, points)}.`), width),
    '',
    style.dim(lineOf(header)),
    ...rows.map(lineOf),
    '',
    foot,
    '',
  ].join('\n');
}

const worst = ({ before, after }: CellChange, system: string | null): string =>
  `${before.system === system ? '' : `${before.system} `}${before.obligation}: ${before.state} → ${after?.state ?? 'no longer held'}`;

interface Series {
  system: string;
  feature: string;
  method: string;
  baseline: string | undefined;
  rows: DriftRow[];
}

const bySeries = (rows: readonly DriftRow[]): Series[] =>
  [
    ...Map.groupBy(rows, (row) => [row.system, row.feature, row.method, row.baseline].join('\n')).values(),
  ].map((same) => ({
    system: same[0]!.system,
    feature: same[0]!.feature,
    method: same[0]!.method,
    baseline: same[0]!.baseline,
    rows: same,
  }));

const seriesLine = ({ system, feature, method, baseline, rows }: Series): string =>
  `${system}  ${feature}  ${method}${baseline === undefined ? '' : ` against ${baseline}`}  ${count(rows.length, 'batch', 'batches')}`;

/** Links that are no evidence, each pair and type once: a page may cite a thing many times. */
const otherLinks = ({ links }: Impact): Link[] => [
  ...new Map(
    links
      .filter((link) => link.type !== 'evidenced-by')
      .map((link) => [[link.from, link.type, link.to].join('\n'), link]),
  ).values(),
];

const leftWords = (left: number): string =>
  left === 0
    ? 'and no other that is valid'
    : `and ${count(left, 'other that is valid', 'others that are valid')}`;
