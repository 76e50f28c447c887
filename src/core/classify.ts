import type { Document } from './document.ts';
import type { Kind } from './kind.ts';

/** What a document is: of a kind and in a system, a side file, a catalogue, or nothing we know. */
export type Role =
  | { role: 'artefact'; kind: Kind; system: string | null; local: string }
  | { role: 'side' }
  | { role: 'catalogue' }
  | { role: 'unknown'; system: string | null };

/** The system a file belongs to by its folder, or `null`. */
export function systemOf(file: string): string | null {
  if (!file.startsWith('systems/')) return null;
  const end = file.indexOf('/', 8);
  return end > 8 ? file.slice(8, end) : null;
}

/** The folder of a file, with a trailing slash; empty for the content folder itself. */
export const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

/**
 * Joins a path written in a file to that file's folder; `null` when it is absolute or leaves the content
 * folder.
 */
export function joinPath(folder: string, path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:|\\/.test(path)) return null;
  const steps: string[] = folder.split('/').filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (steps.length === 0) return null;
      steps.pop();
    } else steps.push(step);
  }
  return steps.join('/');
}

/** Decides what a document is, by its place, its name, then `kind:`. */
export function roleOf(document: Pick<Document, 'file' | 'format' | 'data'>, kinds: readonly Kind[]): Role {
  const { file, format, data } = document;
  const system = systemOf(file);
  const rest = system === null ? file : file.slice(`systems/${system}/`.length);
  const scope = system === null ? 'portfolio' : 'system';
  const stated =
    data !== null && typeof data === 'object' && !Array.isArray(data)
      ? (data as Record<string, unknown>)['kind']
      : undefined;
  const byName = kinds.find((kind) => kind.files.test(rest) && (kind.scope === scope || isShared(kind)));
  const kind = (typeof stated === 'string' ? kinds.find((one) => one.name === stated) : undefined) ?? byName;
  if (kind && (kind.form === 'record') === (format === 'yaml')) {
    return { role: 'artefact', kind, system, local: localName(rest) };
  }
  if (format === 'mdx' || format === 'md') return { role: 'unknown', system };
  if (system === null && file.startsWith('catalogues/')) return { role: 'catalogue' };
  return { role: 'side' };
}

/** Kinds that a portfolio may hold in its library and a system of its own. */
const shared: ReadonlySet<string> = new Set([
  'control',
  'evidence-register',
  'approvals',
  'confirmations',
  'waivers',
]);
const isShared = (kind: Kind): boolean => shared.has(kind.name);

/** The base name of a file without its ending: `decisions/0003-x.mdx` → `0003-x`. */
export const localName = (file: string): string =>
  file.slice(file.lastIndexOf('/') + 1).replace(/\.(mdx|md|yaml|yml|csv|json)$/, '');
