import type { z } from 'zod';
import { absentColumn } from './absent-column.ts';
import { isBroken, spotOf, type Artefact, type Item } from './artefact.ts';
import type { Role } from './classify.ts';
import { asRecord, asText } from './data.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOfMeaning } from './fingerprint.ts';
import { isSlug, qualify } from './id.ts';
import type { ItemList } from './kind.ts';
import { isPlace, readable, toPointer, valueAt, type Path, type Spot } from './place.ts';
import { prepare } from './prepare.ts';
import { validate, type SchemaIssue } from './schema.ts';

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
    const at = spotOf(artefact, issue.path, issue.part);
    const meant = meantBy(issue);
    if (meant !== null && valueAt(checked.data, meant) === undefined) artefact.broken.push(toPointer(meant));
    drafts.push({
      rule: issue.part === 'key' ? 'schema/unknown-field' : 'schema/invalid',
      message: inDefaults(issue, at),
      at,
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
  const isTitled = kind.form === 'page' || kind.name === 'portfolio';
  if (isTitled && artefact.data['title'] === undefined && !artefact.broken.includes('/title')) {
    drafts.push({
      rule: 'schema/missing-title',
      message: `\`${document.file}\` has no title`,
      at: { file: document.file, path: [] },
      subject: id,
      detail: 'title',
      fix: kind.form === 'page' ? 'add `title:` to the front matter' : 'add `title:`',
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

/** The field that an unknown one was taken to be meant for: it is there, and cannot be used. */
function meantBy({ path, part, fix = '' }: SchemaIssue): Path | null {
  const name = part === 'key' ? /^did you mean `(.+)`\?$/.exec(fix)?.[1] : undefined;
  return name === undefined ? null : [...path.slice(0, -1), name];
}

/** What is wrong with a value that rows take from `defaults:` is said of the defaults, once, and of no row. */
function inDefaults({ path, message }: SchemaIssue, at: Spot): string {
  if (isPlace(at) || at.path[0] !== 'defaults') return message;
  return message.replace(`\`${readable(path)}\``, () => `\`${readable(at.path)}\``);
}

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
  const lacks = list.madeFrom ?? list.id;
  const nameless: number[] = [];
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
      // What would name the row is there and cannot be used: that is the finding.
      if (![list.id, lacks].some((name) => isBroken(artefact, [...path, name]))) nameless.push(i);
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
  // Each of them may be what a reference means that leads nowhere.
  for (const i of nameless) artefact.broken.push(toPointer([list.field, i, list.id]));
  const column = absentColumn(artefact, list.field, nameless.length);
  if (column !== null) {
    drafts.push({
      rule: 'schema/missing-id',
      message: `no row of \`${list.field}\` has \`${lacks}\`, so none has an id`,
      at: column,
      subject: artefact.id,
      detail: list.field,
      fix: `add or fill the column \`${lacks}\``,
    });
    return;
  }
  for (const i of nameless) {
    drafts.push({
      rule: 'schema/missing-id',
      message: `row ${i + 1} of \`${list.field}\` has no \`${lacks}\``,
      at: spotOf(artefact, [list.field, i]),
      subject: artefact.id,
      detail: `${list.field} ${i + 1}`,
      fix: `give the row \`${lacks}:\``,
    });
  }
}
