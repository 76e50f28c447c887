import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Terminal } from './terminal.ts';

/**
 * Where parsed files are kept between runs: `CASEBOOK_CACHE`; else the project's `node_modules/.cache` or
 * `.cache`, where the project is the nearest folder above the content with a `package.json` or `.git`; else the
 * user's cache folder. Never inside the content, which holds only what people wrote.
 */
export function cacheFolder(content: string, terminal: Pick<Terminal, 'env' | 'cwd'>): string {
  const own = terminal.env['CASEBOOK_CACHE'];
  if (own) return path.resolve(terminal.cwd, own);
  const project = projectAbove(content);
  if (project !== null) {
    const modules = path.join(project, 'node_modules');
    return fs.existsSync(modules)
      ? path.join(modules, '.cache/casebook')
      : path.join(project, '.cache/casebook');
  }
  const home = terminal.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  return path.join(home, 'casebook', createHash('sha256').update(content).digest('hex').slice(0, 16));
}

function projectAbove(content: string): string | null {
  for (let folder = path.dirname(content); ; folder = path.dirname(folder)) {
    const isProject = ['package.json', '.git'].some((name) => fs.existsSync(path.join(folder, name)));
    if (isProject) return folder;
    if (path.dirname(folder) === folder) return null;
  }
}
