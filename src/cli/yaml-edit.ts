import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { valueAt, type Path } from '../core/place.ts';
import { CouldNotRun } from './errors.ts';

/**
 * Adds a row to the list at a top-level key of a YAML text, which it makes when there is none. Only the new
 * lines change: comments, quotes and line breaks of the rest stay as their author wrote them.
 * @throws {CouldNotRun} when the text is not YAML, not a mapping, or has something else at the key.
 */
export function appendRow(text: string, key: string, row: Record<string, unknown>, file: string): string {
  const document = parseYaml(text, file);
  const list = document.get(key, true);
  const isEmpty = list === undefined || (isScalar(list) && list.value === null);
  if (!isEmpty && !isSeq(list)) throw new CouldNotRun(`${file}: \`${key}\` is not a list`);

  const edited = structuredClone((document.toJS() as Record<string, unknown> | null) ?? {});
  edited[key] = [...(isEmpty ? [] : (edited[key] as unknown[])), row];
  const byHand = spliceRow(text, document, key, row);
  if (byHand !== null && isDeepStrictEqual(parseYaml(byHand, file).toJS(), edited)) return byHand;

  // A list in an unusual layout (`[a, b]` on one line, an empty key): written anew, comments kept.
  if (document.contents === null) return stringify({ [key]: [row] }, { lineWidth: 0 });
  if (isSeq(list)) {
    list.add(document.createNode(row));
    list.flow = false;
  } else document.set(key, document.createNode([row]));
  return document.toString({ lineWidth: 0 });
}

/**
 * Sets a field of a YAML text, by the way to it; the rest stays as it was written.
 * @throws {CouldNotRun} when the text is not YAML or the way leads nowhere.
 */
export function setField(text: string, path: Path, value: string, file: string): string {
  const document = parseYaml(text, file);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) throw new CouldNotRun(`${file}: there is no mapping to write \`${path.join('.')}\` in`);
  if (valueAt(document.toJS(), path) === value) return text;

  document.setIn(path, value);
  const edited: unknown = document.toJS();
  const byHand = spliceField(text, path, value, file);
  if (byHand !== null && isDeepStrictEqual(parseYaml(byHand, file).toJS(), edited)) return byHand;
  return document.toString({ lineWidth: 0 });
}

/** Parses a YAML text, or refuses it with the place of its first fault. */
export function parseYaml(text: string, file: string): Document.Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new CouldNotRun(`${file}:${line}:${col}: is not valid YAML (${fault.message}); mend it first`);
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new CouldNotRun(`${file}: is not a mapping of fields`);
  }
  return document;
}

function spliceRow(
  text: string,
  document: Document.Parsed,
  key: string,
  row: Record<string, unknown>,
): string | null {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const list = document.get(key, true);
  if (list === undefined) {
    const start = text === '' || text.endsWith('\n') ? text : text + newline;
    return start + rowLines(row, '  ', newline, `${key}:${newline}`);
  }
  if (!isSeq(list) || list.flow || list.items.length === 0) return null;
  const last = list.items.at(-1) as { range?: [number, number, number] | null };
  if (!last.range) return null;
  // The dash of the list's first row tells how far rows are set in.
  const lineStart = text.lastIndexOf('\n', list.range![0] - 1) + 1;
  const indent = text.slice(lineStart, list.range![0]);
  if (indent.trim() !== '') return null;
  const end = lineEnd(text, last.range[1]);
  const before = text.slice(0, end);
  const gap = hasBlankLines(text.slice(list.range![0], end)) ? newline : '';
  return (
    (before.endsWith('\n') ? before : before + newline) +
    gap +
    rowLines(row, indent, newline) +
    text.slice(end)
  );
}

/** Where the line ends that holds the last character of a node: after its comment, with its line break. */
function lineEnd(text: string, end: number): number {
  const trimmed = text.slice(0, end).trimEnd().length;
  const at = text.indexOf('\n', trimmed);
  return at < 0 ? text.length : at + 1;
}

/** Whether the author sets rows apart with an empty line. */
const hasBlankLines = (rows: string): boolean => /\n[ \t]*\r?\n[ \t]*- /.test(rows);

function rowLines(row: Record<string, unknown>, indent: string, newline: string, head = ''): string {
  const lines = stringify([row], { lineWidth: 0 }).trimEnd().split('\n');
  return head + lines.map((line) => (line === '' ? '' : indent + line)).join(newline) + newline;
}

function spliceField(text: string, path: Path, value: string, file: string): string | null {
  const document = parseYaml(text, file);
  const written = stringify(value, { lineWidth: 0 }).trimEnd();
  const node = document.getIn(path, true);
  if (isScalar(node) && node.range && !written.includes('\n')) {
    return text.slice(0, node.range[0]) + written + text.slice(node.range[1]);
  }
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent) || parent.flow || node !== undefined || written.includes('\n')) return null;
  const pair = parent.items.at(-1);
  const key = pair?.key as { range?: [number, number, number] | null } | undefined;
  const end = (pair?.value as { range?: [number, number, number] | null } | null)?.range?.[1];
  if (!key?.range || end === undefined) return null;
  const column = key.range[0] - (text.lastIndexOf('\n', key.range[0] - 1) + 1);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const at = lineEnd(text, end);
  const before = text.slice(0, at);
  const start = before.endsWith('\n') ? before : before + newline;
  return `${start}${' '.repeat(column)}${String(path.at(-1))}: ${written}${newline}${text.slice(at)}`;
}
