import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import { sha256 } from '../core/fingerprint.ts';

/**
 * A digest of the code that reads: sources of this folder, of the plugins and of core, and the versions of the
 * libraries. What was read by other code is not the same reading.
 */
export function readCodeVersion(): string {
  const here = import.meta.dirname;
  const parts: string[] = [];
  for (const folder of [here, path.resolve(here, '../core'), path.resolve(here, '../../plugins')]) {
    for (const name of readdirSync(folder).sort(compareText)) {
      if (/\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
        parts.push(name, sha256(readFileSync(path.join(folder, name))));
    }
  }
  const manifest = findManifest(here);
  if (manifest) parts.push(sha256(readFileSync(manifest)));
  return sha256(parts.join('\n'));
}

/** The package's own package.json, some folders up. */
function findManifest(folder: string): string | null {
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) return file;
  const parent = path.dirname(folder);
  return parent === folder ? null : findManifest(parent);
}
