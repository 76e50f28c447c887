/** What falls if something is withdrawn: found by taking it out of the graph and computing again what rests on it. */
import type { Breach } from './breach.ts';
import type { Cell } from './cell.ts';
import { cellsWithout, namingAny, positions, type CellChange } from './cells-without.ts';
import { compareText } from './compare.ts';
import type { Link } from './link.ts';
import { grouping } from './once.ts';
import type { Claim, DriftRow, Node, Portfolio } from './portfolio.ts';
import { isInDoubt } from './suspect.ts';
import { withdrawnWith, type Withdrawn } from './withdraw.ts';

/** A number in prose that loses what it is read from. */
export interface ClaimChange {
  claim: Claim;
  after: Claim['state'];
}

/** Something whose proof goes. */
export interface Resting {
  /** Qualified id. */
  id: string;
  /** How many pieces of its evidence are valid besides. */
  left: number;
}

/** What happens to a portfolio when one thing is withdrawn. */
export interface Impact {
  node: Node;
  /** Cells whose state changes, in the portfolio's order. */
  cells: CellChange[];
  /** Cells whose proof names the thing and whose state stays: another control holds them, or they were weak before. */
  holding: Cell[];
  claims: ClaimChange[];
  /** Settled breaches that would be open questions again: what decided them is gone. */
  reopened: Breach[];
  /** Drift readings that were taken from it; an older file may hold some of them too. */
  readings: DriftRow[];
  /** Readings of the rest that lose the monitor that judges them. */
  unjudged: DriftRow[];
  /** Red readings of the rest that lose the decision that answers them. */
  undecided: DriftRow[];
  /** What cites it as evidence, by id. */
  resting: Resting[];
  /** The links that lead to it from elsewhere, in the state they would have. */
  links: Link[];
}

/**
 * What falls if a thing is withdrawn: an evidence file proves nothing any more, and of anything else nothing has
 * the id; a system goes with all that is in it. Only cells whose proof names the thing are computed cellsWithout, by the
 * function that computed them.
 * @throws {RangeError} when nothing has the id.
 */
export function impactOf(portfolio: Portfolio, id: string): Impact {
  const node = portfolio.index.nodes.get(id);
  if (!node) throw new RangeError(`nothing has the id ${id}`);
  const withdrawn = withdrawnWith(node, portfolio);
  const { gone, broken } = withdrawn;
  const naming = namingAny(portfolio, withdrawn);
  const lost = broken === null ? [...gone] : [broken];
  const isLost = (one: string): boolean => gone.has(one) || one === broken;
  const position = positions(portfolio.cells);
  const cells = cellsWithout(portfolio, withdrawn).sort(
    (a, b) => position.get(a.before)! - position.get(b.before)!,
  );
  const links = linksTo(portfolio, withdrawn);
  const remains = (row: DriftRow): boolean => !isLost(row.evidence);
  return {
    node,
    cells: cells.filter(isChange),
    holding: cells.filter((one) => !isChange(one) && naming.has(one.before)).map(({ before }) => before),
    claims: [
      ...lost
        .flatMap((one) => claimsOn(portfolio.claims, one))
        .filter(({ state, artefact }) => (state === 'bound' || state === 'suspect') && !gone.has(artefact))
        .map((claim): ClaimChange => ({ claim, after: broken === null ? 'unbound' : 'lapsed' })),
      ...doubted(portfolio, withdrawn),
    ],
    reopened: [...withdrawn.reopened],
    readings: lost.flatMap((one) => takenFrom(portfolio.drift, one)),
    unjudged: lost.flatMap((one) => judgedBy(portfolio.drift, one)).filter(remains),
    undecided: lost.flatMap((one) => decidedBy(portfolio.drift, one)).filter(remains),
    resting: restingOn(portfolio, links, isLost),
    links,
  };
}

const isChange = ({ before, after }: CellChange): boolean =>
  before.state !== after?.state || before.underlying !== after.underlying;

/** Numbers that are read from what a breach casts doubt on once it is settled no more. */
function doubted({ claims }: Pick<Portfolio, 'claims'>, { gone, reopened }: Withdrawn): ClaimChange[] {
  const found = new Set(
    reopened.flatMap(({ evidence, doubts }) =>
      (evidence === null || gone.has(evidence) ? [] : claimsOn(claims, evidence)).filter(
        ({ state, artefact, path }) =>
          state === 'bound' &&
          !gone.has(artefact) &&
          path !== null &&
          doubts.some((doubt) => isInDoubt(path, doubt)),
      ),
    ),
  );
  return [...found].map((claim) => ({ claim, after: 'suspect' }));
}

/** Those in prose: what a field of front matter rests on is a link. */
const claimsOn = grouping((claim: Claim) => (claim.field === null ? claim.evidence : null));
const takenFrom = grouping((row: DriftRow) => row.evidence);
const judgedBy = grouping((row: DriftRow) => row.monitor);
const decidedBy = grouping((row: DriftRow) => row.decision);

/**
 * The links stated elsewhere that would lead nowhere. Who owns a thing is said by the thing itself, and goes with it;
 * what a party owns and what a clause maps to is said by others, and dangles.
 */
function linksTo({ index }: Portfolio, { gone, broken }: Withdrawn): Link[] {
  const lost = broken === null ? [...gone] : [broken];
  const isSilent = (id: string): boolean => index.parties.has(id) || index.clauses.has(id);
  const links = [
    ...lost
      .flatMap((id) => index.linksTo.get(id) ?? [])
      .filter((link) => !gone.has(link.from) && !index.parties.has(link.from)),
    ...lost.filter(isSilent).flatMap((id) => index.linksFrom.get(id) ?? []),
  ];
  return links
    .map((link): Link => ({ ...link, state: broken === null ? 'dangling' : 'broken' }))
    .sort(
      (a, b) =>
        compareText(a.from, b.from) ||
        compareText(a.type, b.type) ||
        compareText(a.to, b.to) ||
        compareText(a.field ?? '', b.field ?? ''),
    );
}

function restingOn(portfolio: Portfolio, links: readonly Link[], isLost: (id: string) => boolean): Resting[] {
  const ids = new Set(links.filter((link) => link.type === 'evidenced-by').map((link) => link.from));
  return [...ids].sort(compareText).map((id) => {
    const left = (portfolio.index.linksFrom.get(id) ?? []).filter(
      (link) => link.type === 'evidenced-by' && link.state === 'valid' && !isLost(link.to),
    );
    return { id, left: new Set(left.map((link) => link.to)).size };
  });
}
