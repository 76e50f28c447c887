import { utf8Text } from '../../core/utf8.ts';
import { arraysOfJson, arraysOfNpy, arraysOfNpz, isExplanation } from './array-files.ts';
import { parseCsvFrame } from './csv.ts';
import type { Arrays } from './explanation-parts.ts';
import { ShapFault } from './fault.ts';
import { isForce } from './force.ts';
import type { Frame } from './frame.ts';
import { isZip } from './npz.ts';
import { readParquet } from './parquet.ts';
import { frameOfJson } from './records.ts';

/** A file, as far as it is read. */
export interface ShapFile {
  /** Relative to the content folder. */
  name: string;
  /** On the disk: Parquet is read from there. */
  path: string;
  bytes: Uint8Array;
  /** What it holds, when it is JSON. */
  json?: unknown;
}

/** What the bytes of a file are, once opened. */
export type Opened = { frame: Frame } | { arrays: Arrays } | { json: unknown };

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));

/**
 * Opens a file by what its bytes are, and by its name where those do not say.
 * @throws {ShapFault} for what cannot be opened, such as a pickle.
 */
export async function open(file: ShapFile): Promise<Opened> {
  const { name, path, bytes, json } = file;
  if (json !== undefined) return openJson(json);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new ShapFault({
      message: 'the file is packed with gzip, which is not unpacked here',
      detail: 'gzip',
      fix: 'unpack it, and register the file that was inside; Parquet and NPZ are small by themselves',
    });
  }
  if (/\.(?:pkl|pickle|joblib)$/i.test(name)) {
    throw new ShapFault({
      message: 'the file is a Python pickle, which only the Python that wrote it reads',
      detail: 'pickle',
      fix: 'write `numpy.savez(file, values=e.values, base_values=e.base_values, data=e.data, feature_names=names)`',
    });
  }
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return openJson(linesOf(utf8Text(bytes), name));
  if (isZip(bytes)) return { arrays: arraysOfNpz(bytes) };
  if (startsWith(bytes, '\x93NUMPY')) return { arrays: arraysOfNpy(bytes, name.split('/').at(-1)!) };
  if (startsWith(bytes, 'PAR1') || /\.parquet$/i.test(name)) return { frame: await readParquet(path) };
  if (/\.npz$/i.test(name)) return { arrays: arraysOfNpz(bytes) };
  if (/\.npy$/i.test(name)) return { arrays: arraysOfNpy(bytes, name.split('/').at(-1)!) };
  return { frame: parseCsvFrame(utf8Text(bytes), name) };
}

/** The rows of a text that has one JSON object on each line. */
function linesOf(text: string, file: string): unknown[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      throw new ShapFault({
        message: `line ${i + 1} is no JSON`,
        at: { file, line: i + 1, column: 1, end_line: i + 1, end_column: line.length + 1 },
        detail: 'no json line',
        fix: 'write one JSON object on each line',
      });
    }
  });
}

function openJson(json: unknown): Opened {
  if (isForce(json)) return { json };
  if (isMatrix(json)) return { arrays: arraysOfJson({ values: json }) };
  if (isExplanation(json)) return { arrays: arraysOfJson(json) };
  const frame = frameOfJson(json);
  return frame ? { frame } : { json };
}

/** Whether JSON is rows of numbers and nothing else, or such rows for each of several outputs, as `shap` once gave. */
const isMatrix = (json: unknown, depth = 0): boolean =>
  Array.isArray(json) &&
  json.length > 0 &&
  (depth > 0 && json.every((cell) => typeof cell === 'number')
    ? true
    : depth < 2 && json.every((row) => isMatrix(row, depth + 1)));
