/** The compiled pages: found where they ship or were kept, else compiled. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareText } from '../core/compare.ts';
import { sha256 } from '../core/fingerprint.ts';
import { makeFolder } from '../read/make-folder.ts';
import { siteRoot } from './astro-config.ts';
import { compiledParts, compilePages, entryName } from './compile.ts';

/** Bytes that may go to another thread, and are then gone from this one. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A page or another file that a site has for a portfolio. */
export interface DrawnPage {
  /** Relative to the site, with forward slashes: `systems/pd/index.html`. */
  file: string;
  /** Its bytes; `null` when its address leads to nothing after all. Throws what goes wrong in the page. */
  draw: () => Promise<Bytes | null>;
}

/** The pages of the portfolio that was handed over. */
export interface Drawing {
  /** All of them, in the order of the site. */
  pages: () => Promise<DrawnPage[]>;
}

/** Compiled pages in a folder. */
export interface CompiledPages {
  /** Opens the pages of a site under a base path. */
  open: (base: string) => Promise<Drawing>;
  /** Absolute path of the folder whose files belong to every site: sheets, scripts, fonts. */
  client: string;
  /** Removes what is not kept. */
  close: () => Promise<void>;
}

/** What a folder of compiled pages says of itself. */
interface Manifest {
  /** Digests by file, relative to the folder. */
  files: Record<string, string>;
}

const manifestName = 'compiled.json';

/** How many are kept: of several versions of the code side by side, each finds its own. */
const kept = 6;

/**
 * Finds the compiled pages of this version of the package. The published package has them; elsewhere they are compiled
 * when they are first needed and kept.
 * @param compiledDir see `BuildOptions`. What lies there is run, so it must be nobody else's.
 * @param compile compiles into a folder that does not exist yet.
 */
export async function compiledPages(
  compiledDir: string | null,
  compile = compilePages,
): Promise<CompiledPages> {
  const shipped = shippedPages();
  if (shipped !== null) return pagesIn(shipped);
  if (compiledDir === null) return compiledFor(compile);
  const version = pagesVersion();
  return pagesIn(wholePages(compiledDir, version) ?? (await keepPages(compiledDir, version, compile)));
}

/** The folder of pages of a version that are whole; `null` when there are none. */
function wholePages(compiledDir: string, version: string): string | null {
  const kept = existsSync(compiledDir) ? readdirSync(compiledDir).sort(compareText) : [];
  const places = kept.filter((name) => name.startsWith(`${version}.`));
  return places.map((name) => path.join(compiledDir, name, 'pages')).find(isWhole) ?? null;
}

/** Compiles the pages for one build. */
async function compiledFor(compile: typeof compilePages): Promise<CompiledPages> {
  const own = await mkdtemp(path.join(os.tmpdir(), 'casebook-pages-'));
  const close = () => rm(own, { recursive: true, force: true });
  try {
    const folder = path.join(own, 'pages');
    await compile(folder);
    return pagesIn(folder, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Compiles the pages into a folder of their own, which counts from when it is sealed. Nothing that another build may be
 * drawing from is moved or replaced: of two that compile at the same time, both are kept until they are old.
 */
async function keepPages(
  compiledDir: string,
  version: string,
  compile: typeof compilePages,
): Promise<string> {
  makeFolder(compiledDir);
  const own = await mkdtemp(path.join(compiledDir, `${version}.`));
  const folder = path.join(own, 'pages');
  try {
    await compile(folder);
    await sealPages(folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    throw error;
  }
  await forgetOld(compiledDir);
  return folder;
}

/** Writes down what a folder of compiled pages holds, so that one that lost something is not used. */
export async function sealPages(folder: string): Promise<void> {
  const files = Object.fromEntries(
    filesIn(folder).map((file) => [file, sha256(readFileSync(path.join(folder, file)))]),
  );
  await writeFile(path.join(folder, manifestName), JSON.stringify({ files } satisfies Manifest, null, 2));
}

function isWhole(folder: string): boolean {
  try {
    const { files } = JSON.parse(readFileSync(path.join(folder, manifestName), 'utf8')) as Manifest;
    return Object.entries(files).every(
      ([file, digest]) => sha256(readFileSync(path.join(folder, file))) === digest,
    );
  } catch {
    return false;
  }
}

function pagesIn(folder: string, close = () => Promise.resolve()): CompiledPages {
  return {
    open: async (base) => {
      const entry = path.join(folder, compiledParts.drawing, entryName);
      const { openDrawing } = (await import(pathToFileURL(entry).href)) as {
        openDrawing: (base: string) => Drawing;
      };
      return openDrawing(base);
    },
    client: path.join(folder, compiledParts.client),
    close,
  };
}

/** The pages that the published package ships, whose code is JavaScript; in the repository they would be old. */
function shippedPages(): string | null {
  const folder = path.join(siteRoot, 'lib/pages');
  return import.meta.filename.endsWith('.js') && existsSync(path.join(folder, manifestName)) ? folder : null;
}

/** What pages are compiled from, relative to the package. The versions of libraries stand in its `package.json`. */
const sources = ['src', 'plugins', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** A digest of all that the pages are compiled from. */
function pagesVersion(): string {
  const parts: string[] = [];
  for (const source of sources) {
    const place = path.join(siteRoot, source);
    const files = statSync(place).isDirectory()
      ? filesIn(place).map((file) => `${source}/${file}`)
      : [source];
    for (const file of files) parts.push(file, sha256(readFileSync(path.join(siteRoot, file))));
  }
  return sha256(parts.join('\n')).slice(0, 32);
}

/** Every file below a folder, with forward slashes, sorted. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort(compareText);

/** Removes all but the youngest compiled pages. Others may be doing the same. */
async function forgetOld(folder: string): Promise<void> {
  const known = readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((place) => ({ place, made: statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.made - a.made);
  for (const { place } of known.slice(kept)) await rm(place, { recursive: true, force: true });
}
