/** What a mapping row is worth on the as-of date: the algebra from evidence through controls to the state of a cell. */
import type { Cell, CellState, ProofStep } from './cell.ts';
import { controlPath, type ControlPath } from './control-path.ts';
import { asList, asRecord, asText, asTexts } from './data.ts';
import type { CalendarDate } from './date.ts';
import type { Link } from './link.ts';
import { linksFor } from './links-for.ts';
import { isUnborn, type MappedRow } from './mapped-rows.ts';
import type { Clause } from './obligation.ts';
import type { Index, System } from './portfolio.ts';
import { approvalNode, evidenceNode, nodeOf, sentence, type ProofNode } from './proof.ts';
import { carriageOf, relationships } from './relationship.ts';
import { compareStrength } from './strength.ts';

/** What is known of a clause in a system before waivers: a cell in the making. */
export interface Assessment {
  state: CellState;
  /** One sentence for people. */
  reason: string;
  depth: Cell['depth'];
  /** Whether a waiver accepts the finding that made it lapse. */
  accepted: boolean;
  /** The branch of the proof that hangs from the clause. */
  branch: ProofNode;
  deciding: ProofNode | null;
  controls: string[];
  paths: CellState[];
  evidence: string[];
}

interface Ground {
  index: Index;
  as_of: CalendarDate;
}

/** What is known of a clause that no row speaks of: nothing. */
export function unassessed(): Assessment {
  const branch = nodeOf({
    type: 'row',
    id: null,
    title: 'no mapping row',
    state: 'missing',
    note: 'Nobody has assessed this clause.',
  });
  return end('not-assessed', 'Nobody has assessed this clause for this system.', branch, branch);
}

const end = (
  state: CellState,
  reason: string,
  branch: ProofNode,
  deciding: ProofNode | null,
): Assessment => ({
  state,
  reason,
  depth: 'shallow',
  accepted: false,
  branch,
  deciding,
  controls: [],
  paths: [],
  evidence: [],
});

/**
 * What a clause's own mapping row is worth: the first state that fits, along the weakest link.
 * - The row decides whether the clause applies, and whether it is covered at all.
 * - Its controls combine as it says: the weakest of all of them, the strongest of any of them.
 * - Its status, its finding and its relationship can take from that, and add nothing: a control that is a subset of
 *   the clause, or shares only something with it, covers a part, however many there are, because the word speaks of
 *   all the row's controls together.
 * - Required evidence that does not hold, a clause or a control that changed since the mapping was confirmed, make a
 *   cell lapse that is in place otherwise.
 */
export function assess(ground: Ground, system: System, clause: Clause, row: MappedRow): Assessment {
  const { data } = row.item;
  const applicability = asText(data['applicability']);
  const status = asText(data['implementation_status']);
  const branch = nodeOf({
    type: 'row',
    id: row.item.id,
    title: row.item.title,
    state: 'holds',
    note: assessedNote(data),
  });
  const say = (state: ProofStep['state'], note: string): string => {
    branch.step.state = state;
    branch.step.note = note;
    return note;
  };

  if (isUnborn(row.item, ground.as_of)) {
    const on = asText(data['assessed_on']);
    const note = `The row was assessed on ${on}, after ${ground.as_of}: it does not exist yet.`;
    return end('not-assessed', say('missing', note), branch, branch);
  }
  const approval = approvalNode(row.artefact);
  if (applicability === 'not-applicable' || (applicability === null && status === 'not-applicable')) {
    branch.below.push(approval);
    const rationale = asText(data['applicability_rationale']);
    const by = asText(data['decided_by']);
    if (rationale !== null && by !== null) {
      const note = `${sentence(rationale)} Decided by ${titleOf(ground, by)}.`;
      return end('not-applicable', say('holds', note), branch, null);
    }
    const note = 'Said to be not applicable, without a rationale and who decided it.';
    return end('not-assessed', say('missing', note), branch, branch);
  }
  if (applicability !== 'applicable') {
    branch.below.push(approval);
    const note =
      applicability === null ? 'The row does not say whether the clause applies.' : 'Under assessment.';
    return end('not-assessed', say('missing', note), branch, branch);
  }
  return assessApplicable(ground, system, clause, row, { branch, approval, say });
}

function assessApplicable(
  ground: Ground,
  system: System,
  clause: Clause,
  row: MappedRow,
  {
    branch,
    approval,
    say,
  }: {
    branch: ProofNode;
    approval: ProofNode;
    say: (state: ProofStep['state'], note: string) => string;
  },
): Assessment {
  const { index } = ground;
  const { data } = row.item;
  const status = asText(data['implementation_status']);
  const ownLinks = index.linksFrom.get(row.item.id) ?? [];
  const cited = ownLinks.filter((link) => link.type === 'evidenced-by');
  const proofs = cited.map((link) => evidenceNode(index, link));
  const mapped = linksFor(index.linksFrom.get(clause.id) ?? [], system.id).filter(
    (link) => link.type === 'maps-to',
  );
  const paths = asTexts(data['controls']).map((reference) => {
    const resolved = index.resolve(reference, system.id);
    const id = resolved.state === 'found' ? resolved.node.id : reference;
    const mapsTo = mapped.find((link) => link.to === id);
    return controlPath(index, system, reference, mapsTo, proofs.length > 0);
  });
  const found = paths.filter((path) => path.id !== null);
  const done = (
    state: CellState,
    reason: string,
    depth: Cell['depth'],
    deciding: ProofNode | null,
  ): Assessment => {
    const known = new Set(paths.flatMap(({ node }) => node.below.map(({ step }) => step.id)));
    // A file that a control rests on already is one step, not two; a value in it is a proof of its own.
    const besides = proofs.filter(
      (node, i) =>
        node === deciding ||
        node.step.id === null ||
        cited[i]!.pointer !== undefined ||
        !known.has(node.step.id),
    );
    branch.below.push(...paths.map(({ node }) => node), ...besides, approval);
    return {
      state,
      reason,
      depth,
      accepted: state === 'lapsed' && deciding?.step.state === 'waived',
      branch,
      deciding,
      controls: found.map((path) => path.id!),
      paths: found.map((path) => path.state),
      evidence: [...new Set([...cited.map((link) => link.to), ...paths.flatMap((path) => path.evidence)])],
    };
  };

  if (status === 'planned') {
    const remediation = asRecord(data['remediation']);
    const due = asText(remediation?.['due']);
    const owner = asText(remediation?.['owner']);
    if (owner !== null && due !== null) {
      const note = say('partial', `Planned by ${titleOf(ground, owner)} for ${due}.`);
      return done('planned', note, 'shallow', branch);
    }
    return done('gap', say('missing', 'Said to be planned, without an owner and a date.'), 'shallow', branch);
  }
  if (paths.length === 0) {
    const note = asText(data['gap']) ?? 'It applies, and no control covers it.';
    return done('gap', say('missing', note), 'shallow', branch);
  }
  if (status === null || status === 'not-applicable') {
    const note =
      status === null
        ? 'The row names controls and does not say how far they are in place.'
        : 'Said to apply, and to be not applicable.';
    return done('not-assessed', say('missing', note), 'shallow', branch);
  }
  const relation = relationships.find((one) => one === data['relationship']) ?? null;
  const carriage = relation === null ? 'all' : carriageOf[relation];
  if (carriage === 'nothing') {
    const note = 'The row says that its controls have no relationship to the clause.';
    return done('gap', say('missing', note), 'shallow', branch);
  }
  const byState = [...paths].sort(
    (a, b) => compareStrength(a.state, b.state) || Number(a.accepted) - Number(b.accepted),
  );
  const deciding = (data['combine'] === 'any-of' ? byState.at(-1) : byState[0])!;
  if (deciding.state === 'gap' || deciding.state === 'planned')
    return done(deciding.state, deciding.reason, 'deep', deciding.deciding);
  if (status === 'partial' || asText(data['finding']) === 'not-satisfied' || carriage === 'part') {
    const rest = asText(data['remainder']) ?? asText(data['gap']);
    const isPart = status !== 'partial' && asText(data['finding']) !== 'not-satisfied';
    const covered = isPart
      ? `Covered in part: what the controls do together ${relation === 'subset-of' ? 'is a part of' : 'meets only some of'} what the clause asks for.`
      : 'Covered in part.';
    const note = rest === null ? covered : `${covered} Not covered: ${sentence(rest)}`;
    return done('partial', say('partial', note), 'shallow', branch);
  }
  if (deciding.state === 'partial') return done('partial', deciding.reason, 'deep', deciding.deciding);
  const lapse = lapsedBy(clause, ownLinks, proofs, branch) ?? (deciding.state === 'lapsed' ? deciding : null);
  if (lapse) {
    // What a waiver accepts stands in the way only where nothing else does.
    const worst = lapse.accepted && deciding.state === 'lapsed' && !deciding.accepted ? deciding : lapse;
    if (worst.deciding === branch) say(branch.step.state, worst.reason);
    return done('lapsed', worst.reason, worst === deciding ? 'deep' : 'shallow', worst.deciding);
  }
  if (asText(data['finding']) === 'not-evidenced' && deciding.state === 'evidenced') {
    const note = 'The control is in place; the assessor found no record that proves it.';
    return done('implemented', say('partial', note), 'shallow', branch);
  }
  if (deciding.state === 'implemented')
    return done(
      'implemented',
      'The control is in place; no evidence is cited.',
      'shallow',
      deciding.deciding,
    );
  return done('evidenced', `Every required piece of evidence is valid on ${ground.as_of}.`, 'shallow', null);
}

/** What makes a row itself lapse: its clause that changed, or evidence of its own that does not hold. */
function lapsedBy(
  clause: Clause,
  links: readonly Link[],
  proofs: readonly ProofNode[],
  branch: ProofNode,
): Pick<ControlPath, 'reason' | 'accepted' | 'deciding'> | null {
  const read = links.find((link) => link.to === clause.id)?.state ?? 'valid';
  const weak = proofs.filter(({ step }) => step.state !== 'holds');
  const worst = weak.find(({ step }) => step.state !== 'waived') ?? weak[0];
  if (read === 'suspect' || (read === 'waived' && !worst)) {
    branch.step.state = read;
    const reason = 'The clause has changed since the row was last confirmed against it.';
    return { reason, accepted: read === 'waived', deciding: branch };
  }
  if (!worst) return null;
  const { title, note, state } = worst.step;
  const reason = `Evidence \`${title}\` does not count: ${note}`;
  return { reason, accepted: state === 'waived', deciding: worst };
}

function assessedNote(data: Record<string, unknown>): string {
  const by = asText(data['assessed_by']);
  const on = asText(data['assessed_on']);
  const confidence = asText(data['mapping_confidence']);
  const parts = [
    by && `assessed by ${by}`,
    on && `on ${on}`,
    confidence && `mapping confidence: ${confidence}`,
    asList(data['evidence']).length === 0 ? 'cites no evidence of its own' : null,
  ];
  return parts.filter((part) => part).join(', ');
}

const titleOf = ({ index }: Ground, reference: string): string =>
  index.parties.get(reference)?.title ?? reference;
