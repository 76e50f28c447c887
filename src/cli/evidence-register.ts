import fs from 'node:fs';
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import { contentAbove } from './content.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { parseYaml } from './yaml-edit.ts';

/** The file that registers what lies in an evidence folder. */
export const registerName = 'evidence.yaml';

/**
 * The rows of a register, as far as adding and refreshing need them.
 * @throws {CouldNotRun} when its `evidence` is no list.
 */
export function rowsOf(text: string, shown: string): { id: string; file: string; sha256: string }[] {
  if (text === '') return [];
  const list = (parseYaml(text, shown).toJS() as { evidence?: unknown } | null)?.evidence ?? [];
  if (!Array.isArray(list)) throw new CouldNotRun(`${shown}: \`evidence\` is not a list`);
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  return (list as (Record<string, unknown> | null)[]).map((row) => ({
    id: textOf(row?.['id']),
    file: textOf(row?.['file']),
    sha256: textOf(row?.['sha256']),
  }));
}

/** A file by its path, else by its path in the content folder, as findings name it; whether it is there is not asked. */
export function evidenceFile(terminal: Pick<Terminal, 'cwd'>, given: string): string {
  const file = resolvePath(terminal, given);
  if (fs.existsSync(file)) return file;
  const named = resolvePath(terminal, path.join('content', given));
  return fs.existsSync(named) ? named : file;
}

/**
 * The bytes of a file of evidence.
 * @param given the file as somebody wrote it, for messages.
 * @throws {CouldNotRun} when there is no such file, or it cannot be read.
 */
export function readEvidence(file: string, given: string): Buffer {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new CouldNotRun(`there is no file ${given}`);
  if (!stat.isFile()) throw new CouldNotRun(`${given} is not a file`);
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new CouldNotRun(`cannot read ${given}: ${reasonOf(error)}`);
  }
}

/**
 * The evidence folder of the system that a file lies in.
 * @throws {CouldNotRun} for a file that lies in none.
 */
export function registerFolder(file: string, given: string): string {
  const content = contentAbove(file);
  const steps = content === null ? [] : path.relative(content, fs.realpathSync(file)).split(path.sep);
  if (content === null || steps[0] !== 'systems' || steps[2] !== 'evidence' || steps.length < 4) {
    throw new CouldNotRun(
      `${given} does not lie in a system’s evidence folder; put it below systems/<id>/evidence/ first`,
    );
  }
  return path.join(content, ...steps.slice(0, 3));
}

/** The registers of all systems of a content folder, by the id of the system. */
export function findRegisters(content: string): string[] {
  const systems = path.join(content, 'systems');
  if (!fs.existsSync(systems)) return [];
  return fs
    .readdirSync(systems)
    .sort(compareText)
    .map((system) => path.join(systems, system, 'evidence', registerName))
    .filter((register) => fs.existsSync(register));
}
