import { JsonFault, locateInJson } from './json-place.ts';
import { createPlacer } from './lines.ts';
import type { Parsed } from './parsed.ts';

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b|-?\d+(?:\.\d+)?[eE]\+?\d{3,}/g;

/**
 * Reads JSON. The tokens `NaN` and `Infinity`, which some tools write, and numbers beyond the range of a double
 * become `null` with one finding; a text that breaks gives `data: null` and the place where it breaks.
 * Source: RFC 8259.
 */
export function parseJson(text: string, file: string): Parsed {
  let first: { sign: string; offset: number } | null = null;
  let count = 0;
  const finite = /NaN|Infinity|[eE]\+?\d{3}/.test(text)
    ? text.replace(token, (sign, offset: number) => {
        if (sign.startsWith('"') || Number.isFinite(Number(sign))) return sign;
        first ??= { sign, offset };
        count += 1;
        return 'null';
      })
    : text;
  let data: unknown;
  try {
    data = JSON.parse(finite);
  } catch (error) {
    return { data: null, drafts: [broken(text, file, error)] };
  }
  if (first === null) return { data, drafts: [] };
  const { sign, offset } = first as { sign: string; offset: number };
  return {
    data,
    drafts: [
      {
        rule: 'syntax/json',
        message: `\`${sign}\` is not JSON; ${count === 1 ? 'it is' : `${count} such numbers are`} read as \`null\``,
        at: createPlacer(text, file)(offset, offset + sign.length),
        detail: 'not finite',
        // What is unknown is known to be: the rest of the file is read as it stands.
        severity: 'warning',
        fix: 'write `null` for a number that could not be computed',
      },
    ],
  };
}

function broken(text: string, file: string, error: unknown): Parsed['drafts'][number] {
  let offset = 0;
  let message = error instanceof Error ? error.message : 'the text is not JSON';
  try {
    locateInJson(text, []);
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    ({ offset, message } = fault);
  }
  return {
    rule: 'syntax/json',
    message: `the file is not JSON: ${message}`,
    at: createPlacer(text, file)(offset, Math.min(text.length, offset + 1)),
    fix: /(^|\/)evidence\//.test(file)
      ? 'write the file again from its source, then run `casebook evidence refresh`'
      : 'correct it there, or take the file again from its source',
  };
}
