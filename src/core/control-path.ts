import { isBroken, type Artefact } from './artefact.ts';
import type { Ground } from './assessment.ts';
import type { ProofStep } from './cell.ts';
import { asRecord, asText } from './data.ts';
import { isAhead, type CalendarDate } from './date.ts';
import type { Link } from './link.ts';
import { linksFor } from './links-for.ts';
import type { System } from './portfolio.ts';
import { evidenceNode, itemNode, nodeOf, sentence, type ProofNode } from './proof.ts';
import type { Strength } from './strength.ts';

/** How far one control carries a clause: as far as the weakest of the control, its items and its evidence. */
export interface ControlPath {
  /** Qualified id; `null` when there is no such control. */
  id: string | null;
  state: Exclude<Strength, 'not-assessed'>;
  /** Whether `state` is only what could be read: how far the control is in place is not known. */
  unread: boolean;
  /** Whether a waiver accepts what made it lapse. */
  accepted: boolean;
  /** One sentence why it is no more; empty when everything holds. */
  reason: string;
  node: ProofNode;
  /** The step that decides: the control's own, or one below it. */
  deciding: ProofNode;
  /** Ids of the evidence that the control cites for this system. */
  evidence: string[];
}

/**
 * The path from a mapping row to one control and what carries it.
 * @param mapsTo the link clause → control that the row makes, where there is one: it may be suspect.
 * @param rowHasEvidence whether the row itself cites evidence, so that a control that cites none is proved by it.
 */
export function controlPath(
  { index, as_of }: Ground,
  system: System,
  reference: string,
  mapsTo: Link | undefined,
  rowHasEvidence: boolean,
): ControlPath {
  const resolution = index.resolve(reference, system.id);
  if (resolution.state !== 'found' || resolution.node.type !== 'control') {
    return missing(reference, index.isControlUnread(reference, system.id));
  }
  const { id, title } = resolution.node;
  const artefact = index.artefacts.get(id);
  const data = artefact?.data ?? {};
  const status = asText(data['implementation_status']);
  const links = linksFor(index.linksFrom.get(id) ?? [], system.id);
  const items = links.filter((link) => link.type === 'implemented-by').map((link) => itemNode(index, link));
  const proven = links.filter((link) => link.type === 'evidenced-by');
  const proofs = proven.map((link) => evidenceNode(index, link));
  const node = nodeOf(
    {
      type: 'control',
      id,
      title,
      state: 'holds',
      note:
        status?.replaceAll('-', ' ') ??
        (isStatusUnread(artefact) ? 'status not readable' : 'status not stated'),
    },
    [...items, ...proofs],
  );
  const path = (
    state: ControlPath['state'],
    reason: string,
    deciding = node,
    own: ProofStep['state'] = node.step.state,
  ): ControlPath => {
    node.step.state = own;
    const accepted = deciding.step.state === 'waived';
    return {
      id,
      state,
      unread: false,
      accepted,
      reason,
      node,
      deciding,
      evidence: proven.map((link) => link.to),
    };
  };

  const text = asText(data['status']);
  if (text === 'retired' || text === 'superseded')
    return path('gap', `Control \`${id}\` is ${text}.`, node, 'missing');
  if (isStatusUnread(artefact)) {
    const reason = `How far control \`${id}\` is in place could not be read.`;
    return { ...path('gap', reason, node, 'missing'), unread: true };
  }
  if (status === null)
    return path('gap', `Control \`${id}\` does not say how far it is in place.`, node, 'missing');
  if (status === 'planned') {
    const plan = asRecord(data['planned']);
    const due = asText(plan?.['due']);
    const owner = asText(plan?.['owner']);
    if (owner === null || due === null)
      return path('gap', `Control \`${id}\` is planned, without an owner and a date.`, node, 'missing');
    // A plan is somebody's: a name that nobody has is no owner.
    if (!index.parties.has(owner)) {
      const why = `Control \`${id}\` is planned by \`${owner}\`, and there is no such party.`;
      return path('gap', why, node, 'missing');
    }
    return path('planned', `Control \`${id}\` is planned for ${due}.`, node, 'partial');
  }
  if (status === 'not-applicable')
    return path('gap', `Control \`${id}\` is marked not applicable.`, node, 'missing');
  const inPart = `Control \`${id}\` is in place in part.`;
  if (status === 'partial') return path('partial', inPart, node, 'partial');
  const failed = failureOf(asRecord(data['assessment']), as_of);
  if (failed !== null)
    return path('partial', `Control \`${id}\` was assessed and found ${failed}.`, node, 'partial');
  const lost = items.find(({ step }) => step.state === 'dangling' || step.state === 'ambiguous');
  if (lost) return path('partial', inPart, lost);
  const mapping = mapsTo?.state ?? 'valid';
  const weak = [...items, ...proofs].filter(({ step }) => step.state !== 'holds');
  // What a waiver accepts stands in the way only where nothing else does.
  const lapsed = weak.find(({ step }) => step.state !== 'waived') ?? weak[0];
  if (mapping === 'suspect' || (mapping === 'waived' && !lapsed)) {
    const changed = 'has changed since the mapping to it was last confirmed';
    node.step.note = `${node.step.note}; it ${changed}`;
    return path('lapsed', `Control \`${id}\` ${changed}.`, node, mapping);
  }
  if (lapsed) {
    const { title: what, note } = lapsed.step;
    return path(
      'lapsed',
      `Control \`${id}\` rests on \`${what}\`, which does not count: ${sentence(note)}`,
      lapsed,
    );
  }
  if (proofs.length === 0 && !rowHasEvidence)
    return path('implemented', `Control \`${id}\` cites no evidence.`);
  return path('evidenced', '');
}

/** Whether what a control says of how far it is in place could not be read, which has its finding. */
export const isStatusUnread = (control: Pick<Artefact, 'broken'> | undefined): boolean =>
  control !== undefined && isBroken(control, ['implementation_status']);

/** What an assessment that exists by a date found wrong with a control, or `null`. */
function failureOf(assessment: Record<string, unknown> | null, asOf: CalendarDate): string | null {
  if (assessment === null || isAhead(assessment['assessed_on'], asOf)) return null;
  const design = assessment['design'] === 'inadequate' ? 'inadequate in design' : null;
  const operation = assessment['operation'] === 'ineffective' ? 'ineffective in operation' : null;
  return [design, operation].filter((one) => one !== null).join(' and ') || null;
}

/**
 * A reference to a control that leads nowhere: what it names covers nothing.
 * @param unread whether it may stand in what could not be read, which has its finding.
 */
function missing(reference: string, unread: boolean): ControlPath {
  const node = nodeOf({
    type: 'control',
    id: null,
    title: reference,
    state: 'dangling',
    note: unread ? 'It may stand in what could not be read.' : 'No control has this id.',
  });
  const reason = unread
    ? `The control \`${reference}\` could not be read.`
    : `The control \`${reference}\` does not exist.`;
  return {
    id: null,
    state: 'gap',
    unread,
    accepted: false,
    reason,
    node,
    deciding: node,
    evidence: [],
  };
}
