import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindingDraft } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { ReadingCache } from './cache.ts';
import { parseFile, type FileReading } from './file.ts';
import { stampOf, type Memory } from './memory.ts';
import { unreadable } from './walk.ts';

/** How files of a folder are read. */
export interface FileOptions {
  cache: ReadingCache;
  /** Whether bodies are rendered. */
  blocks: boolean;
}

/** Reads one file of a content folder, unless it is as it was; a finding when it cannot be read. */
export function readOne(
  root: string,
  file: string,
  memory: Pick<Memory, 'unchanged' | 'keep'>,
  options: FileOptions,
): FileReading | FindingDraft {
  try {
    const full = path.join(root, file);
    const stamp = stampOf(full);
    const known = memory.unchanged(file, stamp);
    if (known) return known;
    const bytes = readFileSync(full);
    const digest = sha256(bytes);
    return memory.keep(file, stamp, digest, () => parseFile(file, bytes, { ...options, digest }));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unreadable(file, error);
  }
}

/** Whether an error is the system's about a file, not a fault of the code. */
export const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
