import type { Artefact } from './artefact.ts';
import { broken, isSaid, type Input } from './input.ts';
import { parseCatalogue, type ParsedCatalogue } from './catalogue.ts';
import { joinPath } from './classify.ts';
import { asRecord, asTexts } from './data.ts';
import type { FindingDraft } from './finding.ts';
import { once } from './once.ts';
import type { Catalogue } from './obligation.ts';
import { didYouMean } from './suggest.ts';

/** What naming one catalogue gives; `unread` when it could not be had. */
type Had = ParsedCatalogue & { unread: boolean };

/**
 * The catalogues a portfolio uses: those it names that ship, and its own files: YAML of our shape, or an OSCAL catalog
 * or profile in JSON. `unread` when one that it names could not be had, so that an obligation that is not found may be
 * one of its.
 */
export function cataloguesInUse(
  input: Input,
  portfolio: Artefact | undefined,
  drafts: FindingDraft[],
): { catalogues: Catalogue[]; unread: boolean } {
  const file = portfolio?.file ?? 'portfolio.yaml';
  const names = asTexts(portfolio?.data['catalogues']);
  const readJson = jsonReader(input);
  const catalogues: Catalogue[] = [];
  let unread = false;
  const say = (i: number, detail: string, message: string, fix: string): void => {
    drafts.push({
      rule: 'reference/catalogue',
      message,
      at: { file, path: ['catalogues', i] },
      subject: 'portfolio',
      detail,
      fix,
    });
  };
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) {
      say(i, `catalogue ${name} twice`, `\`${name}\` is named twice`, 'name each catalogue once');
      return;
    }
    const had = isFile(name)
      ? ownCatalogue(name, input, readJson, (message, fix) => say(i, `catalogue ${name}`, message, fix))
      : shippedCatalogue(name, input, (message, fix) => say(i, `catalogue ${name}`, message, fix));
    drafts.push(...had.drafts);
    const { catalogue } = had;
    const twin = catalogue && catalogues.find(({ id }) => id === catalogue.id);
    if (twin) {
      say(
        i,
        `catalogue id ${twin.id}`,
        `\`${name}\` and \`${twin.file}\` both are a catalogue called \`${twin.id}\`; the second is not used`,
        'name one of them, or rename the file or its `id`',
      );
    } else if (catalogue) catalogues.push(catalogue);
    unread ||= had.unread;
  });
  return { catalogues, unread };
}

const isFile = (name: string): boolean => /\.(?:ya?ml|json|xml)$/i.test(name);

const nothing: Had = { catalogue: null, drafts: [], unread: true };

const parsedFiles = once((_data: object) => new Map<string, ParsedCatalogue>());

/** A catalogue in our shape, parsed once for as long as its file stays as it is. */
function parsedOnce(data: unknown, file: string, shipped: boolean): ParsedCatalogue {
  if (typeof data !== 'object' || data === null) return parseCatalogue(data, file, shipped);
  const known = parsedFiles(data);
  let parsed = known.get(file);
  if (!parsed) known.set(file, (parsed = parseCatalogue(data, file, shipped)));
  return parsed;
}

type Say = (message: string, fix: string) => void;

function shippedCatalogue(name: string, input: Input, say: Say): Had {
  if (!input.shipped.ids.includes(name)) {
    say(
      `no catalogue called \`${name}\` ships with Casebook`,
      didYouMean(name, input.shipped.ids) ?? `use one of ${input.shipped.ids.join(', ')}`,
    );
    return nothing;
  }
  const document = input.shipped.read(name);
  return document.data === null ? nothing : had(parsedOnce(document.data, document.file, true));
}

function ownCatalogue(name: string, input: Input, readJson: JsonReader, say: Say): Had {
  const file = joinPath('', name);
  if (file === null) {
    say(
      `\`${name}\` is outside the content folder`,
      'put the file into the content folder, and write its path from there',
    );
    return nothing;
  }
  if (/\.xml$/i.test(file)) {
    say(`\`${file}\` is XML; a catalogue is read as YAML, and OSCAL as JSON`, inJson);
    return nothing;
  }
  const data = /\.json$/i.test(file)
    ? readJson.dataOf(file)
    : input.documents.find((one) => one.file === file)?.data;
  if (data === undefined) {
    // One that is there and cannot be opened has its finding from reading.
    if (isSaid(input, file)) return nothing;
    say(
      `there is no catalogue file \`${file}\``,
      'put the file into the content folder, and write its path from there',
    );
    return nothing;
  }
  // What is broken has its finding from reading; a file that holds nothing is read, and has none there.
  if (data === broken || (data === null && isSaid(input, file))) return nothing;
  if (asRecord(data)?.['framework'] !== undefined) return had(parsedOnce(data, file, false));
  if (readJson.foreign && /\.json$/i.test(file)) return had(readJson.foreign(file));
  if (asRecord(data)?.['catalog'] !== undefined || asRecord(data)?.['profile'] !== undefined) {
    say(`\`${file}\` is OSCAL in YAML, and OSCAL is read as JSON`, inJson);
    return nothing;
  }
  return had(parsedOnce(data, file, false));
}

const inJson = 'convert it with `oscal-cli convert --to=JSON`, and name the result';

const had = (parsed: ParsedCatalogue): Had => ({ ...parsed, unread: parsed.catalogue === null });

interface JsonReader {
  dataOf: (file: string) => unknown;
  foreign: ((file: string) => ParsedCatalogue) | null;
}

function jsonReader(input: Input): JsonReader {
  const assets = new Map(input.assets.map((asset) => [asset.file, asset]));
  const dataOf = (file: string): unknown => {
    const asset = assets.get(file);
    if (!asset) return undefined;
    const json = asset.json ?? null;
    return json === null && isSaid(input, file) ? broken : json;
  };
  return { dataOf, foreign: input.foreign?.(dataOf) ?? null };
}
