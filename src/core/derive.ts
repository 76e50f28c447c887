/** Coverage of a clause through crosswalks, from clauses of other catalogues that have rows of their own. */
import type { Assessment } from './assessment.ts';
import type { DerivedFrom } from './cell.ts';
import { compareText } from './compare.ts';
import type { Crosswalk, CrosswalkRow } from './crosswalk.ts';
import { isAhead, type CalendarDate } from './date.ts';
import { once } from './once.ts';
import { clauseNode, crosswalkNode, type ProofNode } from './proof.ts';
import { makesCell, type Catalogue, type Clause } from './obligation.ts';
import { agree, carriageOf, compose, inverseOf, relationPhrases, type Relationship } from './relationship.ts';
import { compareStrength, weaker, type Strength } from './strength.ts';

/** A row with the crosswalk it stands in. */
export interface Bridge {
  crosswalk: Crosswalk;
  row: CrosswalkRow;
}

/**
 * The rows that lead into each clause on a date, in an order that does not depend on files; a crosswalk of a later day
 * does not exist yet. Of a pair that crosswalks relate in several ways, the row that carries least counts, and a row
 * in the other direction that contradicts it is read backwards: what one of them denies the other cannot prove.
 */
export const bridgesInto = (
  crosswalks: readonly Crosswalk[],
  asOf: CalendarDate,
): ReadonlyMap<string, readonly Bridge[]> => bridgesOn(crosswalks, asOf).into;

/** The rows that lead into each clause, and rows read backwards, of pairs that no other row relates. */
interface Bridges {
  into: ReadonlyMap<string, readonly Bridge[]>;
  back: ReadonlyMap<string, readonly Bridge[]>;
}

function bridgesOn(crosswalks: readonly Crosswalk[], asOf: CalendarDate): Bridges {
  const days = bridgesByDay(crosswalks);
  let bridges = days.get(asOf);
  if (!bridges)
    days.set(asOf, (bridges = findBridges(crosswalks.filter((one) => !isAhead(one.as_of, asOf)))));
  return bridges;
}

const bridgesByDay = once((_crosswalks: readonly Crosswalk[]) => new Map<CalendarDate, Bridges>());

function findBridges(crosswalks: readonly Crosswalk[]): Bridges {
  const pairs = new Map<string, Bridge>();
  const keyOf = ({ row }: Bridge): string => `${row.source}\n${row.target}`;
  const all = crosswalks
    .flatMap((crosswalk) => crosswalk.rows.map((row): Bridge => ({ crosswalk, row })))
    .sort((a, b) => compareText(a.row.source, b.row.source) || compareText(a.crosswalk.id, b.crosswalk.id));
  for (const bridge of all) {
    const known = pairs.get(keyOf(bridge));
    if (known === undefined || carries(bridge) < carries(known)) pairs.set(keyOf(bridge), bridge);
  }
  const alone = new Map<string, Bridge>();
  for (const back of all.map(backwards)) {
    const known = pairs.get(keyOf(back));
    if (known === undefined) {
      const other = alone.get(keyOf(back));
      if (other === undefined || carries(back) < carries(other)) alone.set(keyOf(back), back);
      continue;
    }
    if (agree(known.row.relationship, back.row.relationship)) continue;
    if (carries(back) < carries(known)) pairs.set(keyOf(back), back);
  }
  const byTarget = ({ row }: Bridge): string => row.target;
  return { into: Map.groupBy(pairs.values(), byTarget), back: Map.groupBy(alone.values(), byTarget) };
}

/** A row read from its target to its source. */
const backwards = ({ crosswalk, row }: Bridge): Bridge => ({
  crosswalk,
  row: {
    ...row,
    source: row.target,
    target: row.source,
    relationship: inverseOf[row.relationship],
  },
});

const strengthOf = (relation: Relationship): number => byCarriage.indexOf(relation);
const carries = ({ row }: Bridge): number => strengthOf(row.relationship);

/** Relations from the one that carries least, alone and in chains. */
const byCarriage: readonly Relationship[] = [
  'no-relationship',
  'intersects-with',
  'subset-of',
  'superset-of',
  'equivalent-to',
  'equal-to',
];

/** States that a crosswalk carries: what a source lacks, it cannot give. */
const carried: readonly string[] = ['planned', 'partial', 'lapsed', 'implemented', 'evidenced'];

/** A way from a clause that has a row of its own to the clause that is to be covered. */
interface Way {
  /** The clause it starts from. */
  from: string;
  /** How that clause relates to the target, as far as the chain tells. */
  relation: Relationship;
  /** From the target backwards. */
  chain: readonly Bridge[];
}

/**
 * What a clause without a row of its own derives, or `null`: the strongest of its sources, each no stronger than the
 * relation that its chain of crosswalks adds up to. Of equals the shortest chain counts, then the first by id.
 *
 * A chain ends at the first clause that has a row: that clause's own word counts, and nothing is carried past it.
 * What is carried is the state before a waiver, because a waiver accepts the hole of one clause and fills none.
 * @param assessed what is known of a clause through a row of its own in this system; `null` when it has none, or
 *   when the system does not answer to it.
 * @param clauses the clauses and catalogues, for the proof.
 */
export function derive(
  target: string,
  crosswalks: readonly Crosswalk[],
  asOf: CalendarDate,
  assessed: (clause: string) => Assessment | null,
  clauses: { clause: (id: string) => Clause | undefined; catalogue: (id: string) => Catalogue | undefined },
): { assessment: Assessment; derived_from: DerivedFrom } | null {
  const { into, back } = bridgesOn(crosswalks, asOf);
  if (!into.has(target)) return null;
  let best: { way: Way; source: Assessment; state: Strength } | null = null;
  const hasRow = (id: string): boolean => assessed(id) !== null;
  // A heading asks for nothing, and what was withdrawn is owed by nobody: neither hands anything on.
  const mayPass = (id: string): boolean => {
    const clause = clauses.clause(id);
    return clause !== undefined && makesCell(clause);
  };
  for (const way of waysTo(target, into, back.get(target), hasRow, mayPass)) {
    const source = assessed(way.from)!;
    if (!carried.includes(source.state)) continue;
    const whole = source.state as Strength;
    const state = carriageOf[way.relation] === 'part' ? weaker(whole, 'partial') : whole;
    if (best === null || compareStrength(state, best.state) > 0) best = { way, source, state };
    if (state === 'evidenced') break;
  }
  if (best === null) return null;
  const { way, source, state } = best;
  const first = way.chain[0]!;
  const { branch, narrowest } = branchOf(way, source, clauses);
  const isCut = state !== source.state;
  const through = `through \`${first.crosswalk.id}\``;
  return {
    assessment: {
      state,
      reason: isCut
        ? `Derived from \`${way.from}\` ${through}: it ${relationPhrases[way.relation]} this clause, and covers no more than a part.`
        : `Derived from \`${way.from}\` ${through}. ${source.reason}`,
      depth: state === 'evidenced' ? 'shallow' : 'deep',
      // A waiver of a finding speaks of the file, whichever clause rests on it.
      accepted: source.accepted && !isCut,
      branch,
      deciding: isCut ? narrowest : source.deciding,
      controls: source.controls,
      paths: source.paths,
      evidence: source.evidence,
    },
    derived_from: {
      obligation: first.row.source,
      crosswalk: first.crosswalk.id,
      relationship: first.row.relationship,
      origin: way.from,
    },
  };
}

/**
 * Every way that carries something, the shortest first, each pair of clause and relation once. A chain proves no more
 * than what is said of its two ends themselves, in either direction.
 */
function* waysTo(
  target: string,
  into: ReadonlyMap<string, readonly Bridge[]>,
  back: readonly Bridge[] | undefined,
  hasRow: (clause: string) => boolean,
  mayPass: (clause: string) => boolean,
): Generator<Way> {
  const direct = new Map(into.get(target)?.map(({ row }) => [row.source, row.relationship]));
  /** Of ends that only a row in the other direction relates, what that row says read backwards. */
  const denied = new Map(back?.map(({ row }) => [row.source, row.relationship]));
  const seen = new Set<string>();
  let ways: Way[] = [{ from: target, relation: 'equal-to', chain: [] }];
  while (ways.length > 0) {
    const longer: Way[] = [];
    for (const way of ways) {
      for (const bridge of into.get(way.from) ?? []) {
        const { source, relationship } = bridge.row;
        const added = compose(relationship, way.relation);
        const most = way.chain.length > 0 && !direct.has(source) ? denied.get(source) : undefined;
        const relation =
          added !== null && most !== undefined && strengthOf(most) < strengthOf(added) ? most : added;
        // A clause never carries itself.
        if (source === target) continue;
        if (relation === null || carriageOf[relation] === 'nothing') continue;
        if (way.chain.length > 0 && strengthOf(relation) > strengthOf(direct.get(source) ?? relation))
          continue;
        const key = `${source}\n${relation}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const next: Way = { from: source, relation, chain: [...way.chain, bridge] };
        if (hasRow(source)) yield next;
        else if (mayPass(source)) longer.push(next);
      }
    }
    ways = longer;
  }
}

/** The proof below the target: crosswalk, clause, crosswalk, clause …, and what the last clause rests on. */
function branchOf(
  { chain }: Way,
  source: Assessment,
  { clause, catalogue }: Parameters<typeof derive>[4],
): { branch: ProofNode; narrowest: ProofNode } {
  const steps = chain.map(({ crosswalk, row }) => {
    const from = clause(row.source);
    const isWhole = carriageOf[row.relationship] === 'all';
    const node = crosswalkNode(crosswalk, row, isWhole);
    if (from) node.below.push(clauseNode(from, catalogue(from.catalogue)));
    return { node, isWhole };
  });
  steps.forEach(({ node }, i) => (node.below[0] ?? node).below.push(steps[i + 1]?.node ?? source.branch));
  return {
    branch: steps[0]!.node,
    narrowest: (steps.find(({ isWhole }) => !isWhole) ?? steps[0]!).node,
  };
}
