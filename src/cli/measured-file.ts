// The small file that is made of raw rows: what it must say, where it may be written, and what comes next.
import fs from 'node:fs';
import path from 'node:path';
import type { Artefact, Provenance } from '../core/artefact.ts';
import { asRecord, asText } from '../core/data.ts';
import type { ShapeName } from '../evidence/shapes/index.ts';
import { parseYaml } from '../read/yaml.ts';
import { contentAbove } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { loadPortfolio } from './load.ts';
import { quoted, showPath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere } from './write-file.ts';

/** What nobody can compute: which model, which version, which rows. */
export interface Stated {
  model: string;
  model_version: string;
  dataset: string;
  provenance: Provenance;
}

/** What was stated on the command line, else by the system in whose folder the profile goes; nothing is made up. */
export async function statedOf(
  terminal: Terminal,
  out: string,
  options: Partial<Record<'model' | 'modelVersion' | 'dataset', string>> & { provenance?: Provenance },
  what: 'a profile' | 'a metrics file',
): Promise<Stated> {
  const content = contentAbove(out);
  const steps =
    content === null
      ? []
      : path.relative(content, path.join(fs.realpathSync(path.dirname(out)), '.')).split(path.sep);
  const system = steps[0] === 'systems' ? (steps[1] ?? null) : null;
  const needsSystem = [options.model, options.modelVersion, options.provenance].includes(undefined);
  const artefacts =
    content !== null && system !== null && needsSystem
      ? (await loadPortfolio(terminal, content, undefined, 'facts')).artefacts.filter(
          (one) => one.system === system,
        )
      : [];
  const own = artefacts.find((one) => one.kind === 'system') ?? null;
  const stated = {
    model: options.model ?? own?.system ?? undefined,
    model_version: options.modelVersion ?? modelVersionOf(artefacts) ?? undefined,
    dataset: options.dataset,
    provenance: options.provenance ?? (asText(own?.data['provenance']) as Provenance | null) ?? undefined,
  };
  const flags = {
    model: '--model',
    model_version: '--model-version',
    dataset: '--dataset',
    provenance: '--provenance',
  };
  const absent = Object.entries(stated).flatMap(([key, value]) =>
    value === undefined ? [flags[key as keyof typeof flags]] : [],
  );
  if (absent.length > 0) {
    const where =
      system === null ? ' or write into a system’s evidence folder, whose system.mdx says most of it' : '';
    throw new CouldNotRun(
      `${what} must say what it is of; give ${absent.join(', ')}${absent.join() === '--dataset' ? '' : where}`,
    );
  }
  return stated as Stated;
}

/**
 * The model version of a system: the one in production, else that of its only card. `version` of an artefact is of what
 * is written, not of the model.
 */
function modelVersionOf(artefacts: readonly Artefact[]): string | null {
  const profile = artefacts.find((one) => one.kind === 'system');
  const cards = artefacts.filter((one) => one.kind === 'model-card');
  const ofCard = cards.length === 1 ? asRecord(cards[0]!.data['model_version'])?.['name'] : null;
  return asText(profile?.data['production_version']) ?? asText(ofCard);
}

/** Refuses to write where no folder is, or over what is of another shape; returns whether one is there. */
export function checkOut(out: string, shown: string, schema: ShapeName): boolean {
  const folder = path.dirname(out);
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    throw new CouldNotRun(`--out: there is no folder ${path.dirname(shown)}; make it, or correct the path`);
  }
  if (fs.statSync(out, { throwIfNoEntry: false })?.isDirectory())
    throw new CouldNotRun(`--out: ${shown} is a folder; name a file in it`);
  const text = readTextIfThere(out, shown);
  if (text === null) return false;
  if (isOfShape(text, schema)) return true;
  throw new CouldNotRun(
    `--out: ${shown} is there and is no ${schema === 'casebook/profile@1' ? 'profile' : 'metrics file'}; write beside it, or remove it first`,
  );
}

function isOfShape(text: string, schema: ShapeName): boolean {
  try {
    return asRecord(JSON.parse(text))?.['schema'] === schema;
  } catch {
    return false;
  }
}

/** JSON with lists of plain values on one line: a difference between two versions shows whole rows. */
export function toText(value: unknown, indent = ''): string {
  const isPlain = (one: unknown): boolean => typeof one !== 'object' || one === null;
  const inner = `${indent} `;
  const end = indent === '' ? '\n' : '';
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
    return `[\n${value.map((one) => inner + toText(one, inner)).join(',\n')}\n${indent}]${end}`;
  }
  if (isPlain(value)) return JSON.stringify(value);
  const fields = Object.entries(value as object).filter(([, one]) => one !== undefined);
  return `{\n${fields.map(([key, one]) => `${inner}${JSON.stringify(key)}: ${toText(one, inner)}`).join(',\n')}\n${indent}}${end}`;
}

/** What to do with the file that was written. */
export function nextStep(terminal: Terminal, out: string, provenance: Provenance): string {
  const shown = showPath(terminal, out);
  const content_ = contentAbove(out);
  const steps = content_ === null ? [] : path.relative(content_, fs.realpathSync(out)).split(path.sep);
  const isPlaced = steps[0] === 'systems' && steps[2] === 'evidence' && steps.length > 3;
  return !isPlaced
    ? 'Next: put it below systems/<id>/evidence/ of a portfolio, then `casebook evidence add` it.'
    : isRegistered(path.join(content_!, ...steps.slice(0, 3), 'evidence.yaml'), steps.slice(3).join('/'))
      ? `Next: casebook evidence refresh ${quoted(shown)}`
      : `Next: casebook evidence add ${quoted(shown)} --title '…' --provenance ${provenance}`;
}

/** Whether a register has a row for a file of its folder: its digest is renewed then, not written for the first time. */
function isRegistered(register: string, file: string): boolean {
  const text = readTextIfThere(register);
  if (text === null) return false;
  const rows = asRecord(parseYaml(text, { file: register, text, offset: 0 }).data)?.['evidence'];
  return Array.isArray(rows) && rows.some((row) => asRecord(row)?.['file'] === file);
}
