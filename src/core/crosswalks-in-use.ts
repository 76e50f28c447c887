import { isBroken, spotOf, type Artefact } from './artefact.ts';
import { joinPath } from './classify.ts';
import type { Crosswalk, CrosswalkDeclaration } from './crosswalk.ts';
import { asList, asRecord } from './data.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { isSaid, type Input } from './input.ts';
import { parseCrosswalk, type KnownCatalogues } from './parse-crosswalk.ts';
import { didYouMean } from './suggest.ts';

/**
 * The crosswalks that a portfolio names, in its order; what is wrong with one of them is a finding, and costs the
 * others nothing.
 */
export function crosswalksInUse(
  input: Pick<Input, 'documents' | 'table' | 'drafts'>,
  portfolio: Artefact | undefined,
  known: KnownCatalogues,
  drafts: FindingDraft[],
): Crosswalk[] {
  if (!portfolio) return [];
  const { documents, table } = input;
  const crosswalks: Crosswalk[] = [];
  const seen = new Set<string>();
  asList(portfolio.data['crosswalks']).forEach((stated, i) => {
    const declaration = (typeof stated === 'string' ? { file: stated } : asRecord(stated)) as
      (Record<string, unknown> & CrosswalkDeclaration) | null;
    // What is no declaration has its finding from the schema.
    if (typeof declaration?.file !== 'string') return;
    const at = spotOf(portfolio, ['crosswalks', i]);
    const fileAt = typeof stated === 'string' ? at : spotOf(portfolio, ['crosswalks', i, 'file']);
    const fault = (message: string, fix: string): void => {
      const detail = `crosswalk ${declaration.file}`;
      drafts.push({ rule: 'crosswalk/file', message, at: fileAt, subject: 'portfolio', detail, fix });
    };
    const file = joinPath('', declaration.file);
    if (file === null) {
      return fault(
        `\`${declaration.file}\` is outside the content folder`,
        'put the file into the content folder, and write its path from there',
      );
    }
    const document = documents.find((one) => one.file === file);
    if (!document && isSaid(input, file)) return;
    if (!document || (document.format !== 'yaml' && document.format !== 'csv')) {
      const tables = documents.filter(({ format }) => format === 'yaml' || format === 'csv');
      return fault(
        document
          ? `\`${file}\` is no YAML or CSV file, and no crosswalk can be read from it`
          : `there is no crosswalk file \`${file}\``,
        didYouMean(
          file,
          tables.map((one) => one.file),
        ) ?? 'put the file into the content folder, and write its path from there',
      );
    }
    // Read otherwise than was meant, a table would be full of faults that it does not have.
    if (howToRead.some((name) => isBroken(portfolio, ['crosswalks', i, name]))) {
      takeBack(drafts, file);
      return;
    }
    const source =
      document.format === 'csv' && table ? asTable(document, declaration, table, drafts) : document;
    // What is wrong with a file that cannot be read has its finding there.
    if (source.data === null) return;
    const parsed = parseCrosswalk(source, declaration, at, known);
    drafts.push(...parsed.drafts);
    if (!parsed.crosswalk) return;
    if (seen.has(parsed.crosswalk.id)) {
      return fault(
        `\`${parsed.crosswalk.id}\` is the id of two crosswalks; the second is not read`,
        'give one of them another `id:`',
      );
    }
    seen.add(parsed.crosswalk.id);
    crosswalks.push(parsed.crosswalk);
  });
  return crosswalks;
}

/** Fields of a declaration that say how its table is read. */
const howToRead = [
  'relationship',
  'columns',
  'delimiter',
  'separator',
  'skip_rows',
  'skip_where',
] as const satisfies readonly (keyof CrosswalkDeclaration)[];

/** Takes back what a first reading of a CSV file, which knew of no declaration, took for faults of its table. */
function takeBack(drafts: FindingDraft[], file: string): void {
  const kept = drafts.filter(({ rule, at }) => rule !== 'syntax/csv' || at.file !== file);
  drafts.splice(0, drafts.length, ...kept);
}

/**
 * A CSV file read again as its declaration says; what this reading finds goes before what the first one found.
 */
function asTable(
  document: Document,
  { delimiter }: CrosswalkDeclaration,
  table: NonNullable<Input['table']>,
  drafts: FindingDraft[],
): Document {
  const read = table(document.file, delimiter);
  takeBack(drafts, document.file);
  drafts.push(...read.drafts);
  return { ...document, data: read.data };
}
