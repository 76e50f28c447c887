import { chaptersOf } from './chapter.ts';
import { spotOf, type Artefact, type Fingerprints, type Item } from './artefact.ts';
import { claimantOf, claimIds, noIds, type Claimant, type Ids } from './claim-ids.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Clause } from './obligation.ts';
import { once } from './once.ts';
import { startOf } from './place.ts';
import type { System } from './portfolio.ts';
import type { Evidence, Party, Waiver } from './records.ts';

/** Everything that has an id, each with the first that claims it. */
export function nodesOf(
  things: {
    systems: readonly System[];
    pages: readonly Artefact[];
    evidence: readonly Evidence[];
    parties: readonly Party[];
    clauses: readonly Clause[];
    waivers: readonly Waiver[];
  },
  last: Ids = noIds,
): Ids {
  const claimants: Claimant[] = [
    ...things.systems.map(systemNode),
    ...things.parties.map(partyNode),
    ...clauseNodes(things.clauses),
  ];
  for (const artefact of things.pages) {
    if (artefact.kind !== 'system' && artefact.kind !== 'portfolio') claimants.push(artefactNode(artefact));
  }
  for (const artefact of things.pages) for (const node of itemNodes(artefact)) claimants.push(node);
  for (const record of things.evidence) claimants.push(evidenceNode(record));
  for (const waiver of things.waivers) claimants.push(waiverNode(waiver));
  return claimIds(claimants, last);
}

const systemNode = once((system: System): Claimant =>
  claimantOf({
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
  }),
);

const partyNode = once((party: Party): Claimant =>
  claimantOf({
    id: party.id,
    local: party.id,
    type: 'party',
    kind: 'party',
    title: party.title,
    system: null,
    artefact: null,
    fingerprint: null,
    at: party.at,
  }),
);

const clauseNodes = once((clauses: readonly Clause[]): Claimant[] => {
  const chapters = chapterTable(clauses);
  return clauses.map((clause) =>
    claimantOf({
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
    }),
  );
});

const artefactNode = once((artefact: Artefact): Claimant =>
  claimantOf({
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
  }),
);

const made = new WeakMap<readonly Item[], Claimant[]>();

/** The nodes of an artefact's items: most of a portfolio, and the same as long as the items are. */
function itemNodes(artefact: Artefact): readonly Claimant[] {
  let nodes = made.get(artefact.items);
  if (!nodes) {
    nodes = artefact.items.map((item) => itemNode(item, artefact));
    made.set(artefact.items, nodes);
  }
  return nodes;
}

const itemNode = (item: Item, artefact: Artefact): Claimant =>
  claimantOf({
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

const evidenceNode = once((record: Evidence): Claimant =>
  claimantOf({
    id: record.id,
    local: record.local,
    type: 'evidence',
    kind: record.type,
    title: record.title,
    system: record.system,
    artefact: null,
    fingerprint: record.found_sha256,
    at: record.at,
  }),
);

const waiverNode = once((waiver: Waiver): Claimant =>
  claimantOf({
    id: waiver.id,
    local: waiver.id.slice(waiver.id.indexOf('/') + 1),
    type: 'waiver',
    kind: 'waiver',
    title: waiver.title,
    system: waiver.system,
    artefact: null,
    fingerprint: null,
    at: waiver.at,
  }),
);

/** The chapter of each clause. */
const chapterTable = (clauses: readonly Clause[]): Map<string, string> =>
  new Map(
    [...Map.groupBy(clauses, ({ catalogue }) => catalogue)].flatMap(([id, own]) =>
      chaptersOf({ id, clauses: own }).flatMap((chapter) =>
        chapter.clauses.map((clause): [string, string] => [clause.id, chapter.id]),
      ),
    ),
  );

/**
 * What a link to an artefact is confirmed against: its fields and its prose, because either may be what it relies
 * on; `null` for one that could not be read.
 */
function wholeOf({ meaning, body }: Fingerprints): string | null {
  if (meaning === '') return null;
  return body === null ? meaning : fingerprintOf([meaning, body]);
}
