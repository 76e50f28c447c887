import fs from 'node:fs';
import path from 'node:path';

/**
 * The folder of the package, with the sources, templates and catalogues that ship: the nearest one above this
 * file with Casebook's own `package.json`. The same from `src/` (run as TypeScript) and from `lib/` (compiled).
 * @throws {Error} when the files were taken out of the package.
 */
export function packageRoot(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (readPackage(folder)?.name === 'casebook') return folder;
    if (path.dirname(folder) === folder) throw new Error(`no package named casebook above ${from}`);
  }
}

/** The version in the package's own `package.json`. */
export const packageVersion = (): string => readPackage(packageRoot())?.version ?? '0.0.0';

function readPackage(folder: string): { name?: string; version?: string } | null {
  const file = path.join(folder, 'package.json');
  if (!fs.existsSync(file)) return null;
  return JSON.parse(fs.readFileSync(file, 'utf8')) as { name?: string; version?: string };
}
