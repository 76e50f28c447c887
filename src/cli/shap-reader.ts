import { readFileSync } from 'node:fs';
import path from 'node:path';
import { folderOf, joinPath } from '../core/classify.ts';
import type { Json } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import { fromPointer, startOf, type Spot } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import type { Declared } from '../evidence/shap/declared.ts';
import { registerFeatures } from '../evidence/shap/register.ts';
import type { Fault } from '../exchange/shap/fault.ts';
import type { ShapSource } from '../exchange/shap/files-beside.ts';
import { notStated } from '../exchange/shap/gaps.ts';
import { importShap, type Imported } from '../exchange/shap/import.ts';
import type { ShapFile } from '../exchange/shap/open-file.ts';
import type { About } from '../exchange/shap/summarise.ts';
import { isForeignShap } from './foreign-shap.ts';
import { within } from '../kinds/about.ts';
import { shapFacts } from '../kinds/evidence-register/schema.ts';
import { keyOf, openCache, type Cache } from '../read/cache.ts';
import { readCodeVersion } from '../read/code-version.ts';
import type { Reading } from '../read/folder.ts';
import { unreadable } from '../read/walk.ts';

/** What was made of registered files of SHAP values: contents by evidence, and what they leave open. */
export interface ShapReading {
  contents: Map<string, Json>;
  drafts: FindingDraft[];
}

type Asset = Reading['assets'][number];

/** Opens what earlier runs made of files of SHAP values. */
export const openShapCache = (content: string, cacheDir: string | null | undefined): Cache<Imported> =>
  openCache(content, cacheDir, {
    name: 'shap',
    version: () => readCodeVersion('src/exchange/shap', 'src/evidence/shap', 'src/evidence/shapes'),
    isSound: (made) => typeof made === 'object' && made !== null && 'content' in made && 'fault' in made,
  });

/**
 * Makes the function that reads the registered SHAP values of other tools. Each is read once for its bytes and for what
 * the register says of it: a file of a hundred thousand rows is not parsed again as long as both stay.
 * @param root of the content folder.
 */
export function shapReader(root: string, cacheDir: string | null | undefined) {
  const memory = new Map<string, Imported>();
  let cache: Cache<Imported> | null = openShapCache(root, cacheDir);
  return async (graph: Portfolio, assets: readonly Asset[]): Promise<ShapReading> => {
    const reading: ShapReading = { contents: new Map(), drafts: [] };
    const byFile = new Map(assets.map((asset) => [asset.file, asset]));
    for (const evidence of graph.evidence.filter(isForeignShap)) {
      const job = jobOf(graph, evidence, byFile);
      if (job === null) continue;
      if ('rule' in job) {
        reading.drafts.push(job);
        continue;
      }
      const key = keyOf(
        evidence.id,
        sha256(JSON.stringify([job.about, job.files.map(({ file, digest }) => [file, digest])])),
      );
      const before = memory.get(key) ?? cache?.get(key);
      const made = before ?? (await readJob(job, root));
      if ('rule' in made) {
        reading.drafts.push(made);
        continue;
      }
      memory.set(key, made);
      if (before === undefined) cache?.set(key, made);
      if (made.content) reading.contents.set(evidence.id, made.content as unknown as Json);
      if (made.fault)
        reading.drafts.push(draftOf('explanation/unread', made.fault, evidence, job.about.declared));
      if (made.gap)
        reading.drafts.push(draftOf('explanation/not-stated', made.gap, evidence, job.about.declared));
    }
    // What earlier processes made helps once; afterwards the memory is nearer.
    cache?.write();
    cache = null;
    return reading;
  };
}

/** A file that is to be read, with those beside it and what the register says. */
interface Job {
  about: About;
  /** The file itself first. */
  files: Asset[];
  beside: { values?: Asset; base?: Asset; predictions?: Asset };
}

/** What has to be read; `null` when a finding says already why it cannot be; a finding for a file that is not there. */
function jobOf(
  graph: Portfolio,
  evidence: Evidence,
  assets: ReadonlyMap<string, Asset>,
): Job | FindingDraft | null {
  const main = assets.get(evidence.file);
  const facts = shapFacts.safeParse(evidence.shap ?? {});
  // Broken JSON, and fields that are not what they should be, have their findings.
  if (!main || main.json === null || !facts.success) return null;
  const declared = facts.data as Declared;
  const named = {
    values: declared.values_file,
    base: declared.base_values_file,
    predictions: declared.predictions_file,
  };
  const beside: Job['beside'] = {};
  for (const [part, written] of Object.entries(named) as [keyof typeof named, string | undefined][]) {
    if (written === undefined) continue;
    const file = joinPath(folderOf(evidence.at.file), written);
    const asset = file === null ? undefined : assets.get(file);
    if (asset === undefined) return missing(evidence, part, written);
    beside[part] = asset;
  }
  const mlflow = assets.get(evidence.file.replace(/shap_values\.npy$/, 'base_values.npy'));
  if (mlflow && mlflow !== main) beside.base ??= mlflow;
  const about: About = {
    declared,
    model: declared.model ?? evidence.system ?? evidence.local,
    model_version: evidence.model_version ?? notStated,
    title: evidence.title,
    produced_by: evidence.produced_by ?? notStated,
    provenance: evidence.provenance ?? 'real',
    rows:
      evidence.provenance === 'synthetic' ? 'all' : evidence.rows_approved_by === null ? 'none' : 'nameless',
    register: evidence.system === null ? [] : registerFeatures(graph, evidence.system),
  };
  return { about, files: [main, ...Object.values(beside)], beside };
}

async function readJob({ about, files, beside }: Job, root: string): Promise<Imported | FindingDraft> {
  let reading = files[0]!;
  try {
    const read = (asset: Asset): ShapFile => {
      reading = asset;
      const full = path.join(root, asset.file);
      return {
        name: asset.file,
        path: full,
        bytes: readFileSync(full),
        ...('json' in asset && { json: asset.json }),
      };
    };
    const source: ShapSource = {
      ...read(files[0]!),
      ...(beside.values && { values: read(beside.values) }),
      ...(beside.base && { base: read(beside.base) }),
      ...(beside.predictions && { predictions: read(beside.predictions) }),
    };
    return await importShap(source, about);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return unreadable(reading.file, error);
  }
}

function missing(evidence: Evidence, part: string, written: string): FindingDraft {
  const field = { values: 'values_file', base: 'base_values_file', predictions: 'predictions_file' }[part]!;
  return {
    rule: 'explanation/unread',
    message: `\`${field}\` names \`${written}\`, and there is no such file`,
    at: within(evidence.at, 'shap', field),
    subject: evidence.id,
    detail: field,
    fix: 'correct the path, from the register’s own folder',
  };
}

/** A fault or a gap as a finding: at its place in the file, or at the field of the register that answers it. */
function draftOf(rule: string, fault: Fault, evidence: Evidence, declared: Declared): FindingDraft {
  const { field, at, pointer, message, detail, fix } = fault;
  const isQuestion = field !== undefined || rule === 'explanation/not-stated';
  const registered: Spot =
    field !== undefined && Object.hasOwn(declared, field) ? within(evidence.at, 'shap', field) : evidence.at;
  const path = pointer === undefined ? null : fromPointer(pointer);
  const file: Spot = at ?? (path === null ? startOf(evidence.file) : { file: evidence.file, path });
  return {
    rule,
    message: isQuestion ? `\`${evidence.local}\`: ${message}` : message,
    at: isQuestion ? registered : file,
    subject: evidence.id,
    detail,
    related: isQuestion
      ? [{ at: file, message: 'the file' }]
      : [{ at: evidence.at, message: `registered as \`${evidence.local}\`` }],
    fix,
  };
}
