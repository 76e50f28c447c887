// SHAP values as other tools write them, read into Casebook's own shape.
import { asRecord } from '../../core/data.ts';
import type { Shap } from '../../evidence/shapes/shap.ts';
import { arraysOfJson, arraysOfNpy, arraysOfNpz, isExplanation } from './array-files.ts';
import { checkFinite, type Contributions, type Totals, type Values } from './contributions.ts';
import { parseCsvFrame } from './csv.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { baseOf, dataOf, fromArrays, outputOf, type Arrays } from './explanation.ts';
import { ShapFault, type Fault } from './fault.ts';
import { fromForce, isForce } from './force.ts';
import { columnOf, type Frame } from './frame.ts';
import { fromDalex, isDalex } from './dalex.ts';
import { checkLong, fromLong, isLong } from './long.ts';
import { gapsOf } from './gaps.ts';
import { isZip } from './npz.ts';
import { readParquet } from './parquet.ts';
import { frameOfJson } from './records.ts';
import { listed, rolesOf } from './roles.ts';
import { summarise, summariseTotals, type About } from './summarise.ts';
import { blocksOf, headed } from './nameless.ts';
import { fromTable, isTable } from './table.ts';
import { fromWide, noRows, valuesOf } from './wide.ts';
import { count } from '../../core/count.ts';

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

/** A file of SHAP values with the files beside it that the register names. */
export interface ShapSource extends ShapFile {
  values?: ShapFile;
  base?: ShapFile;
  predictions?: ShapFile;
}

/** What came of a file: content, or why there is none; and what it does not say. */
export interface Imported {
  content: Shap | null;
  fault: Fault | null;
  /** What the file and the register leave open, in words; `null` when nothing. */
  gap: Fault | null;
}

/**
 * Reads a file of SHAP values by what its bytes are and what the register says of it. What is wrong with it is one
 * fault, and what it leaves open one question.
 */
export async function importShap(source: ShapSource, about: About): Promise<Imported> {
  try {
    const opened = await open(source);
    const totals = totalsOf(opened, about.declared);
    if (totals) {
      const content = summariseTotals(totals, about);
      return { content, fault: null, gap: gapsOf(content, [], about) };
    }
    const found = layoutOf(opened, about);
    await addFilesBeside(found, source, about.declared);
    checkFinite(found);
    const content = summarise(found, about);
    const hasValues = found.values !== null;
    return {
      content,
      fault: null,
      gap: gapsOf(content, found.gaps, about, { hasValues, hasOutput: found.output !== null }),
    };
  } catch (error) {
    if (!(error instanceof ShapFault)) throw error;
    return { content: null, fault: error.fault, gap: null };
  }
}

/** What the bytes of a file are, once opened. */
type Opened = { frame: Frame } | { arrays: Arrays } | { json: unknown };

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));

async function open(file: ShapFile): Promise<Opened> {
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
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return openJson(linesOf(textOf(bytes), name));
  if (isZip(bytes)) return { arrays: arraysOfNpz(bytes) };
  if (startsWith(bytes, '\x93NUMPY')) return { arrays: arraysOfNpy(bytes, name.split('/').at(-1)!) };
  if (startsWith(bytes, 'PAR1') || /\.parquet$/i.test(name)) return { frame: await readParquet(path) };
  if (/\.npz$/i.test(name)) return { arrays: arraysOfNpz(bytes) };
  if (/\.npy$/i.test(name)) return { arrays: arraysOfNpy(bytes, name.split('/').at(-1)!) };
  return { frame: parseCsvFrame(textOf(bytes), name) };
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

/** A text, its lines ended by LF, without byte order mark. */
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');

function totalsOf(opened: Opened, { layout }: Declared): Totals | null {
  if ('frame' in opened) {
    const isMeant = layout === 'table' || (layout === undefined && isTable(opened.frame));
    return isMeant ? fromTable(opened.frame) : null;
  }
  const record = 'json' in opened && !isForce(opened.json) ? asRecord(opened.json) : null;
  const means = Object.entries(record ?? {});
  if (means.length === 0 || !means.every(([, mean]) => typeof mean === 'number')) return null;
  // `Series.to_json`: feature → mean.
  const columns = [
    columnOf(
      'feature',
      means.map(([name]) => name),
    ),
    columnOf(
      'mean',
      means.map(([, mean]) => mean as number),
    ),
  ];
  return fromTable({ columns, n: means.length, head: undefined });
}

function layoutOf(opened: Opened, { declared, register }: About): Contributions {
  if ('arrays' in opened) return fromArrays(opened.arrays, declared);
  if ('json' in opened) {
    if (isForce(opened.json)) return fromForce(opened.json);
    throw new ShapFault({
      message: 'the JSON is none of the layouts that hold SHAP values',
      detail: 'no layout',
      fix: 'write an `Explanation` as `{values, base_values, data, feature_names}`, force data, or rows',
    });
  }
  const { frame } = opened;
  if (declared.layout === undefined && isDalex(frame)) return fromDalex(frame);
  const isMeant = declared.layout === 'long' || (declared.layout === undefined && isLong(frame));
  if (isMeant) return fromLong(frame, declared);
  if (declared.layout === undefined) {
    checkLong(frame);
    checkPermutation(frame);
  }
  const known = new Set(register.flatMap(({ name, columns }) => [name, ...columns]));
  const blocks = blocksOf(frame, declared, known);
  return blocks === null ? fromWide(headed(frame, declared), declared, known) : fromArrays(blocks, declared);
}

/** Refuses what scikit-learn's `permutation_importance` gives. @throws {ShapFault} where a column is called so. */
function checkPermutation({ columns, head }: Frame): void {
  const found = columns.find(({ name }) => /^importances?_(?:mean|std)$/i.test(name));
  if (found === undefined) return;
  throw new ShapFault({
    message: `\`${found.name}\` is of permutation importance: how far a score falls when a column is shuffled, which is no contribution`,
    ...(head && { at: head }),
    detail: 'permutation importance',
    fix: 'register it as `type: report`; a table of SHAP values has a feature and its mean absolute contribution',
  });
}

/** Adds what lies in files of their own: feature values, base values, outputs of the model. */
async function addFilesBeside(found: Contributions, source: ShapSource, declared: Declared): Promise<void> {
  const { n, output_of: of = null } = found;
  const asked = { name: 'base_values', outputNames: null };
  if (source.base && found.base === null) {
    found.base = baseOf({ ...asked, base: await arrayOf(source.base) }, n, of, declared);
  }
  if (source.predictions && found.output === null) {
    found.output = outputOf(await arrayOf(source.predictions), n, of);
  }
  if (source.values) found.values = await valuesBeside(source.values, found, declared);
}

/** A file that is one array: NPY, or a table of numbers. */
async function arrayOf(file: ShapFile) {
  const opened = await open(file);
  if ('arrays' in opened) return opened.arrays.values;
  if ('frame' in opened) {
    const { id, rest, base, output } = rolesOf(opened.frame, {}, new Set());
    const columns = [...(base ? [base] : []), ...(output ? [output] : []), ...rest];
    const [only] = columns;
    const numbers = only?.numbers();
    if (columns.length === 1 && numbers) return { shape: [opened.frame.n], strides: [1], data: numbers };
    const names = listed([...(id ? [id] : []), ...columns].map((column) => column.name));
    throw new ShapFault({
      message: `\`${file.name}\` has to hold one column of numbers beside an identifier, and holds ${names}`,
      detail: `${file.name} columns`,
      fix: 'write one number for each row',
    });
  }
  throw new ShapFault({
    message: `\`${file.name}\` is neither an array nor a table`,
    detail: `${file.name} unread`,
    fix: 'write it with `numpy.save` or as CSV',
  });
}

async function valuesBeside(file: ShapFile, found: Contributions, declared: Declared): Promise<Values[]> {
  const opened = await open(file);
  if ('arrays' in opened) return dataOf(opened.arrays.values, found.n, found.features.length);
  if (!('frame' in opened)) {
    throw new ShapFault({
      message: `\`${file.name}\` is neither an array nor a table`,
      field: 'values_file',
      detail: 'values unread',
      fix: 'write the feature values as CSV, Parquet or NPY',
    });
  }
  const { frame } = opened;
  if (frame.n === 0) throw noRows();
  const lacking = found.features.filter((name) => !frame.columns.some((column) => column.name === name));
  if (lacking.length > 0) {
    throw new ShapFault({
      message: `\`${file.name}\` has no values of ${listed(lacking)}`,
      field: 'values_file',
      detail: 'values columns',
      fix: 'write one column for each feature, under the names of the contributions',
    });
  }
  const order = rowsInOrder(frame, file, found, declared);
  return found.features.map((name) => {
    const values = valuesOf(
      frame.columns.find((column) => column.name === name),
      frame.n,
    );
    if (order === null) return values;
    return values instanceof Float64Array
      ? Float64Array.from(order, (row) => values[row]!)
      : order.map((row) => values[row]!);
  });
}

/** Rows of the values by rows of the contributions: by identifier where both have one, else as they stand (`null`). */
function rowsInOrder(
  frame: Frame,
  file: ShapFile,
  found: Contributions,
  declared: Declared,
): number[] | null {
  const known = new Set(found.features);
  const name = declared.id_column;
  const own =
    name === undefined ? rolesOf(frame, {}, known).id : frame.columns.find((column) => column.name === name);
  if (own && found.id) {
    const rows = new Map(Array.from({ length: frame.n }, (_, row) => [own.text(row), row]));
    return Array.from({ length: found.n }, (_, row) => {
      const at = rows.get(found.id!(row));
      if (at !== undefined) return at;
      throw new ShapFault({
        message: `\`${file.name}\` has no row of \`${found.id!(row)}\`, which is explained`,
        field: 'values_file',
        detail: 'values rows',
        fix: 'write the values of all rows that are explained',
      });
    });
  }
  if (frame.n === found.n) return null;
  throw new ShapFault({
    message: `\`${file.name}\` has ${count(frame.n, 'row')}, and ${found.n} are explained`,
    field: 'values_file',
    detail: 'values rows',
    fix: 'write the values of the rows that are explained, in the same order',
  });
}
