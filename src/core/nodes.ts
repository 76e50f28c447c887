import { chaptersOf } from './chapter.ts';
import { spotOf, type Artefact, type Fingerprints, type Item } from './artefact.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isSlug } from './id.ts';
import type { Clause } from './obligation.ts';
import { startOf } from './place.ts';
import type { Node, System } from './portfolio.ts';
import type { Evidence, Party, Waiver } from './records.ts';

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
  waivers: readonly Waiver[];
}): { nodes: Map<string, Node>; drafts: FindingDraft[] } {
  const nodes = new Map<string, Node>();
  const drafts: FindingDraft[] = [];
  // By type: most ids are in lower case already, and then they are the very text that the other map is asked for.
  const byLetters = new Map<Node['type'], Map<string, Node>>();
  const add = (node: Node, known: Looked = lookAt(node)): void => {
    const first = nodes.get(node.id);
    if (!first) {
      nodes.set(node.id, node);
      const { fault, letters } = known;
      if (fault !== null) drafts.push(fault);
      let alike = byLetters.get(node.type);
      if (!alike) byLetters.set(node.type, (alike = new Map()));
      // Column names of data may differ so; files, pages and what people say aloud may not.
      const near = node.kind === 'feature' ? undefined : alike.get(letters);
      // Of two systems with the same letters, everything inside them has the same letters too.
      if (near !== undefined && node.type !== 'system' && near.system !== node.system) return;
      if (near === undefined) alike.set(letters, node);
      else drafts.push(sameLetters(near, node));
      return;
    }
    drafts.push({
      rule: 'reference/duplicate',
      message:
        word(first) === word(node)
          ? `\`${node.id}\` is the id of two ${word(node)} entries`
          : `\`${node.id}\` is the id of two things: ${withArticle(word(first))} and ${withArticle(word(node))}`,
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
      get fingerprint() {
        return system.profile ? wholeOf(system.profile.fingerprints) : null;
      },
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
  const chapters = chapterTable(things.clauses);
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
      chapter: chapters.get(clause.id) ?? '',
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
      get fingerprint() {
        return wholeOf(artefact.fingerprints);
      },
      at: { file: artefact.file, path: [] },
    });
  }
  for (const artefact of things.pages) for (const { node, looked } of itemNodes(artefact)) add(node, looked);
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
  for (const waiver of things.waivers) {
    add({
      id: waiver.id,
      local: waiver.id.slice(waiver.id.indexOf('/') + 1),
      type: 'waiver',
      kind: 'waiver',
      title: waiver.title,
      system: waiver.system,
      artefact: null,
      fingerprint: null,
      at: waiver.at,
    });
  }
  return { nodes, drafts };
}

/** What an id alone tells of a node. */
interface Looked {
  /** The id in lower case. */
  letters: string;
  fault: FindingDraft | null;
}

const lookAt = (node: Node): Looked => ({
  letters: node.id.toLowerCase(),
  fault: faultOf(node),
});

interface Made {
  node: Node;
  looked: Looked;
}

const made = new WeakMap<readonly Item[], Made[]>();

/** The nodes of an artefact's items: most of a portfolio, and the same as long as the items are. */
function itemNodes(artefact: Artefact): readonly Made[] {
  let nodes = made.get(artefact.items);
  if (!nodes) {
    nodes = artefact.items.map((item) => {
      const node = itemNode(item, artefact);
      return { node, looked: lookAt(node) };
    });
    made.set(artefact.items, nodes);
  }
  return nodes;
}

const itemNode = (item: Item, artefact: Artefact): Node => ({
  id: item.id,
  local: item.local,
  type: 'item',
  kind: item.kind,
  title: item.title,
  system: item.system,
  artefact: item.artefact,
  get fingerprint() {
    return item.fingerprint;
  },
  at: spotOf(artefact, item.path),
});

/** The chapter of each clause. */
const chapterTable = (clauses: readonly Clause[]): Map<string, string> =>
  new Map(
    [...Map.groupBy(clauses, ({ catalogue }) => catalogue)].flatMap(([id, own]) =>
      chaptersOf({ id, clauses: own }).flatMap((chapter) =>
        chapter.clauses.map((clause): [string, string] => [clause.id, chapter.id]),
      ),
    ),
  );

/** An id that no reference can name, or that no address can hold. */
function faultOf(node: Node): FindingDraft | null {
  const isName = node.type === 'system' || node.type === 'artefact' || node.type === 'control';
  const fine = isName || node.type === 'evidence' ? isSlug(node.local) : !/[/#|[\]]|^\s|\s$/.test(node.local);
  if (fine) return null;
  return {
    rule: 'schema/invalid',
    message: `\`${node.local}\` cannot be an id: ${isName || node.type === 'evidence' ? 'letters, digits, dots, underscores, hyphens' : 'it holds one of `/`, `#`, `|`, `[`, `]`, or begins or ends with a space'}`,
    at: node.at,
    subject: node.id,
    detail: 'id',
    fix: isName ? 'rename the file or folder that it comes from' : 'rename it, here and where it is named',
  };
}

const sameLetters = (first: Node, node: Node): FindingDraft => ({
  rule: 'reference/duplicate',
  message: `\`${first.id}\` and \`${node.id}\` differ only in upper and lower case`,
  at: node.at,
  subject: node.id,
  detail: `letters:${first.id}`,
  related: [{ at: first.at, message: `\`${first.id}\` is here` }],
  fix: 'rename one of the two',
});

const withArticle = (noun: string): string =>
  noun === 'evidence' ? noun : `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

const word = (node: Node): string =>
  (node.type === 'artefact' || node.type === 'item' ? node.kind : node.type).replaceAll('-', ' ');

/**
 * What a link to an artefact is confirmed against: its fields and its prose, because either may be what it relies
 * on; `null` for one that could not be read.
 */
function wholeOf({ meaning, body }: Fingerprints): string | null {
  if (meaning === '') return null;
  return body === null ? meaning : fingerprintOf([meaning, body]);
}
