import type { z } from 'zod';
import { spotOf, type Artefact, type Item } from './artefact.ts';
import type { Role } from './classify.ts';
import { asRecord, asText } from './data.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOfMeaning } from './fingerprint.ts';
import { isSlug, qualify } from './id.ts';
import type { ItemList } from './kind.ts';
import { isPlace, toPointer, type Spot } from './place.ts';
import { prepare } from './prepare.ts';
import { readable, validate } from './schema.ts';

/** What is needed to understand a document besides itself. */
export interface Surroundings {
  schema: z.ZodObject;
  /** Finds a side file by its path in the content folder. */
  side: (file: string) => Document | undefined;
  /** The artefact whose fields this one inherits: its system's profile, or the portfolio. */
  parent: Artefact | null;
  /** Names of the fields that are inherited. */
  inheritable: readonly string[];
}

/** An artefact and what was wrong with its file. */
export interface Understood {
  artefact: Artefact;
  drafts: FindingDraft[];
  sides: string[];
}

/**
 * Makes an artefact of a document. Whatever is wrong is reported and left out; the artefact always comes out, so
 * that references to it hold and one fault gives one finding.
 */
export function understand(
  document: Document,
  role: Extract<Role, { role: 'artefact' }>,
  around: Surroundings,
): Understood {
  const { kind, system } = role;
  const stated = asRecord(document.data) ?? {};
  const local =
    kind.form === 'record' ? recordName(document.file, system) : idOf(role, stated, document.file);
  const id = kind.name === 'system' ? (system ?? local) : qualify(system, local);
  const prepared = prepare(document, kind, around.schema, id, around.side);
  const { own, origins } = prepared;
  const drafts = [...prepared.drafts];

  const heading = document.body?.headings.find((one) => one.depth === 1);
  if (own['title'] === undefined && heading && kind.form === 'page') {
    own['title'] = heading.text;
    origins.set(['title'], heading.place);
  }
  const artefact: Artefact = {
    id,
    local,
    kind: kind.name,
    system,
    title: asText(own['title']) ?? (kind.form === 'record' ? kind.title : local),
    file: document.file,
    digest: document.digest,
    data: {},
    own: {},
    body: document.body,
    items: [],
    broken: prepared.broken.map(toPointer),
    origins,
    fingerprints: { meaning: '', body: document.body?.fingerprint ?? null },
    approval: { status: 'draft', by: null, changed: [] },
  };
  if (asRecord(document.data) === null) {
    artefact.broken.push('');
    if (document.data !== null) drafts.push(noFields(document, id));
    return { artefact, drafts, sides: prepared.sides };
  }

  // Fields that stand in the body: its own fingerprint covers them, and does not see where lines break.
  const inBody = new Set(Object.keys(own).filter((name) => isInBody(origins.of([name]), document)));
  if (kind.fromSections) {
    for (const [name, value] of Object.entries(kind.fromSections({ ...artefact, own, data: own }))) {
      if (own[name] !== undefined) continue;
      own[name] = value;
      inBody.add(name);
    }
  }
  const checked = validate(around.schema, own);
  for (const issue of checked.issues) {
    drafts.push({
      rule: issue.part === 'key' ? 'schema/unknown-field' : 'schema/invalid',
      message: issue.message,
      at: spotOf(artefact, issue.path, issue.part),
      subject: id,
      detail: readable(issue.path),
      ...(issue.fix !== undefined && { fix: issue.fix }),
    });
  }
  artefact.broken.push(...checked.broken.map(toPointer));
  for (const { list, stood } of checked.closedUp) {
    const spots = stood.map((i) => spotOf(artefact, [...list, i]));
    spots.forEach((spot, i) => origins.set([...list, i], spot));
  }
  artefact.own = checked.data;
  artefact.data = { ...checked.data };
  inherit(artefact, around);
  if (kind.form === 'page' && artefact.data['title'] === undefined && !artefact.broken.includes('/title')) {
    drafts.push({
      rule: 'schema/missing-title',
      message: `\`${document.file}\` has no title`,
      at: { file: document.file, path: [] },
      subject: id,
      detail: 'title',
      fix: 'add `title:` to the front matter',
    });
  }
  let meaning: string | undefined;
  artefact.fingerprints = {
    body: artefact.fingerprints.body,
    get meaning() {
      meaning ??= fingerprintOfMeaning(
        Object.fromEntries(Object.entries(artefact.own).filter(([name]) => !inBody.has(name))),
      );
      return meaning;
    },
  };
  for (const list of kind.items) readItems(artefact, list, drafts);
  return { artefact, drafts, sides: prepared.sides };
}

const noFields = (document: Document, subject: string): FindingDraft => ({
  rule: 'schema/invalid',
  message: `the fields must be a mapping, not ${Array.isArray(document.data) ? 'a list' : 'a single value'}`,
  at: { file: document.file, path: [] },
  subject,
  detail: 'no fields',
  fix: 'write each field as `name: value`, on a line of its own',
});

const isInBody = (origin: Spot | undefined, { file }: Document): boolean =>
  origin !== undefined && isPlace(origin) && origin.file === file;

/** A record file is named by its path, so that `approvals/model-card.yaml` is not the model card. */
const recordName = (file: string, system: string | null): string =>
  file.slice(system === null ? 0 : `systems/${system}/`.length).replace(/\.ya?ml$/, '');

function idOf(
  role: Extract<Role, { role: 'artefact' }>,
  stated: Record<string, unknown>,
  file: string,
): string {
  const own = asText(stated['id']);
  if (own !== null && isSlug(own)) return own;
  return role.kind.id?.({ data: stated, file }) ?? role.local;
}

function inherit(artefact: Artefact, { parent, inheritable }: Surroundings): void {
  if (!parent) return;
  for (const name of inheritable) {
    if (artefact.data[name] !== undefined || parent.data[name] === undefined) continue;
    artefact.data[name] = parent.data[name];
    artefact.origins.set([name], spotOf(parent, [name]));
  }
}

function readItems(artefact: Artefact, list: ItemList, drafts: FindingDraft[]): void {
  const rows = artefact.data[list.field];
  if (!Array.isArray(rows)) return;
  rows.forEach((value: unknown, i) => {
    const row = asRecord(value);
    if (!row) return;
    const stated = asText(row[list.id]);
    const local =
      stated !== null && list.makeId === undefined
        ? stated
        : (asText(row['id']) ?? list.makeId?.(row, i) ?? stated);
    const path = [list.field, i];
    if (local === null) {
      if (artefact.broken.some((at) => at.startsWith(toPointer(path)))) return;
      drafts.push({
        rule: 'schema/missing-id',
        message: `row ${i + 1} of \`${list.field}\` has no \`${list.id}\``,
        at: spotOf(artefact, path),
        subject: artefact.id,
        detail: `${list.field} ${i + 1}`,
        fix: `give the row \`${list.id}:\``,
      });
      return;
    }
    let fingerprint: string | undefined;
    const item: Item = {
      id: qualify(artefact.system, local),
      local,
      kind: list.kind,
      system: artefact.system,
      artefact: artefact.id,
      title: list.title(row),
      data: row,
      path,
      // Most items are never confirmed against: their fingerprints are made when somebody asks.
      get fingerprint() {
        return (fingerprint ??= fingerprintOfMeaning(row));
      },
    };
    artefact.items.push(item);
  });
}
