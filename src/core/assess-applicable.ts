import { isBroken } from './artefact.ts';
import { titleOf, type Assessment, type Ground } from './assessment.ts';
import type { Cell, CellState, ProofStep } from './cell.ts';
import { controlPath, type ControlPath } from './control-path.ts';
import { asRecord, asText, asTexts } from './data.ts';
import type { Link } from './link.ts';
import { linksFor } from './links-for.ts';
import type { MappedRow } from './mapped-rows.ts';
import type { Clause } from './obligation.ts';
import type { System } from './portfolio.ts';
import { evidenceNode, sentence, type ProofNode } from './proof.ts';
import { carriageOf, relationships } from './relationship.ts';
import { compareStrength } from './strength.ts';

/**
 * What a row is worth whose clause applies: the first state that fits, from what covers nothing to what holds whole.
 * The approval of the mapping closes the branch.
 */
export function assessApplicable(
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
    return controlPath(ground, system, reference, mapsTo, proofs.length > 0);
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
    if (owner === null || due === null)
      return done(
        'gap',
        say('missing', 'Said to be planned, without an owner and a date.'),
        'shallow',
        branch,
      );
    // A plan is somebody's: a name that nobody has is no owner.
    if (!index.parties.has(owner)) {
      const note = `Said to be planned by \`${owner}\`, and there is no such party.`;
      return done('gap', say('missing', note), 'shallow', branch);
    }
    const note = say('partial', `Planned by ${titleOf(ground, owner)} for ${due}.`);
    return done('planned', note, 'shallow', branch);
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
  const unread = ['relationship', 'finding'].find((name) => isBroken(row.artefact, [...row.item.path, name]));
  if (unread !== undefined) {
    const note = `The row's \`${unread}\` cannot be read, and may take from what its controls do.`;
    return done('not-assessed', say('missing', note), 'shallow', branch);
  }
  const relation = relationships.find((one) => one === data['relationship']) ?? null;
  const carriage = relation === null ? 'all' : carriageOf[relation];
  if (carriage === 'nothing') {
    const note = 'The row says that its controls have no relationship to the clause.';
    return done('gap', say('missing', note), 'shallow', branch);
  }
  const byState = [...paths].sort(
    (a, b) =>
      compareStrength(a.state, b.state) ||
      Number(a.unread) - Number(b.unread) ||
      Number(a.accepted) - Number(b.accepted),
  );
  const deciding = (data['combine'] === 'any-of' ? byState.at(-1) : byState[0])!;
  if (deciding.unread) return done('not-assessed', deciding.reason, 'deep', deciding.deciding);
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
