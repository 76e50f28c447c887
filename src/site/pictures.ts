/**
 * Pictures of the content folder that pages show. A page asks for an address; the files asked for are copied once
 * the pages are written. Like the portfolio, the list passes through one registered symbol, because pages are
 * bundled apart from the builder.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pictureType } from '../core/picture.ts';
import { makeFolder } from '../read/make-folder.ts';

const key = Symbol.for('casebook.pictures');
type Global = typeof globalThis & { [key]?: Set<string> };

const asked = (): Set<string> => ((globalThis as Global)[key] ??= new Set());

/** The root-relative address of a picture, given its path in the content folder; `null` when it is none. */
export function pictureAddress(file: string): string | null {
  if (pictureType(file) === null) return null;
  asked().add(file);
  return '/files/' + encodeURI(file).replace(/[?#]/g, encodeURIComponent);
}

/** Copies every picture that pages asked for into a built site, and forgets them. */
export function copyPictures(content: string, outDir: string): void {
  for (const file of [...asked()].sort()) {
    const from = pictureFile(content, file);
    if (from === null) continue;
    const to = path.join(outDir, 'files', file);
    makeFolder(path.dirname(to));
    fs.copyFileSync(from, to);
  }
  asked().clear();
}

/** The real file behind a picture; `null` when it is missing, no picture, or outside the content folder. */
export function pictureFile(content: string, file: string): string | null {
  const at = path.join(content, file);
  if (pictureType(file) === null || !fs.existsSync(at)) return null;
  const real = fs.realpathSync(at);
  return real.startsWith(fs.realpathSync(content) + path.sep) && fs.statSync(real).isFile() ? real : null;
}
