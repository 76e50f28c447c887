import fs from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { provenances } from '../core/artefact.ts';
import { systemOf } from '../core/classify.ts';
import { asRecord, asText } from '../core/data.ts';
import { isDate } from '../core/date.ts';
import { sha256, shortDigest } from '../core/fingerprint.ts';
import { isSlug, qualify, toSlug } from '../core/id.ts';
import { settleFindings } from '../core/settle.ts';
import { severities } from '../core/severity.ts';
import { count } from '../core/words.ts';
import { shapeFaults } from '../evidence/attach.ts';
import { evidenceTypes } from '../kinds/evidence-register/schema.ts';
import { ruleSeverity } from '../rules/index.ts';
import { contentAbove } from './content.ts';
import { driftFields, driftOptions, isDriftOfTool, readDrift, type DriftOptions } from './drift-evidence.ts';
import { CouldNotRun } from './errors.ts';
import { evidenceFile, readEvidence, registerFolder, registerName, rowsOf } from './evidence-register.ts';
import { loadPortfolio } from './load.ts';
import { parseAsOf } from './options.ts';
import { showPath } from './paths.ts';
import { printFindings } from './print-findings.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';
import { appendRow } from './yaml-edit.ts';

interface AddOptions extends DriftOptions {
  id?: string;
  title: string;
  type?: string;
  provenance: string;
  capturedAt?: string;
  validUntil?: string;
  cadence?: string;
  producedBy?: string;
  modelVersion?: string;
  description?: string;
}

/** `casebook evidence add`: a row for a file, with its digest; nothing is registered that `check` would find misshapen. */
export const addCommand = (terminal: Terminal): Command =>
  driftOptions(new Command('add'))
    .description('register a file that lies in a system’s evidence folder')
    .argument('<file>')
    .requiredOption('--title <text>', 'what it shows, in a few words')
    .addOption(
      new Option('--provenance <word>', 'where the data in it come from')
        .choices(provenances)
        .makeOptionMandatory(),
    )
    .option('--id <id>', 'what claims cite (default: from the file’s name)')
    .addOption(
      new Option('--type <word>', 'what sort of evidence (default: from the file)').choices(evidenceTypes),
    )
    .option('--captured-at <date>', 'the day it was produced (default: from the file)', parseAsOf)
    .option('--valid-until <date>', 'last day on which it proves anything', parseAsOf)
    .option('--cadence <duration>', 'how often it has to be renewed, such as `P3M`')
    .option('--produced-by <text>', 'the script, pipeline or person that made it')
    .option('--model-version <text>', 'the model version it speaks of')
    .option('--description <text>', 'what it holds and what it does not')
    .action(async (given: string, options: AddOptions) => {
      const file = evidenceFile(terminal, given);
      const bytes = readEvidence(file, given);
      const folder = registerFolder(file, given);
      const register = path.join(folder, registerName);
      const shown = showPath(terminal, register);
      const text = readTextIfThere(register, shown) ?? '';
      const way = path.relative(folder, file).split(path.sep).join('/');
      const rows = rowsOf(text, shown);
      const known = rows.find((row) => row.file === way);
      if (known) {
        throw new CouldNotRun(
          `${given} is registered as \`${known.id}\`; \`casebook evidence refresh\` renews its digest`,
        );
      }
      const id = options.id ?? toSlug(path.basename(way, path.extname(way)));
      if (!isSlug(id))
        throw new CouldNotRun(`\`${id}\` cannot be an id: letters, digits, dots, underscores, hyphens`);
      if (rows.some((row) => row.id === id))
        throw new CouldNotRun(`${shown} has \`${id}\` already; choose another --id`);
      const own = readOwnShape(bytes);
      const drift = driftFields(options);
      const type =
        options.type ??
        own.type ??
        (drift !== null ? 'drift' : null) ??
        (path.basename(file) === 'MLmodel' ? 'model' : null) ??
        (isDriftOfTool(bytes, file) ? 'drift' : null);
      if (type === null) throw new CouldNotRun(`say what ${given} is with --type ${evidenceTypes.join('|')}`);
      if (drift !== null && type !== 'drift') {
        const [name] = Object.keys(drift);
        throw new CouldNotRun(
          `--${name!.replace('_', '-')} is of drift results of other tools, and ${given} is of type ${type}`,
        );
      }
      const report = type === 'drift' ? readDrift(bytes, file, given, options) : null;
      if (own.content !== null && (await isMisshapen(terminal, file, id, own.content))) return;
      const said = asText(own.content?.['provenance']);
      if (said !== null && said !== options.provenance) {
        throw new CouldNotRun(
          `--provenance: ${given} says itself that its data are ${said}, not ${options.provenance}; register it as that, or produce it with the right word`,
        );
      }
      const row = {
        id,
        title: options.title,
        file: way,
        type,
        sha256: sha256(bytes),
        captured_at: options.capturedAt ?? own.captured_at ?? dateOfFile(file),
        valid_until: options.validUntil,
        cadence: options.cadence,
        produced_by: options.producedBy,
        model_version: options.modelVersion,
        provenance: options.provenance,
        description: options.description,
        ...drift,
      };
      const stated = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
      writeFileWhole(register, appendRow(text, 'evidence', stated, shown), shown);
      terminal.out(
        `${id}: ${way}, ${type}, captured ${row.captured_at}, sha256 ${shortDigest(row.sha256)}…\n` +
          (report === null
            ? ''
            : `Read as results of ${report.tool}: ${count(report.readings.length, 'reading')}.\n`) +
          `Registered in ${shown}; cite it as \`ev:${id}#/…\`.\n`,
      );
    });

/** What a file in one of Casebook’s own shapes says of itself; `content` is `null` for any other file. */
interface OwnShape {
  type: string | null;
  captured_at: string | undefined;
  content: Record<string, unknown> | null;
}

function readOwnShape(bytes: Buffer): OwnShape {
  try {
    const content = asRecord(JSON.parse(bytes.toString('utf8')));
    const schema = asText(content?.['schema']) ?? '';
    const captured_at = content?.['captured_at'];
    return {
      type: /^casebook\/(metrics|profile|shap)@\d+$/.exec(schema)?.[1] ?? null,
      captured_at: isDate(captured_at) ? captured_at : undefined,
      content: schema.startsWith('casebook/') ? content : null,
    };
  } catch {
    return { type: null, captured_at: undefined, content: null };
  }
}

/** Whether a file is not of the shape it names; says so with the findings that `check` would have of it. */
async function isMisshapen(
  terminal: Terminal,
  file: string,
  id: string,
  shaped: Record<string, unknown>,
): Promise<boolean> {
  const content = contentAbove(file)!;
  const within = path.relative(content, fs.realpathSync(file)).split(path.sep).join('/');
  const evidence = { id: qualify(systemOf(within), id), file: within, schema: asText(shaped['schema']) };
  const faults = shapeFaults(evidence, shaped);
  if (faults.length === 0) return false;
  const portfolio = await loadPortfolio(terminal, content, undefined, 'facts');
  const findings = settleFindings(faults, { ...portfolio, waivers: [] }, ruleSeverity);
  printFindings(terminal, { ...portfolio, findings }, content, severities);
  terminal.err(`casebook: ${showPath(terminal, file)} is not of the shape it names; nothing is registered\n`);
  terminal.exitCode = 1;
  return true;
}

const dateOfFile = (file: string): string => fs.statSync(file).mtime.toISOString().slice(0, 10);
