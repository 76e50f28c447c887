import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { Locate } from '../../src/core/place.ts';
import { readFolder, type ReadOptions, type Reading } from '../../src/read/folder.ts';

/** Writes files into a new folder, gives it to a function and removes it. */
export function withFolder<T>(files: Record<string, string | Uint8Array>, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'casebook-read-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads files as a content folder. */
export const readFiles = (files: Record<string, string | Uint8Array>, options?: ReadOptions): Reading =>
  withFolder(files, (folder) => readFolder(folder, options));

/** Findings as one line each, with everything they say: `file:line:column-line:column rule message → fix`. */
export const show = (drafts: readonly FindingDraft[], locate: Locate): string[] =>
  drafts.map((draft) => {
    const { file, line, column, end_line, end_column } = locate(draft.at);
    const related = (draft.related ?? []).map(({ at, message }) => {
      const place = locate(at);
      return ` (${place.line}:${place.column} ${message})`;
    });
    return `${file}:${line}:${column}-${end_line}:${end_column} ${draft.rule} ${draft.message}${related.join('')} → ${draft.fix}`;
  });

/** What reading one file finds. */
export function findingsOf(file: string, content: string | Uint8Array): string[] {
  const { drafts, locate } = readFiles({ [file]: content });
  return show(drafts, locate);
}
