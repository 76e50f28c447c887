import { asRecord } from '../../core/data.ts';
import { checkFields } from './check-fields.ts';
import { entriesOf, textOf, textsOf, type Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import type { Metadata, Resource } from './model.ts';
import { parseProps } from './parse-content.ts';

/** The documents of OSCAL, by the key that each has at its top. */
const documents: Readonly<Record<string, string>> = {
  catalog: 'catalog',
  profile: 'profile',
  'component-definition': 'component definition',
  'system-security-plan': 'system security plan',
  'assessment-plan': 'assessment plan',
  'assessment-results': 'set of assessment results',
  'plan-of-action-and-milestones': 'plan of action and milestones',
  'mapping-collection': 'mapping collection',
};

/** A catalog or a profile, opened: its root and what both have. */
export interface OscalDocument {
  type: 'catalog' | 'profile';
  file: string;
  root: Entry;
  metadata: Metadata;
  resources: Resource[];
}

/** What kind of OSCAL document some data is, by its top key; `null` when it is none. */
function oscalTypeOf(data: unknown): string | null {
  const record = asRecord(data);
  return record ? (Object.keys(documents).find((key) => Object.hasOwn(record, key)) ?? null) : null;
}

/** Opens a catalog or a profile; anything else is said and gives `null`. */
export function openDocument(data: unknown, file: string, fault: Fault): OscalDocument | null {
  const type = oscalTypeOf(data);
  const wanted = 'name an OSCAL `catalog` or `profile`, or a catalogue with `framework:` and `obligations:`';
  if (type === null) {
    fault('oscal/invalid', [], 'the file is no OSCAL document: nothing at its top is one', wanted);
    return null;
  }
  if (type !== 'catalog' && type !== 'profile') {
    fault(
      'oscal/invalid',
      [type],
      `the file is an OSCAL ${documents[type]}, not a catalog or a profile`,
      wanted,
    );
    return null;
  }
  const body = asRecord(asRecord(data)?.[type]);
  if (!body) {
    fault('oscal/invalid', [type], `\`${type}\` has to be an object`, 'write the file again from its source');
    return null;
  }
  const root: Entry = { data: body, path: [type] };
  const metadata = parseMetadata(root, file, fault);
  if (metadata) checkFields(root, type, fault);
  return metadata && { type, file, root, metadata, resources: parseResources(root, fault) };
}

function parseMetadata(root: Entry, file: string, fault: Fault): Metadata | null {
  const path = [...root.path, 'metadata'];
  const data = asRecord(root.data['metadata']);
  if (!data) {
    fault(
      'oscal/invalid',
      root.path,
      'there is no `metadata`',
      'add `metadata` with a title and `oscal-version`',
    );
    return null;
  }
  const oscal_version = textOf(data, 'oscal-version');
  if (oscal_version === null) {
    fault(
      'oscal/invalid',
      path,
      '`metadata` does not say which OSCAL version it is written in',
      'add `"oscal-version": "1.2.1"`, or the version it really is',
    );
  } else if (!/^1\.\d+(?:\.\d+)?(?:[-+].*)?$/.test(oscal_version) || /^1\.0(?:\.0)?-/.test(oscal_version)) {
    fault(
      'oscal/invalid',
      [...path, 'oscal-version'],
      `the file is written in OSCAL \`${oscal_version}\`; Casebook reads 1.0.0 and what follows it in version 1`,
      'convert it with the tools of its publisher to OSCAL 1',
    );
    return null;
  }
  const entry: Entry = { data, path };
  const title = textOf(data, 'title');
  if (title === null) fault('oscal/invalid', path, '`metadata` has no `title`', 'add one');
  return {
    title: title ?? file,
    version: textOf(data, 'version'),
    oscal_version,
    last_modified: textOf(data, 'last-modified'),
    published: textOf(data, 'published'),
    publisher: publisherOf(entry, fault),
    url: urlOf(entry, fault),
    props: parseProps(entry, fault),
  };
}

/** The name of the party that published the document, else of the one that made it. */
function publisherOf(metadata: Entry, fault: Fault): string | null {
  const names = new Map(
    entriesOf(metadata, 'parties', fault).map(({ data }) => [textOf(data, 'uuid'), textOf(data, 'name')]),
  );
  const responsible = entriesOf(metadata, 'responsible-parties', fault);
  for (const role of ['publisher', 'creator']) {
    for (const entry of responsible) {
      if (textOf(entry.data, 'role-id') !== role) continue;
      for (const uuid of textsOf(entry, 'party-uuids', fault)) {
        const name = names.get(uuid);
        if (name) return name;
      }
    }
  }
  return null;
}

/** The address of the source, where the document names one that is no file. */
const urlOf = (metadata: Entry, fault: Fault): string | null =>
  entriesOf(metadata, 'links', fault)
    .filter(({ data }) => ['canonical', 'source', 'reference'].includes(textOf(data, 'rel') ?? ''))
    .map(({ data }) => textOf(data, 'href'))
    .find((href) => href !== null && /^https?:\/\//.test(href)) ?? null;

function parseResources(root: Entry, fault: Fault): Resource[] {
  const backMatter = asRecord(root.data['back-matter']);
  if (!backMatter) return [];
  return entriesOf({ data: backMatter, path: [...root.path, 'back-matter'] }, 'resources', fault).flatMap(
    (one) => {
      const uuid = textOf(one.data, 'uuid');
      if (uuid === null) return [];
      const links = entriesOf(one, 'rlinks', fault).flatMap(({ data }) => {
        const href = textOf(data, 'href');
        return href === null ? [] : [{ href, media_type: textOf(data, 'media-type') }];
      });
      return [{ uuid, title: textOf(one.data, 'title'), links, hasBase64: one.data['base64'] !== undefined }];
    },
  );
}
