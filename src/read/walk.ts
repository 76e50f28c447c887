import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import type { FindingDraft } from '../core/finding.ts';
import { startOf } from '../core/place.ts';

/** Files of a folder, relative to it, with forward slashes, in order of their names; and what could not be entered. */
export interface Walk {
  files: string[];
  drafts: FindingDraft[];
}

/**
 * Lists the files of a content folder. Left out: names that begin with a dot, `node_modules`, and README files, except
 * beside evidence, where a model card may be called so.
 * A link is followed only to a file inside the folder.
 */
export function walk(content: string): Walk {
  const root = realpathSync(content);
  const found: Walk = { files: [], drafts: [] };
  const enter = (folder: string): void => {
    let names: string[];
    try {
      names = readdirSync(path.join(root, folder));
    } catch (error) {
      found.drafts.push(unreadable(folder, error, 'folder'));
      return;
    }
    const mayBeCard = /(?:^|\/)evidence(?:\/|$)/.test(folder);
    for (const name of names) {
      if (name.startsWith('.') || name === 'node_modules' || (isReadme(name) && !mayBeCard)) continue;
      const file = folder === '' ? name : `${folder}/${name}`;
      const kind = kindOf(root, file, found.drafts);
      if (kind === 'folder' && isNamedAsFile(name)) found.drafts.push(unreadable(file, folderForFile));
      if (kind === 'file' && roots.has(file)) found.drafts.push(unreadable(file, fileForFolder, 'folder'));
      else if (kind === 'file') found.files.push(file);
      if (kind === 'folder') enter(file);
    }
  };
  enter('');
  found.files.sort(compareText);
  return found;
}

const isReadme = (name: string): boolean => /^readme(\.[a-z]+)?$/i.test(name);

/** Whether a folder has the name of a file that would be read. */
const isNamedAsFile = (name: string): boolean => /\.(mdx?|ya?ml|csv|json)$/.test(name);

/** Folders whose files have ids that others name. */
const roots: ReadonlySet<string> = new Set(['controls', 'systems']);
const fileForFolder = new Error('it is a file, not a folder');

const folderForFile = new Error('it is a folder, not a file');

function kindOf(root: string, file: string, drafts: FindingDraft[]): 'file' | 'folder' | null {
  const full = path.join(root, file);
  try {
    const stat = lstatSync(full);
    if (stat.isDirectory()) return 'folder';
    if (stat.isFile()) return 'file';
    if (stat.isSymbolicLink()) return kindOfLink(root, file, drafts);
    drafts.push(unreadable(file, new Error('it is neither a file nor a folder')));
  } catch (error) {
    drafts.push(unreadable(file, error));
  }
  return null;
}

function kindOfLink(root: string, file: string, drafts: FindingDraft[]): 'file' | null {
  const target = realpathSync(path.join(root, file));
  const inside = target.startsWith(root + path.sep);
  if (inside && statSync(target).isFile()) return 'file';
  drafts.push({
    rule: 'read/outside',
    message: inside
      ? 'the link leads to a folder, and is not followed'
      : 'the link leads out of the content folder',
    at: startOf(file),
    fix: inside ? 'put the files themselves here' : 'copy what it leads to into the content folder',
  });
  return null;
}

/** The finding about a file that cannot be read. */
export function unreadable(file: string, error: unknown, what: 'file' | 'folder' = 'file'): FindingDraft {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const why =
    code === null
      ? error instanceof Error
        ? error.message
        : 'it cannot be opened'
      : (reasons[code] ?? code);
  return {
    rule: 'read/unreadable',
    message: `the ${what} cannot be read: ${why}`,
    at: startOf(file),
    fix: `restore the ${what} or its permissions`,
  };
}

const reasons: Record<string, string> = {
  ENOENT: 'the link leads nowhere',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'the link leads to itself',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
};
