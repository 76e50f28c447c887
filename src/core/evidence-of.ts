import { isDeepStrictEqual } from 'node:util';
import { isBroken, spotOf, type Artefact, type Provenance } from './artefact.ts';
import { folderOf, joinPath } from './classify.ts';
import { asRecord, asText, asTexts } from './data.ts';
import { asDate, type CalendarDate } from './date.ts';
import type { Asset, Json } from './document.ts';
import { evidenceState } from './evidence-state.ts';
import type { FindingDraft } from './finding.ts';
import { once } from './once.ts';
import { toPointer } from './place.ts';
import type { Evidence, ReportedAs } from './records.ts';

/** A file found in the content folder: its digest, size and, for evidence in JSON, what it holds. */
export type FoundAsset = Asset & { json?: unknown };

/**
 * The rows of a register, as JSON Pointers, whose files are outside the content folder. Their ids are there and lead
 * to nothing that can be had: who cites them is not at fault.
 */
export const outsideRows = once((register: Artefact): string[] =>
  register.items.flatMap(({ data, path }) => {
    const file = asText(data['file']);
    return file !== null && joinPath(folderOf(register.file), file) === null ? [toPointer(path)] : [];
  }),
);

/**
 * The evidence that a register lists, with the state of each file on the as-of date.
 * @param imported content that was made of files in other formats, by the id of the evidence.
 */
export function evidenceOf(
  register: Artefact,
  assets: ReadonlyMap<string, FoundAsset>,
  freshness: string | null,
  asOf: CalendarDate,
  imported?: ReadonlyMap<string, Json>,
): { evidence: Evidence[]; drafts: FindingDraft[] } {
  const drafts: FindingDraft[] = [];
  const evidence = register.items.flatMap((item): Evidence[] => {
    const { data } = item;
    const path = asText(data['file']);
    const file = path === null ? null : joinPath(folderOf(register.file), path);
    if (path !== null && file === null) {
      drafts.push({
        rule: 'read/outside',
        message: `\`${path}\` is outside the content folder`,
        at: spotOf(register, [...item.path, 'file']),
        subject: item.id,
        detail: 'file',
        fix: 'put the file under the evidence folder and name it from there',
      });
    }
    if (file === null) return [];
    const asset = assets.get(file);
    const content = imported?.get(item.id) ?? asset?.json;
    const schema = asText(asRecord(content)?.['schema']);
    const base = {
      id: item.id,
      local: item.local,
      system: register.system,
      title: asText(data['title']) ?? item.local,
      file,
      type: asText(data['type']) ?? 'other',
      sha256: asText(data['sha256']) ?? '',
      captured_at: asDate(data['captured_at']),
      valid_until: asDate(data['valid_until']),
      cadence: asText(data['cadence']),
      produced_by: asText(data['produced_by']),
      model_version: asText(data['model_version']),
      provenance: asText(data['provenance']) as Provenance | null,
      description: asText(data['description']),
      rows_approved_by: asText(data['rows_approved_by']),
      found_sha256: asset?.digest ?? null,
      size: asset?.size ?? null,
      schema: schema?.startsWith('casebook/') ? schema : null,
      content: schema?.startsWith('casebook/') ? (content as Json) : null,
      ...(imported?.has(item.id) === true && { imported: true as const }),
      ...(data['type'] === 'drift' && { reported: reportedAs(data) }),
      ...(data['by_group'] !== undefined && { by_group: asRecord(data['by_group']) ?? {} }),
      ...(data['type'] === 'shap' && { shap: asRecord(data['shap']) ?? {} }),
      at: spotOf(register, item.path),
    };
    const state = evidenceState(base, freshness, asOf);
    const unread = (['captured_at', 'valid_until'] as const).find((name) =>
      isBroken(register, [...item.path, name]),
    );
    // A date that cannot be read may have passed; that it is not there is another thing.
    const isLeft = state.state === 'valid' || (state.state === 'stale' && base.captured_at === null);
    const broken = { state: 'broken' as const, why: `its \`${unread}\` cannot be read`, lapse: null };
    return [{ ...base, ...(unread && isLeft ? broken : state) }];
  });
  return { evidence, drafts };
}

/** How a register row says that drift results of another tool are read. */
function reportedAs(data: Record<string, unknown>): ReportedAs {
  const columns = Object.entries(asRecord(data['columns']) ?? {}).flatMap(([name, column]) =>
    asText(column) === null ? [] : [[name, asText(column)!] as const],
  );
  const constants = Object.entries(asRecord(data['constants']) ?? {}).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  return {
    format: asText(data['format']),
    batch: asText(data['batch']),
    batch_to: asDate(data['batch_to']),
    features: asTexts(data['features']),
    rows: asText(data['rows']),
    delimiter: asText(data['delimiter']) ?? ',',
    decimal: asText(data['decimal']) ?? '.',
    columns: Object.fromEntries(columns),
    constants: Object.fromEntries(constants),
  };
}

/** Whether two records of evidence say the same of the same content; what is attached to them follows from that. */
export function isSameEvidence(a: Evidence, b: Evidence): boolean {
  const { content, report: _report, model: _model, ...said } = a;
  const { content: other, report: _other, model: _others, ...now } = b;
  return content === other && isDeepStrictEqual(said, now);
}
