import fs from 'node:fs';
import path from 'node:path';
import { compareText } from '../core/compare.ts';

/** What tells a built site from a folder that somebody else filled. */
export const manifestName = 'casebook-manifest.json';

/** A built site's list of its own files: no dates and no machine, so that equal builds have equal manifests. */
export interface Manifest {
  schema: 'casebook/manifest@1';
  title: string;
  as_of: string;
  /** The commit of the content, where it was told. */
  commit?: string;
  /** The path the site is made to be served under. */
  base: string;
  draft: boolean;
  /** Relative to the site, with forward slashes, sorted; the manifest itself is left out. */
  files: string[];
}

/** Writes the manifest of a folder that holds a finished site. */
export function writeManifest(folder: string, about: Omit<Manifest, 'schema' | 'files'>): Manifest {
  const manifest: Manifest = { schema: 'casebook/manifest@1', ...about, files: listFiles(folder) };
  fs.writeFileSync(path.join(folder, manifestName), JSON.stringify(manifest, null, 2) + '\n');
  return manifest;
}

/** Reads the manifest of a site; `null` when the folder holds none that Casebook wrote. */
export function readManifest(folder: string): Manifest | null {
  const file = path.join(folder, manifestName);
  if (!fs.existsSync(file)) return null;
  try {
    const value = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Manifest> | null;
    const isOurs = value?.schema === 'casebook/manifest@1' && Array.isArray(value.files);
    return isOurs && typeof value.base === 'string' ? (value as Manifest) : null;
  } catch {
    return null;
  }
}

/** Every file below a folder but its manifest, with forward slashes, sorted. */
export function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => file !== manifestName)
    .sort(compareText);
}
