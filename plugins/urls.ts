import type { Definition, Image, Link, Nodes, Parents, Root } from 'mdast';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { folderOf, joinPath } from '../src/core/classify.ts';
import { contentScheme } from '../src/core/content-url.ts';
import { pictureType, pictureTypes } from '../src/core/picture.ts';
import type { Place } from '../src/core/place.ts';
import type { CasebookComponent } from './components.ts';
import { report } from './report.ts';
import { placeOf, stretchOf } from './stretch.ts';

/** A file of the content folder that a body leads to. */
export interface FileLink {
  /** Relative to the content folder. */
  file: string;
  written: string;
  place: Place;
}

declare module 'vfile' {
  interface DataMap {
    files: FileLink[];
  }
}

/** What an address may be: somewhere on the web, a mailbox, a place on this page, a file of the content folder. */
export type Url =
  | { kind: 'web' | 'mail' | 'anchor'; url: string }
  | { kind: 'content'; url: string; file: string }
  | { kind: 'refused'; why: string; fix: string };

/**
 * Decides whether an address written in a file may stand on a page, and resolves relative ones to the content
 * folder.
 * @param folder the file's folder, relative to the content folder, with a trailing slash.
 */
export function parseUrl(url: string, folder: string): Url {
  // Browsers drop control characters and surrounding space, so `java\nscript:` would act.
  const bare = Array.from(url.trim(), (one) => (one.charCodeAt(0) <= 32 ? '' : one)).join('');
  if (bare.startsWith('#')) return { kind: 'anchor', url: bare };
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(bare)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return { kind: 'web', url: bare };
  if (scheme === 'mailto') return { kind: 'mail', url: bare };
  if (scheme !== undefined) {
    return {
      kind: 'refused',
      why: `\`${scheme}:\` is not allowed`,
      fix: 'use `https:`, `mailto:` or a relative path',
    };
  }
  if (/^[/\\]{2}/.test(bare)) {
    return { kind: 'refused', why: 'it names a host without a scheme', fix: 'write `https:` before it' };
  }
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(url.trim()) ?? [];
  const file = joinPath(folder, decode(path) ?? '\\');
  if (file === null) {
    return {
      kind: 'refused',
      why: 'it leads outside the content folder',
      fix: 'write a path relative to this file, to something in the content folder',
    };
  }
  return {
    kind: 'content',
    file,
    url: contentScheme + encodeURI(file).replace(/[?#]/g, encodeURIComponent) + rest,
  };
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * remark plugin: the allow-list of addresses. Links go to http, https, mailto or relative paths inside the
 * content folder; images are files of the content folder. A refused link keeps its text, a refused image its
 * alternative text.
 */
export function remarkUrls() {
  return (tree: Root, file: VFile): void => {
    const folder = folderOf(file.path ?? '');
    const pictured = new Set<string>();
    each(tree, (node) => {
      if (node.type === 'imageReference') pictured.add(node.identifier);
    });
    checkChildren(tree, file, folder, pictured);
  };
}

function each(node: Nodes, look: (node: Nodes) => void): void {
  look(node);
  if ('children' in node) for (const child of node.children) each(child, look);
}

function checkChildren(parent: Parents, file: VFile, folder: string, pictured: ReadonlySet<string>): void {
  let changed = false;
  const children = parent.children.flatMap((child): Nodes[] => {
    if ('children' in child) checkChildren(child, file, folder, pictured);
    if (child.type === 'casebookComponent') checkProps(child, file, folder);
    if (child.type !== 'link' && child.type !== 'image' && child.type !== 'definition') return [child];
    const image = child.type === 'image' || (child.type === 'definition' && pictured.has(child.identifier));
    if (accept(child, image, file, folder)) return [child];
    changed = true;
    if (child.type === 'link') return child.children;
    return child.type === 'image' && child.alt ? [{ type: 'text', value: child.alt }] : [];
  });
  if (changed) parent.children = children as typeof parent.children;
}

function accept(node: Link | Image | Definition, image: boolean, file: VFile, folder: string): boolean {
  const url = check(node.url, image, stretchOf(file, node, node.url), file, folder);
  if (url === null) return false;
  node.url = url;
  return true;
}

/** Addresses in the props of components stay as written; one that is refused is taken out. */
function checkProps(node: CasebookComponent, file: VFile, folder: string): void {
  for (const name of ['src', 'href']) {
    const value = node.props[name];
    if (typeof value !== 'string') continue;
    const url = check(value, name === 'src', stretchOf(file, node, value), file, folder);
    if (url === null) Reflect.deleteProperty(node.props, name);
  }
}

/** The address as it stands on the page; `null`, and a report, when it is refused. */
function check(
  written: string,
  image: boolean,
  place: Position | undefined,
  file: VFile,
  folder: string,
): string | null {
  const url = parseUrl(written, folder);
  if (url.kind === 'refused') {
    const what = image ? 'image' : 'link';
    report(file, 'content/url', `the ${what} \`${written}\` is refused: ${url.why}`, place, url.fix);
    return null;
  }
  if (image && url.kind !== 'content') {
    report(
      file,
      'content/url',
      `the image \`${written}\` is not a file of the content folder, and pages make no request to another host`,
      place,
      'put the image into the content folder and give its relative path',
    );
    return null;
  }
  if (image && url.kind === 'content' && pictureType(url.file) === null) {
    report(
      file,
      'content/url',
      `the image \`${written}\` is of a type that pages do not show`,
      place,
      `use one of ${Object.keys(pictureTypes).join(', ')}; an SVG can carry scripts, so export it`,
    );
    return null;
  }
  if (url.kind === 'content') {
    (file.data.files ??= []).push({ file: url.file, written, place: placeOf(file, place) });
  }
  return url.url;
}
