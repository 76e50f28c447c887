import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import { sha256 } from '../core/fingerprint.ts';

/** The folders of the package whose code decides what a reading is. */
const folders = ['src/read', 'src/core', 'plugins'];

/**
 * A digest of the code that reads: its sources, which ship beside what is bundled from them, and the versions of the
 * libraries. What was read by other code is not the same reading.
 * @param more folders of the package whose code has a part in it as well.
 */
export function readCodeVersion(...more: string[]): string {
  const root = packageFolder(import.meta.dirname);
  const parts: string[] = [];
  for (const folder of [...folders, ...more]) {
    for (const name of readdirSync(path.join(root, folder)).sort(compareText)) {
      if (name.endsWith('.ts') && !name.endsWith('.d.ts'))
        parts.push(name, sha256(readFileSync(path.join(root, folder, name))));
    }
  }
  parts.push(sha256(readFileSync(path.join(root, 'package.json'))));
  return sha256(parts.join('\n'));
}

/** The folder with the package's own package.json, some folders up. */
function packageFolder(folder: string): string {
  const parent = path.dirname(folder);
  if (parent === folder || existsSync(path.join(folder, 'package.json'))) return folder;
  return packageFolder(parent);
}
