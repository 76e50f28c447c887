import { isPlace, startOf, type FieldSpot, type Locate, type Path, type Place } from '../core/place.ts';
import { createCsvLocator } from './csv-place.ts';
import { formatOf } from './document.ts';
import { splitFrontMatter } from './front-matter.ts';
import { locateInJson } from './json-place.ts';
import { createPlacer } from './lines.ts';
import { createYamlLocator } from './yaml-spans.ts';

type Locator = (path: Path, part: FieldSpot['part']) => Place;

/** Locators by file, each with the text it was made of. */
export type KnownLocators = Map<string, { text: string | undefined; locate: Locator }>;

/**
 * Makes the function that gives fields their lines and columns. A file is parsed for positions when it is first
 * asked about; a field that does not exist gives the nearest that does.
 * @param textOf the text of a file, lines ended by LF; `undefined` for files that are none.
 * @param known locators made before, for whoever asks about the same files again.
 */
export function createLocate(
  textOf: (file: string) => string | undefined,
  known: KnownLocators = new Map(),
): Locate {
  const locators = new Map<string, Locator>();
  return (spot) => {
    if (isPlace(spot)) return spot;
    let locator = locators.get(spot.file);
    if (!locator) {
      const text = textOf(spot.file);
      const before = known.get(spot.file);
      locator = before?.text === text ? before?.locate : undefined;
      locator ??= createLocator(spot.file, text);
      known.set(spot.file, { text, locate: locator });
      locators.set(spot.file, locator);
    }
    return locator(spot.path, spot.part);
  };
}

function createLocator(file: string, text: string | undefined): Locator {
  const start = startOf(file);
  if (text === undefined) return () => start;
  const placer = createPlacer(text, file);
  // MLflow's description of a model is YAML without an ending.
  switch (/(?:^|\/)MLmodel$/.test(file) ? 'yaml' : formatOf(file)) {
    case 'mdx':
    case 'md': {
      const { yaml, offset, fence } = splitFrontMatter(text, file);
      if (yaml === null) return () => start;
      const locate = createYamlLocator(yaml);
      const opening = { ...start, line: fence, end_line: fence, end_column: 4 };
      return (path, part) => {
        const span = locate(path, part);
        return span ? placer(offset + span[0], offset + span[1]) : opening;
      };
    }
    case 'yaml': {
      const locate = createYamlLocator(text);
      return (path, part) => {
        const span = locate(path, part);
        return span ? placer(...span) : start;
      };
    }
    case 'csv': {
      const locate = createCsvLocator(text);
      return (path, part) => placer(...locate(path, part));
    }
    case 'json':
      return (path, part) => {
        try {
          return placer(...locateInJson(text, path, part));
        } catch {
          return start;
        }
      };
    default:
      return () => start;
  }
}
