import { assess } from './assess.ts';
import { unassessed, type Assessment } from './assessment.ts';
import { isWaivable, type Cell } from './cell.ts';
import { derive } from './derive.ts';
import { isMappingUnread, isUnborn, mappedRows } from './mapped-rows.ts';
import { isDuty } from './duty.ts';
import type { Catalogue, Clause } from './obligation.ts';
import { once } from './once.ts';
import type { Portfolio, System } from './portfolio.ts';
import { clauseNode, nodeOf, sentence, stepsOf, waiverNode, type ProofNode } from './proof.ts';
import { isInEffect, type Waiver } from './records.ts';
import { timingOf } from './timing.ts';

export { linksFor } from './links-for.ts';

/** What cells are computed from. */
export type Graph = Pick<Portfolio, 'systems' | 'catalogues' | 'crosswalks' | 'index' | 'waivers' | 'as_of'>;

/**
 * Every cell of the portfolio: one per system and clause of the catalogues it answers to that makes one and whose
 * `applies_to` fits the system's roles. In the order of systems, frameworks (as the system lists them) and clauses.
 * @param only the obligations whose cells are wanted; the rest is computed as far as they rest on it.
 */
export const cellsOf = (graph: Graph, only?: ReadonlySet<string>): Cell[] =>
  graph.systems.flatMap((system) => cellsOfSystem(graph, system, only));

/** The cells of one system, in the order of its frameworks and their clauses. */
export function cellsOfSystem(
  graph: Omit<Graph, 'systems'>,
  system: System,
  only?: ReadonlySet<string>,
): Cell[] {
  const known = cataloguesById(graph.catalogues);
  const frameworks = new Set(system.frameworks);
  const rows = mappedRows(system, graph.as_of);
  const assessments = new Map<string, Assessment | null>();
  /** What a clause's own row is worth here; `null` without one, or where the clause makes no cell. */
  const assessed = (id: string): Assessment | null => {
    let one = assessments.get(id);
    if (one === undefined) {
      const row = rows.get(id);
      const clause = row && graph.index.clauses.get(id);
      const counts = clause && frameworks.has(clause.catalogue) && isDuty(clause, system);
      one = counts && !isUnborn(row.item, graph.as_of) ? assess(graph, system, clause, row) : null;
      assessments.set(id, one);
    }
    return one;
  };
  const clauses = {
    clause: (id: string) => graph.index.clauses.get(id),
    catalogue: (id: string) => known.get(id),
  };
  return [...frameworks].flatMap((framework) => {
    const catalogue = known.get(framework);
    const duties = catalogue?.clauses.filter(
      (clause) => (only?.has(clause.id) ?? true) && isDuty(clause, system),
    );
    return (duties ?? []).map((clause): Cell => {
      const row = rows.get(clause.id);
      const own = assessed(clause.id);
      const derived =
        own === null ? derive(clause.id, graph.crosswalks, graph.as_of, assessed, clauses) : null;
      const assessment =
        own ??
        derived?.assessment ??
        (row ? assess(graph, system, clause, row) : unassessed(isMappingUnread(system)));
      return {
        ...cellOf(graph, system, catalogue!, clause, assessment),
        derived: derived !== null,
        derived_from: derived?.derived_from ?? null,
        row: derived === null ? (row?.item.id ?? null) : null,
      };
    });
  });
}

type Derivation = 'derived' | 'derived_from' | 'row';

/** The cell that an assessment makes, with its timing and the waiver that runs for it. */
function cellOf(
  graph: Omit<Graph, 'systems'>,
  system: System,
  catalogue: Catalogue,
  clause: Clause,
  { state, reason, depth, accepted, branch, deciding, controls, paths, evidence }: Assessment,
): Omit<Cell, Derivation> {
  const { timing, applies_from } = timingOf(clause, catalogue, system.legal_classes, graph.as_of);
  const waiver = isWaivable(state) ? waiverFor(graph, system.id, clause.id) : undefined;
  const proof = waiver ? withWaiver(branch, deciding, waiver) : { branches: [branch], deciding };
  const root = clauseNode(clause, catalogue);
  root.below.push(...proof.branches);
  return {
    obligation: clause.id,
    system: system.id,
    state: waiver || accepted ? 'waived' : state,
    underlying: state,
    timing,
    applies_from,
    controls,
    paths,
    evidence,
    depth,
    ...stepsOf(root, proof.deciding),
    reason: waiver ? `${sentence(reason)} Waived until ${waiver.expires}: ${waiver.rationale}` : reason,
  };
}

/**
 * A proof with the waiver that accepts its hole: it hangs from the clause's own row, and beside what is derived. The
 * branch is copied, because other clauses may derive from the same row, and the waiver is not theirs.
 */
function withWaiver(
  branch: ProofNode,
  deciding: ProofNode | null,
  waiver: Waiver,
): { branches: ProofNode[]; deciding: ProofNode | null } {
  if (branch.step.type !== 'row') return { branches: [branch, waiverNode(waiver)], deciding };
  const copy = nodeOf(branch.step, [...branch.below, waiverNode(waiver)]);
  return { branches: [copy], deciding: deciding === branch ? copy : deciding };
}

const running = once((waivers: readonly Waiver[]): ReadonlyMap<string, readonly Waiver[]> => {
  const byObligation = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    if (!waiver.runs) continue;
    for (const id of waiver.obligations) byObligation.set(id, [...(byObligation.get(id) ?? []), waiver]);
  }
  return byObligation;
});

/** The first waiver that is in effect for a clause in a system. */
const waiverFor = (
  { waivers, index }: Pick<Graph, 'waivers' | 'index'>,
  system: string,
  obligation: string,
): Waiver | undefined =>
  running(waivers)
    .get(obligation)
    ?.find((one) => (one.system === null || one.system === system) && isInEffect(one, index));

const cataloguesById = once(
  (catalogues: readonly Catalogue[]) => new Map(catalogues.map((one) => [one.id, one])),
);
