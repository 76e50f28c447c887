import { spotOf, type Artefact, type Fingerprints } from './artefact.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Clause } from './obligation.ts';
import { startOf } from './place.ts';
import type { Node, System } from './portfolio.ts';
import type { Evidence, Party } from './records.ts';

/**
 * Everything that has an id. The first to claim one keeps it; a second claim is a finding that names both, and
 * references go to the first, so that one fault gives one finding.
 */
export function nodesOf(things: {
  systems: readonly System[];
  pages: readonly Artefact[];
  evidence: readonly Evidence[];
  parties: readonly Party[];
  clauses: readonly Clause[];
}): { nodes: Map<string, Node>; drafts: FindingDraft[] } {
  const nodes = new Map<string, Node>();
  const drafts: FindingDraft[] = [];
  const add = (node: Node): void => {
    const first = nodes.get(node.id);
    if (!first) {
      nodes.set(node.id, node);
      return;
    }
    drafts.push({
      rule: 'reference/duplicate',
      message: `\`${node.id}\` is the id of two things: a ${word(first)} and a ${word(node)}`,
      at: node.at,
      subject: node.id,
      detail: `${node.type}:${node.artefact ?? ''}`,
      related: [{ at: first.at, message: 'first defined here' }],
      fix: 'rename one of the two',
    });
  };
  for (const system of things.systems) {
    add({
      id: system.id,
      local: system.id,
      type: 'system',
      kind: 'system',
      title: system.title,
      system: system.id,
      artefact: system.profile?.id ?? null,
      fingerprint: system.profile ? wholeOf(system.profile.fingerprints) : null,
      at: system.profile ? { file: system.profile.file, path: [] } : startOf(system.folder),
    });
  }
  for (const party of things.parties) {
    add({
      id: party.id,
      local: party.id,
      type: 'party',
      kind: 'party',
      title: party.title,
      system: null,
      artefact: null,
      fingerprint: null,
      at: party.at,
    });
  }
  for (const clause of things.clauses) {
    add({
      id: clause.id,
      local: clause.id,
      type: 'obligation',
      kind: 'obligation',
      title: `${clause.ref} ${clause.title}`,
      system: null,
      artefact: null,
      fingerprint: clause.fingerprint,
      at: clause.at,
    });
  }
  for (const artefact of things.pages) {
    if (artefact.kind === 'system' || artefact.kind === 'portfolio') continue;
    add({
      id: artefact.id,
      local: artefact.local,
      type: artefact.kind === 'control' ? 'control' : 'artefact',
      kind: artefact.kind,
      title: artefact.title,
      system: artefact.system,
      artefact: artefact.id,
      fingerprint: artefact.fingerprints.meaning === '' ? null : wholeOf(artefact.fingerprints),
      at: { file: artefact.file, path: [] },
    });
  }
  for (const artefact of things.pages) {
    for (const item of artefact.items) {
      add({
        id: item.id,
        local: item.local,
        type: 'item',
        kind: item.kind,
        title: item.title,
        system: item.system,
        artefact: item.artefact,
        fingerprint: item.fingerprint,
        at: spotOf(artefact, item.path),
      });
    }
  }
  for (const record of things.evidence) {
    add({
      id: record.id,
      local: record.local,
      type: 'evidence',
      kind: record.type,
      title: record.title,
      system: record.system,
      artefact: null,
      fingerprint: record.found_sha256,
      at: record.at,
    });
  }
  return { nodes, drafts };
}

const word = (node: Node): string =>
  (node.type === 'artefact' || node.type === 'item' ? node.kind : node.type).replaceAll('-', ' ');

/** What a link to an artefact is confirmed against: its fields and its prose, because either may be what it relies on. */
const wholeOf = ({ meaning, body }: Fingerprints): string =>
  body === null ? meaning : fingerprintOf([meaning, body]);
