import type { Artefact, Item } from './artefact.ts';
import { isWaivable, type Cell, type CellState, type ProofStep } from './cell.ts';
import { systemOf } from './classify.ts';
import { asList, asRecord, asText, asTexts } from './data.ts';
import { isAhead, type CalendarDate } from './date.ts';
import { splitReference } from './id.ts';
import { hasLapsed, isResolved, type Link } from './link.ts';
import { grouping } from './once.ts';
import { makesCell, type Catalogue, type Clause } from './obligation.ts';
import type { Portfolio, System } from './portfolio.ts';
import { timingOf } from './timing.ts';

type Graph = Pick<Portfolio, 'systems' | 'catalogues' | 'index' | 'waivers' | 'as_of'>;

/** States of one control's path, the weakest first: a path is as strong as its weakest link. */
const strength = ['gap', 'planned', 'partial', 'lapsed', 'implemented', 'evidenced'] as const;
type PathState = (typeof strength)[number];

/**
 * Every cell of the portfolio: one per system and leaf clause of the catalogues it answers to whose
 * `applies_to` fits the system's roles. In the order of systems, frameworks (as the system lists them) and clauses.
 */
export function cellsOf(graph: Graph): Cell[] {
  const byId = new Map(graph.catalogues.map((catalogue) => [catalogue.id, catalogue]));
  return graph.systems.flatMap((system) => {
    const rows = rowsOf(system, graph.as_of);
    return [...new Set(system.frameworks)].flatMap((framework) => {
      const catalogue = byId.get(framework);
      if (!catalogue) return [];
      return catalogue.clauses
        .filter((clause) => makesCell(clause) && fitsRoles(clause, system.roles))
        .map((clause) => cellOf(graph, system, catalogue, clause, rows.get(clause.id) ?? null));
    });
  });
}

const byConcern = grouping(
  (link: Link): string | null => splitReference(link.to).system ?? systemOf(link.at.file),
);

/**
 * The links of a thing that concern a system: those that lead into it, else are stated by its files. What a shared
 * control rests on in another system proves nothing for this one, and takes nothing from it; what is nobody's
 * alone concerns everybody.
 */
export const linksFor = (links: readonly Link[], system: string): Link[] => [
  ...byConcern(links, system),
  ...byConcern(links, null),
];

/**
 * Whether a clause's duty falls on one of the roles. A clause that names none falls on all, and of a system that
 * states none nobody knows yet which duties are not its own: a cell left out would look like nothing to do.
 */
function fitsRoles(clause: Pick<Clause, 'applies_to'>, roles: readonly string[]): boolean {
  const isOpen = clause.applies_to.length === 0 || roles.length === 0;
  return isOpen || clause.applies_to.some((role) => roles.includes(role));
}

/**
 * The mapping rows of a system, by the obligation they speak of; the first row of two counts, but one assessed
 * after the as-of date only where there is no other.
 */
function rowsOf(system: System, asOf: CalendarDate): Map<string, { item: Item; artefact: Artefact }> {
  const rows = new Map<string, { item: Item; artefact: Artefact }>();
  for (const artefact of system.artefacts) {
    for (const item of artefact.items) {
      const obligation = item.kind === 'mapping' ? asText(item.data['obligation']) : null;
      if (obligation === null) continue;
      const known = rows.get(obligation);
      if (known === undefined || (isUnborn(known.item, asOf) && !isUnborn(item, asOf)))
        rows.set(obligation, { item, artefact });
    }
  }
  return rows;
}

/** Whether a row was assessed after a date: on that date it does not exist yet. */
const isUnborn = ({ data }: Item, asOf: CalendarDate): boolean => isAhead(data['assessed_on'], asOf);

/** A cell in the making. */
interface Draft {
  state: CellState;
  reason: string;
  depth: Cell['depth'];
  steps: ProofStep[];
  deciding: number | null;
  controls: string[];
  paths: CellState[];
  evidence: string[];
}

function cellOf(
  graph: Graph,
  system: System,
  catalogue: Catalogue,
  clause: Clause,
  row: { item: Item; artefact: Artefact } | null,
): Cell {
  const { timing, applies_from } = timingOf(clause, catalogue, system.legal_classes, graph.as_of);
  const draft = assess(graph, system, catalogue, clause, row);
  const waiver = graph.waivers.find(
    (one) =>
      one.runs && one.obligations.includes(clause.id) && (one.system === null || one.system === system.id),
  );
  const waived = waiver !== undefined && isWaivable(draft.state);
  if (waived) {
    draft.steps.push({
      type: 'waiver',
      id: waiver.id,
      title: waiver.title,
      state: 'holds',
      note: `accepted by ${waiver.approved_by} until ${waiver.expires}`,
    });
  }
  return {
    obligation: clause.id,
    system: system.id,
    state: waived ? 'waived' : draft.state,
    underlying: draft.state,
    timing,
    applies_from,
    derived: false,
    row: row?.item.id ?? null,
    controls: draft.controls,
    paths: draft.paths,
    evidence: draft.evidence,
    depth: draft.depth,
    steps: draft.steps,
    deciding_step: draft.deciding,
    reason: waived ? `${draft.reason} Waived until ${waiver.expires}: ${waiver.rationale}` : draft.reason,
  };
}

function assess(
  graph: Graph,
  system: System,
  catalogue: Catalogue,
  clause: Clause,
  row: { item: Item; artefact: Artefact } | null,
): Draft {
  const steps: ProofStep[] = [
    {
      type: 'obligation',
      id: clause.id,
      title: `${clause.ref} ${clause.title}`,
      state: 'holds',
      note: [catalogue.short_title, catalogue.version].filter((part) => part !== null).join(', '),
    },
  ];
  const end = (state: CellState, reason: string, depth: Cell['depth'], deciding: number | null): Draft => ({
    state,
    reason,
    depth,
    steps,
    deciding,
    controls: [],
    paths: [],
    evidence: [],
  });
  if (row === null) {
    steps.push({
      type: 'row',
      id: null,
      title: 'no mapping row',
      state: 'missing',
      note: 'Nobody has assessed this clause.',
    });
    return end('not-assessed', 'Nobody has assessed this clause for this system.', 'shallow', 1);
  }
  const { data } = row.item;
  const applicability = asText(data['applicability']);
  const status = asText(data['implementation_status']);
  const rowStep: ProofStep = {
    type: 'row',
    id: row.item.id,
    title: row.item.title,
    state: 'holds',
    note: assessedNote(data),
  };
  steps.push(rowStep);

  if (isUnborn(row.item, graph.as_of)) {
    rowStep.state = 'missing';
    rowStep.note = `The row was assessed on ${asText(data['assessed_on'])}, after ${graph.as_of}: it does not exist yet.`;
    return end('not-assessed', rowStep.note, 'shallow', 1);
  }
  if (applicability === 'not-applicable' || (applicability === null && status === 'not-applicable')) {
    const rationale = asText(data['applicability_rationale']);
    const by = asText(data['decided_by']);
    if (rationale !== null && by !== null) {
      rowStep.note = `${sentence(rationale)} Decided by ${titleOf(graph, by)}.`;
      return end('not-applicable', rowStep.note, 'shallow', null);
    }
    rowStep.state = 'missing';
    rowStep.note = 'Said to be not applicable, without a rationale and who decided it.';
    return end('not-assessed', rowStep.note, 'shallow', 1);
  }
  if (applicability !== 'applicable') {
    rowStep.state = 'missing';
    rowStep.note =
      applicability === null ? 'The row does not say whether the clause applies.' : 'Under assessment.';
    return end('not-assessed', rowStep.note, 'shallow', 1);
  }
  return assessApplicable(graph, system, row, steps, rowStep, status);
}

function assessApplicable(
  graph: Graph,
  system: System,
  row: { item: Item; artefact: Artefact },
  steps: ProofStep[],
  rowStep: ProofStep,
  status: string | null,
): Draft {
  const { data } = row.item;
  const remediation = asRecord(data['remediation']);
  const due = asText(remediation?.['due']);
  const owner = asText(remediation?.['owner']);
  const links = (graph.index.linksFrom.get(row.item.id) ?? []).filter((link) => link.type === 'evidenced-by');
  const ownEvidence = links.map((link) => evidenceStep(graph, link));
  const paths = asTexts(data['controls']).map((reference) =>
    controlPath(graph, system, reference, ownEvidence.length > 0),
  );
  const controls = paths.flatMap((path) => (path.id === null ? [] : [path.id]));
  const states = paths.flatMap((path) => (path.id === null ? [] : [path.state]));
  const evidence = [...new Set([...links.map((link) => link.to), ...paths.flatMap((path) => path.evidence)])];
  const done = (
    state: CellState,
    reason: string,
    depth: Cell['depth'],
    deciding: ProofStep | null,
  ): Draft => {
    const inherited = paths.flatMap((path) => path.steps);
    const known = new Set(inherited.map((step) => step.id));
    // A file that a control rests on already is one step, not two.
    const besides = ownEvidence.filter(
      (step) => step === deciding || step.id === null || !known.has(step.id),
    );
    steps.push(...inherited, ...besides, approvalStep(row.artefact));
    return {
      state,
      reason,
      depth,
      steps,
      deciding: deciding === null ? null : steps.indexOf(deciding),
      controls,
      paths: states,
      evidence,
    };
  };

  if (status === 'planned') {
    if (owner !== null && due !== null) {
      rowStep.state = 'partial';
      rowStep.note = `Planned by ${titleOf(graph, owner)} for ${due}.`;
      return done('planned', rowStep.note, 'shallow', rowStep);
    }
    rowStep.state = 'missing';
    rowStep.note = 'Said to be planned, without an owner and a date.';
    return done('gap', rowStep.note, 'shallow', rowStep);
  }
  if (paths.length === 0) {
    rowStep.state = 'missing';
    rowStep.note = asText(data['gap']) ?? 'It applies, and no control covers it.';
    return done('gap', rowStep.note, 'shallow', rowStep);
  }
  if (status === null || status === 'not-applicable') {
    rowStep.state = 'missing';
    rowStep.note =
      status === null
        ? 'The row names controls and does not say how far they are in place.'
        : 'Said to apply, and to be not applicable.';
    return done('not-assessed', rowStep.note, 'shallow', rowStep);
  }
  const anyOf = data['combine'] === 'any-of';
  const order = [...paths].sort((a, b) => strength.indexOf(a.state) - strength.indexOf(b.state));
  const deciding = (anyOf ? order.at(-1) : order[0])!;
  const lapsed = ownEvidence.find((step) => step.state !== 'holds') ?? null;

  if (deciding.state === 'gap' || deciding.state === 'planned')
    return done(deciding.state, deciding.reason, 'deep', deciding.step);
  if (status === 'partial' || asText(data['finding']) === 'not-satisfied') {
    rowStep.state = 'partial';
    const rest = asText(data['remainder']) ?? asText(data['gap']);
    rowStep.note = rest === null ? 'Covered in part.' : `Covered in part. Not covered: ${sentence(rest)}`;
    return done('partial', rowStep.note, 'shallow', rowStep);
  }
  if (deciding.state === 'partial') return done('partial', deciding.reason, 'deep', deciding.step);
  if (lapsed !== null)
    return done('lapsed', `Evidence \`${lapsed.title}\` does not count: ${lapsed.note}`, 'shallow', lapsed);
  if (deciding.state === 'lapsed') return done('lapsed', deciding.reason, 'deep', deciding.step);
  if (deciding.state === 'implemented' || asText(data['finding']) === 'not-evidenced') {
    return done('implemented', 'The control is in place; no evidence is cited.', 'shallow', deciding.step);
  }
  return done('evidenced', `Every required piece of evidence is valid on ${graph.as_of}.`, 'shallow', null);
}

/** One control with what carries it. */
interface ControlPath {
  id: string | null;
  state: PathState;
  reason: string;
  step: ProofStep;
  steps: ProofStep[];
  evidence: string[];
}

function controlPath(graph: Graph, system: System, reference: string, rowHasEvidence: boolean): ControlPath {
  const resolution = graph.index.resolve(reference, system.id);
  if (resolution.state !== 'found' || resolution.node.type !== 'control') {
    const step: ProofStep = {
      type: 'control',
      id: null,
      title: reference,
      state: 'dangling',
      note: 'No control has this id.',
    };
    return {
      id: null,
      state: 'gap',
      reason: `The control \`${reference}\` does not exist.`,
      step,
      steps: [step],
      evidence: [],
    };
  }
  const { node } = resolution;
  const data = graph.index.artefacts.get(node.id)?.data ?? {};
  const status = asText(data['implementation_status']);
  const step: ProofStep = {
    type: 'control',
    id: node.id,
    title: node.title,
    state: 'holds',
    note: statusNote(status),
  };
  const links = linksFor(graph.index.linksFrom.get(node.id) ?? [], system.id);
  const items = links.filter((link) => link.type === 'implemented-by').map((link) => itemStep(graph, link));
  const proven = links.filter((link) => link.type === 'evidenced-by');
  const proofs = proven.map((link) => evidenceStep(graph, link));
  const steps = [step, ...items, ...proofs];
  const evidence = proven.map((link) => link.to);
  const path = (state: PathState, reason: string, at: ProofStep): ControlPath => ({
    id: node.id,
    state,
    reason,
    step: at,
    steps,
    evidence,
  });

  if (status === null) {
    step.state = 'missing';
    return path('gap', `Control \`${node.id}\` does not say how far it is in place.`, step);
  }
  if (status === 'planned') {
    const plan = asRecord(data['planned']);
    const due = asText(plan?.['due']);
    if (asText(plan?.['owner']) === null || due === null) {
      step.state = 'missing';
      return path('gap', `Control \`${node.id}\` is planned, without an owner and a date.`, step);
    }
    step.state = 'partial';
    return path('planned', `Control \`${node.id}\` is planned for ${due}.`, step);
  }
  if (status === 'not-applicable') {
    step.state = 'missing';
    return path('gap', `Control \`${node.id}\` is marked not applicable.`, step);
  }
  const weak = items.find((item) => item.state !== 'holds');
  if (status === 'partial' || (weak && (weak.state === 'dangling' || weak.state === 'ambiguous'))) {
    if (status === 'partial') step.state = 'partial';
    return path(
      'partial',
      `Control \`${node.id}\` is in place in part.`,
      status === 'partial' ? step : weak!,
    );
  }
  const lapsed = [...items, ...proofs].find((one) => one.state !== 'holds');
  if (lapsed)
    return path(
      'lapsed',
      `Control \`${node.id}\` rests on \`${lapsed.title}\`, which does not count: ${lapsed.note}`,
      lapsed,
    );
  if (proofs.length === 0 && !rowHasEvidence)
    return path('implemented', `Control \`${node.id}\` cites no evidence.`, step);
  return path('evidenced', '', step);
}

const statusNote = (status: string | null): string =>
  status === null ? 'status not stated' : status.replaceAll('-', ' ');

function itemStep(graph: Graph, link: Link): ProofStep {
  const node = graph.index.nodes.get(link.to);
  return {
    type: 'item',
    id: node?.id ?? null,
    title: node?.title ?? link.to,
    state: stepState(link),
    note: linkNote(link),
  };
}

function evidenceStep(graph: Graph, link: Link): ProofStep {
  const record = graph.index.evidence.get(link.to);
  const isLater = record?.why?.startsWith('it was captured') === true;
  const captured = record?.captured_at && !isLater ? `captured ${record.captured_at}` : null;
  const until = record?.valid_until && record.why === null ? `valid until ${record.valid_until}` : null;
  const what = record?.why ?? (isResolved(link.state) ? linkNote(link) : 'there is no such evidence');
  const note = [what, captured, until].filter((part) => part).join(', ');
  return {
    type: 'evidence',
    id: record?.id ?? null,
    title: record?.local ?? link.to,
    state: stepState(link),
    note: note === '' ? '' : `${note}.`,
  };
}

const stepState = (link: Link): ProofStep['state'] =>
  link.state === 'valid' || link.state === 'waived' ? 'holds' : link.state;

const linkNote = (link: Link): string =>
  hasLapsed(link.state) ? `the link is ${link.state}` : isResolved(link.state) ? '' : 'nothing has this id';

function approvalStep(artefact: Artefact): ProofStep {
  const { status } = artefact.approval;
  const holds = status === 'approved';
  return {
    type: 'approval',
    id: artefact.approval.by,
    title: artefact.title,
    state: holds ? 'holds' : 'missing',
    note: holds ? 'the mapping is approved' : `the mapping's approval is: ${status}`,
  };
}

function assessedNote(data: Record<string, unknown>): string {
  const by = asText(data['assessed_by']);
  const on = asText(data['assessed_on']);
  const parts = [
    by && `assessed by ${by}`,
    on && `on ${on}`,
    asList(data['evidence']).length === 0 ? 'cites no evidence of its own' : null,
  ];
  return parts.filter((part) => part).join(', ');
}

/** A text as a sentence: with its full stop. */
const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const titleOf = (graph: Graph, reference: string): string =>
  graph.index.parties.get(reference)?.title ?? reference;
