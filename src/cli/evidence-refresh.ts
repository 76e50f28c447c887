import fs from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { sha256, shortDigest } from '../core/fingerprint.ts';
import { contentFolder, contentOption } from './content.ts';
import { CouldNotRun } from './errors.ts';
import {
  evidenceFile,
  findRegisters,
  readEvidence,
  registerFolder,
  registerName,
  rowsOf,
} from './evidence-register.ts';
import { parseAsOf } from './options.ts';
import { showPath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';
import { setField } from './yaml-edit.ts';

interface RefreshOptions {
  capturedAt?: string;
  content?: string;
}

/** `casebook evidence refresh`: the digests of registered files, written anew. */
export const refreshCommand = (terminal: Terminal): Command =>
  new Command('refresh')
    .description('write the digests of registered files anew, after they were produced anew')
    .argument('[file]', 'one file (default: every file of every register)')
    .option('--captured-at <date>', 'the day they were produced', parseAsOf)
    .addOption(contentOption())
    .action((given: string | undefined, options: RefreshOptions) => {
      const file = given === undefined ? null : evidenceFile(terminal, given);
      if (file !== null) readEvidence(file, given!);
      const registers =
        file === null
          ? findRegisters(contentFolder(terminal, options.content))
          : [path.join(registerFolder(file, given!), registerName)];
      let changed = 0;
      for (const register of registers) changed += refreshRegister(terminal, register, file, options);
      if (terminal.exitCode === 0 && changed === 0) terminal.out('Every digest is what its file has.\n');
    });

/** Renews one register, of one file or all; returns how many digests changed. */
function refreshRegister(
  terminal: Terminal,
  register: string,
  only: string | null,
  options: RefreshOptions,
): number {
  const shown = showPath(terminal, register);
  const text = readTextIfThere(register, shown) ?? '';
  let edited = text;
  let changed = 0;
  const rows = rowsOf(text, shown);
  const folder = path.dirname(register);
  if (only !== null && !rows.some((row) => path.resolve(folder, row.file) === only)) {
    throw new CouldNotRun(
      `${showPath(terminal, only)} is not in ${shown}; \`casebook evidence add\` registers it`,
    );
  }
  for (const [i, row] of rows.entries()) {
    const file = path.resolve(folder, row.file);
    if (only !== null && file !== only) continue;
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      terminal.err(
        `casebook: ${row.id}: there is no file ${row.file} beside ${shown}; its row stays as it is\n`,
      );
      terminal.exitCode = 1;
      continue;
    }
    const digest = sha256(fs.readFileSync(file));
    if (digest === row.sha256) continue;
    edited = setField(edited, ['evidence', i, 'sha256'], digest, shown);
    if (options.capturedAt !== undefined) {
      edited = setField(edited, ['evidence', i, 'captured_at'], options.capturedAt, shown);
    }
    changed += 1;
    terminal.out(
      `${row.id}: ${row.sha256 === '' ? 'no digest' : shortDigest(row.sha256) + '…'} → ${shortDigest(digest)}…\n`,
    );
  }
  if (edited !== text) writeFileWhole(register, edited, shown);
  return changed;
}
