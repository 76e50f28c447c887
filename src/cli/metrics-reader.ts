import type { Json } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { MetricsFaultError, type MetricsFault } from '../exchange/metrics/fault.ts';
import { importMetrics, type MetricsSource } from '../exchange/metrics/import.ts';
import { notStated } from '../exchange/shap/gaps.ts';
import { within } from '../kinds/about.ts';
import { byGroup } from '../kinds/evidence-register/schema.ts';
import { parseCells } from '../read/csv.ts';
import type { Reading } from '../read/folder.ts';

/** Whether evidence is metrics in a file that may be read and is not in Casebook's own shape. */
export const isForeignMetrics = ({ type, schema, file, found_sha256 }: Evidence): boolean =>
  type === 'metrics' && schema === null && found_sha256 !== null && /\.(?:json|csv|txt)$/i.test(file);

/** What was made of registered metrics of other tools: contents by evidence, and what is wrong with files. */
export interface MetricsReading {
  contents: Map<string, Json>;
  drafts: FindingDraft[];
}

/** Reads registered metrics of other tools. What is not recognised stays as it is. */
export function readForeignMetrics(
  graph: Portfolio,
  read: Pick<Reading, 'assets' | 'decode'>,
): MetricsReading {
  const reading: MetricsReading = { contents: new Map(), drafts: [] };
  const byFile = new Map(read.assets.map((asset) => [asset.file, asset]));
  for (const evidence of graph.evidence.filter(isForeignMetrics)) {
    if (evidence.by_group !== undefined && !/\.csv$/i.test(evidence.file)) {
      const message = '`by_group` is of a table that Fairlearn wrote as CSV, and this file is none';
      const fix = 'register the CSV of `mf.by_group.to_csv()`, or take `by_group` out';
      reading.drafts.push(draftOf({ message, detail: 'no table', fix }, evidence));
      continue;
    }
    const source = sourceOf(evidence, byFile.get(evidence.file)?.json, read);
    if (source === null) continue;
    if ('rule' in source) {
      reading.drafts.push(source);
      continue;
    }
    try {
      const made = importMetrics(source, {
        model: evidence.system ?? evidence.local,
        model_version: evidence.model_version ?? notStated,
        dataset: evidence.title,
        provenance: evidence.provenance ?? 'real',
      });
      if (made !== null) reading.contents.set(evidence.id, made as unknown as Json);
    } catch (error) {
      if (!(error instanceof MetricsFaultError)) throw error;
      reading.drafts.push(draftOf(error.fault, evidence));
    }
  }
  return reading;
}

/** The file as its format has it; `null` when it is not there or has its finding, a finding when it cannot be read. */
function sourceOf(
  { file, by_group }: Evidence,
  json: unknown,
  read: Pick<Reading, 'decode'>,
): MetricsSource | FindingDraft | null {
  if (/\.json$/i.test(file)) return json === undefined || json === null ? null : { file, json: json as Json };
  const isTable = /\.csv$/i.test(file);
  const declared = by_group === undefined ? null : byGroup.safeParse(by_group);
  // Fields that are not what they should be have their findings.
  if (isTable && declared?.success === false) return null;
  const decoded = read.decode(file);
  if (decoded === null) return null;
  if ('draft' in decoded) return isTable ? decoded.draft : null;
  if (!isTable) return { file, text: decoded.text };
  const cells = parseCells(decoded.text, file, ',');
  if (!('rule' in cells)) return { file, cells, declared: declared === null ? null : declared.data! };
  // A table that nobody asked to read may be as it likes.
  return declared === null ? null : cells;
}

/** A fault as a finding: at its place in the file, or at the row of the register, where a question is answered. */
function draftOf({ message, at, detail, fix }: MetricsFault, evidence: Evidence): FindingDraft {
  const registered = within(evidence.at, evidence.by_group === undefined ? 'type' : 'by_group');
  return {
    rule: 'evidence/unread-metrics',
    message: at === undefined ? `\`${evidence.local}\`: ${message}` : message,
    at: at ?? registered,
    subject: evidence.id,
    detail,
    related: [
      at === undefined
        ? { at: { file: evidence.file, path: [] }, message: 'the file' }
        : { at: evidence.at, message: `registered as \`${evidence.local}\`` },
    ],
    fix,
  };
}
