// The text that scikit-learn's `classification_report(...)` prints, as the object that `output_dict=True` gives.
import type { Json } from '../../core/document.ts';
import { toPointer, type Path, type Place } from '../../core/place.ts';
import { MetricsFaultError } from './fault.ts';

const header = /^\s*precision\s+recall\s+f1-score\s+support\s*$/;
const number = String.raw`(?:\d+\.\d+|\d+|nan)`;
/** A class or an average and its four figures; the name may hold spaces, so that figures are told from the right. */
const row = new RegExp(
  String.raw`^\s*(\S.*?)\s+(${number})\s+(${number})\s+(${number})\s+(\d+(?:\.\d+)?)\s*$`,
);
const accuracyRow = new RegExp(String.raw`^\s*accuracy\s+(${number})\s+(\d+(?:\.\d+)?)\s*$`);
const isAverage = (name: string): boolean => /^(?:micro|macro|weighted|samples) avg$/.test(name);

/** A report in a text: the object that it prints, and where its numbers stand. */
export interface PrintedReport {
  report: Json;
  placeOf: (path: Path) => Place | null;
}

const fields = ['precision', 'recall', 'f1-score', 'support'] as const;

/**
 * The report in a text, or `null` when there is none. Words before and after it are passed over.
 * @throws {MetricsFaultError} when there are two reports, or one that is cut or holds another line.
 */
export function parseReportText(text: string, file: string): PrintedReport | null {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((line, i) => (header.test(line) ? [i] : []));
  const [start] = starts;
  if (start === undefined) return null;
  const fail = (line: number, message: string, fix: string): never => {
    const written = lines[line] ?? '';
    const column = written.length - written.trimStart().length + 1;
    const end_column = Math.max(column, written.trimEnd().length + 1);
    throw new MetricsFaultError({
      message,
      at: { file, line: line + 1, column, end_line: line + 1, end_column },
      detail: `line ${line + 1}`,
      fix,
    });
  };
  if (starts.length > 1) {
    const also = `the file holds ${starts.length} reports, and which one is meant it does not say`;
    fail(starts[1]!, also, 'keep each report in a file of its own, and register each');
  }
  const found = new Map<string, Json>();
  const places = new Map<string, Place>();
  /** The last numbers of a line are those of its fields, in their order. */
  const place = (line: number, paths: readonly Path[]): void => {
    const numbers = [...lines[line]!.matchAll(/\S+/g)].slice(-paths.length);
    for (const [
      i,
      {
        index,
        0: { length },
      },
    ] of numbers.entries()) {
      const at = {
        file,
        line: line + 1,
        column: index + 1,
        end_line: line + 1,
        end_column: index + length + 1,
      };
      places.set(toPointer(paths[i]!), at);
    }
  };
  for (let i = start + 1; i < lines.length; i += 1) {
    const line = lines[i]!;
    const isOver = [...found.keys()].some(isAverage) && found.has('weighted avg');
    if (line.trim() === '') {
      if (isOver) break;
      continue;
    }
    const accuracy = accuracyRow.exec(line);
    const [, name, precision, recall, f1, support] = row.exec(line) ?? [];
    if (accuracy === null && name === undefined) {
      if (isOver) break;
      fail(i, 'the line is none of a classification report', 'save the report as it was printed, whole');
    }
    const key = accuracy === null ? name! : 'accuracy';
    if (found.has(key)) fail(i, `\`${key}\` stands twice in the report`, 'save the report as it was printed');
    place(i, accuracy === null ? fields.map((field) => [key, field]) : [[key], [key, 'support']]);
    found.set(
      key,
      accuracy === null
        ? {
            precision: parsed(precision!),
            recall: parsed(recall!),
            'f1-score': parsed(f1!),
            support: parsed(support!),
          }
        : parsed(accuracy[1]!),
    );
  }
  if (!found.has('weighted avg')) {
    fail(start, 'the report ends before its averages', 'save the report as it was printed, whole');
  }
  return {
    report: Object.fromEntries(found),
    placeOf: (path) => places.get(toPointer(path)) ?? null,
  };
}

const parsed = (text: string): number | null => (text === 'nan' ? null : Number(text));
