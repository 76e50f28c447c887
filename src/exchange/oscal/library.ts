import { folderOf, joinPath } from '../../core/classify.ts';
import type { FindingDraft } from '../../core/finding.ts';
import { broken } from '../../core/input.ts';
import { openDocument } from './document.ts';
import { checkInserts } from './check-inserts.ts';
import { faultsOf, type Fault } from './faults.ts';
import type { OscalCatalog } from './model.ts';
import { parseCatalog } from './parse-catalog.ts';
import { parseProfile } from './parse-profile.ts';
import type { Import, Profile } from './profile.ts';
import { resolve } from './resolve.ts';
import { paramTable } from './to-catalogue.ts';

/** The JSON of a file of the content folder: `undefined` when there is no such file, `broken` when it cannot be read. */
export type JsonOf = (file: string) => unknown;

/**
 * The OSCAL documents of a content folder. Each is parsed and resolved once, and what is wrong with it said once, however
 * often it is imported.
 */
export class Library {
  readonly drafts: FindingDraft[] = [];
  readonly #jsonOf: JsonOf;
  readonly #documents = new Map<string, OscalCatalog | Profile | null>();
  readonly #resolved = new Map<string, OscalCatalog | null>();
  readonly #sources = new Map<string, OscalCatalog[]>();
  /** The profiles that are being resolved, from the one that was asked for. */
  readonly #open: string[] = [];

  constructor(jsonOf: JsonOf) {
    this.#jsonOf = jsonOf;
  }

  faults(file: string): Fault {
    return faultsOf(file, this.drafts);
  }

  /** A catalog, or what a profile resolves to; `null` when it cannot be had, which is said. */
  catalog(file: string): OscalCatalog | null {
    const document = this.document(file);
    if (document === null || document.type === 'catalog') return document;
    const before = this.#resolved.get(file);
    if (before !== undefined) return before;
    this.#open.push(file);
    const sources = document.imports.map((one) => this.#import(document, one));
    this.#open.pop();
    const whole = sources.every((one) => one !== null);
    if (whole) this.#sources.set(file, sources);
    const resolved = whole ? resolve(document, sources, this.faults(file)) : null;
    if (resolved) {
      const set = document.settings.map(({ param }) => param);
      checkInserts(resolved, file, paramTable(resolved), this.faults(file), set);
    }
    this.#resolved.set(file, resolved);
    return resolved;
  }

  /** What a resolved profile imports, each once. */
  sourcesOf(profile: Profile): OscalCatalog[] {
    return [...new Set(this.#sources.get(profile.file) ?? [])];
  }

  /** A document as written, parsed. */
  document(file: string): OscalCatalog | Profile | null {
    const before = this.#documents.get(file);
    if (before !== undefined) return before;
    const fault = this.faults(file);
    const json = this.#jsonOf(file);
    // What is no JSON at all has its finding from reading.
    const opened = json === broken || json === undefined ? null : openDocument(json, file, fault);
    const document =
      opened && (opened.type === 'catalog' ? parseCatalog(opened, fault) : parseProfile(opened, fault));
    if (document?.type === 'catalog') checkInserts(document, file, paramTable(document), fault);
    this.#documents.set(file, document);
    return document;
  }

  #import(profile: Profile, one: Import): OscalCatalog | null {
    const at = [...one.path, 'href'];
    const fault = this.faults(profile.file);
    const found = one.href.startsWith('#') ? this.#resource(profile, one) : { href: one.href };
    if (found === null) return null;
    const file = localFile(profile.file, found.href);
    if ('why' in file) {
      fault('oscal/import', at, file.why, file.fix);
      return null;
    }
    if (this.#jsonOf(file.file) === undefined) {
      fault(
        'oscal/import',
        at,
        `there is no file \`${file.file}\``,
        'put the document into the content folder, and write its path from the profile',
      );
      return null;
    }
    const circle = this.#open.indexOf(file.file);
    if (circle >= 0) {
      const way = [...this.#open.slice(circle), file.file].map((step) => `\`${step}\``).join(' → ');
      fault(
        'oscal/import',
        at,
        `the import leads back to where it comes from: ${way}`,
        'take the import out',
      );
      return null;
    }
    return this.catalog(file.file);
  }

  /** The file that an entry of the back matter is found by: the first in JSON that is in the folder. */
  #resource(profile: Profile, one: Import): { href: string } | null {
    const at = [...one.path, 'href'];
    const fault = this.faults(profile.file);
    const uuid = one.href.slice(1);
    const resource = profile.resources.find((known) => known.uuid === uuid);
    if (!resource) {
      fault(
        'oscal/import',
        at,
        `\`${one.href}\` names an entry of the back matter, and there is none of that uuid`,
        'add the resource with an `rlinks` entry, or write the path of the file',
      );
      return null;
    }
    const isJson = ({ href, media_type }: (typeof resource.links)[number]): boolean =>
      /\.json$/i.test(href) || (media_type?.includes('json') ?? false);
    const isHere = ({ href }: { href: string }): boolean => {
      const file = localFile(profile.file, href);
      return 'file' in file && this.#jsonOf(file.file) !== undefined;
    };
    const link =
      resource.links.find((known) => isJson(known) && isHere(known)) ??
      resource.links.find((known) => isJson(known)) ??
      resource.links[0];
    if (link) return { href: link.href };
    fault(
      'oscal/import',
      at,
      resource.hasBase64
        ? `the resource \`${uuid}\` is embedded as base64, which is not read`
        : `the resource \`${uuid}\` does not say where it is found`,
      'save the document in the content folder, and add an `rlinks` entry with its path',
    );
    return null;
  }
}

/** The file of the content folder that an address in a document names, or why it names none. */
function localFile(from: string, href: string): { file: string } | { why: string; fix: string } {
  const fix = 'save the document as JSON in the content folder, and write its path from the profile';
  if (/^https?:/i.test(href)) return { why: `\`${href}\` is on the network, and nothing is fetched`, fix };
  if (/^[a-z][a-z0-9+.-]+:/i.test(href)) return { why: `\`${href}\` is no path to a file`, fix };
  const file = joinPath(folderOf(from), decoded(href.replace(/[?#].*$/, '')));
  if (file === null) return { why: `\`${href}\` is outside the content folder`, fix };
  if (/\.(?:xml|ya?ml)$/i.test(file)) {
    return {
      why: `\`${file}\` is not JSON, and OSCAL is read as JSON`,
      fix: 'convert it with `oscal-cli convert --to=JSON`, and import the result',
    };
  }
  return { file };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
