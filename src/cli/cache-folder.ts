import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeFolder } from '../read/make-folder.ts';
import type { Terminal } from './terminal.ts';

/**
 * Where parsed files are kept between runs: `CASEBOOK_CACHE`; else the project's `node_modules/.cache` or
 * `.cache`, where the project is the nearest folder above the content with a `package.json` or `.git`; else the
 * user's cache folder; else, where none of these can be written, one for this user among the temporary files. Never
 * inside the content, which holds only what people wrote.
 */
export function cacheFolder(content: string, terminal: Pick<Terminal, 'env' | 'cwd'>): string {
  const own = terminal.env['CASEBOOK_CACHE'];
  if (own) return path.resolve(terminal.cwd, own);
  const project = projectAbove(content);
  const places: string[] = [];
  if (project !== null) {
    const modules = path.join(project, 'node_modules');
    places.push(path.join(fs.existsSync(modules) ? modules : project, '.cache/casebook'));
  }
  const ofContent = createHash('sha256').update(content).digest('hex').slice(0, 16);
  places.push(path.join(userCache(terminal), ofContent));
  return places.find(canBeWritten) ?? path.join(ownTemporaryFolder(), ofContent);
}

/**
 * Where compiled pages are kept between builds: `CASEBOOK_CACHE`, else the user's cache folder; `null` when it cannot be
 * written. Not in the project, whose files may come from somebody else: what lies here is run.
 */
export function compiledFolder(terminal: Pick<Terminal, 'env' | 'cwd'>): string | null {
  const own = terminal.env['CASEBOOK_CACHE'];
  const place = path.join(own ? path.resolve(terminal.cwd, own) : userCache(terminal), 'pages');
  return canBeWritten(place) ? place : null;
}

/** Whether a folder is there and can be written, or can be made. */
function canBeWritten(folder: string): boolean {
  let there = folder;
  while (!fs.existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  try {
    fs.accessSync(there, fs.constants.W_OK | fs.constants.X_OK);
    return fs.statSync(there).isDirectory();
  } catch {
    return false;
  }
}

/** A folder that nobody else can have filled: what lies in a cache is trusted. */
function ownTemporaryFolder(): string {
  const own = process.getuid?.();
  const folder = path.join(os.tmpdir(), `casebook-${own ?? os.userInfo().username}`);
  makeFolder(folder, 0o700);
  const stat = fs.lstatSync(folder);
  const isOurs = stat.isDirectory() && (own === undefined || stat.uid === own) && (stat.mode & 0o022) === 0;
  return isOurs ? folder : fs.mkdtempSync(`${folder}-`);
}

const userCache = ({ env }: Pick<Terminal, 'env'>): string =>
  path.join(env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'casebook');

function projectAbove(content: string): string | null {
  for (let folder = path.dirname(content); ; folder = path.dirname(folder)) {
    const isProject = ['package.json', '.git'].some((name) => fs.existsSync(path.join(folder, name)));
    if (isProject) return folder;
    if (path.dirname(folder) === folder) return null;
  }
}
