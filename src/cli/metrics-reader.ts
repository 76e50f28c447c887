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
import { splitFrontMatter } from '../read/front-matter.ts';
import type { Decoded } from '../read/text.ts';
import { parseYaml } from '../read/yaml.ts';

/** Whether evidence is metrics in a file that may be read and is not in Casebook's own shape. */
export const isForeignMetrics = ({ type, schema, file, found_sha256 }: Evidence): boolean =>
  type === 'metrics' &&
  schema === null &&
  found_sha256 !== null &&
  /\.(?:json|csv|txt|md|ya?ml)$/i.test(file);

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
    const { source, drafts } = sourceOf(evidence, byFile.get(evidence.file)?.json, read);
    reading.drafts.push(...drafts);
    if (source === null) continue;
    const about = {
      model: evidence.system ?? evidence.local,
      model_version: evidence.model_version ?? notStated,
      dataset: evidence.title,
      provenance: evidence.provenance ?? 'real',
    };
    try {
      const made = importMetrics(source, about, (fault) => reading.drafts.push(draftOf(fault, evidence)));
      if (made !== null) reading.contents.set(evidence.id, made as unknown as Json);
    } catch (error) {
      if (!(error instanceof MetricsFaultError)) throw error;
      reading.drafts.push(draftOf(error.fault, evidence));
    }
  }
  return reading;
}

/** A file as its format has it; no source when it is not there or cannot be read, with the findings of that. */
interface Sourced {
  source: MetricsSource | null;
  drafts: FindingDraft[];
}

const nothing: Sourced = { source: null, drafts: [] };

function sourceOf(evidence: Evidence, json: unknown, read: Pick<Reading, 'decode'>): Sourced {
  const { file } = evidence;
  if (/\.json$/i.test(file)) {
    return json === undefined || json === null
      ? nothing
      : { source: { file, json: json as Json }, drafts: [] };
  }
  const decoded = read.decode(file);
  if (decoded === null) return nothing;
  if (/\.csv$/i.test(file)) return fromTable(evidence, decoded);
  // Of other files only a text is anything to be read, and what is no text is kept as it is.
  if ('draft' in decoded) return nothing;
  const { text } = decoded;
  if (/\.txt$/i.test(file)) return { source: { file, text }, drafts: [] };
  const front = /\.md$/i.test(file) ? splitFrontMatter(text, file) : { yaml: text, offset: 0, drafts: [] };
  if (front.yaml === null) return { source: null, drafts: front.drafts };
  const { data, drafts } = parseYaml(front.yaml, { file, text, offset: front.offset });
  return {
    source: data === null ? null : { file, json: data as Json },
    drafts: [...front.drafts, ...drafts],
  };
}

function fromTable({ file, by_group }: Evidence, decoded: Decoded): Sourced {
  const declared = by_group === undefined ? null : byGroup.safeParse(by_group);
  // Fields that are not what they should be have their findings.
  if (declared?.success === false) return nothing;
  if ('draft' in decoded) return { source: null, drafts: [decoded.draft] };
  const cells = parseCells(decoded.text, file, ',');
  if (!('rule' in cells)) return { source: { file, cells, declared: declared?.data ?? null }, drafts: [] };
  // A table that nobody asked to read may be as it likes.
  return declared === null ? nothing : { source: null, drafts: [cells] };
}

/** A fault as a finding: at its place in the file, or at the row of the register, where a question is answered. */
function draftOf({ message, at, detail, fix, contradicts }: MetricsFault, evidence: Evidence): FindingDraft {
  const registered = within(evidence.at, evidence.by_group === undefined ? 'type' : 'by_group');
  return {
    rule: contradicts === undefined ? 'evidence/unread-metrics' : 'evidence/two-values',
    message: at === undefined ? `\`${evidence.local}\`: ${message}` : message,
    at: at ?? registered,
    subject: evidence.id,
    detail,
    related: [
      ...(contradicts === undefined ? [] : [{ at: contradicts, message: 'stated first here' }]),
      at === undefined
        ? { at: { file: evidence.file, path: [] }, message: 'the file' }
        : { at: evidence.at, message: `registered as \`${evidence.local}\`` },
    ],
    fix,
  };
}
