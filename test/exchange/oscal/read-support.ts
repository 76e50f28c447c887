// Small OSCAL documents written as data, and catalogues shown as outlines.
import type { ParsedCatalogue } from '../../../src/core/catalogue.ts';
import type { Catalogue, Clause } from '../../../src/core/obligation.ts';
import { isPlace, toPointer } from '../../../src/core/place.ts';
import { openOscal } from '../../../src/exchange/oscal/import.ts';

type Json = Record<string, unknown>;

const metadata = (title: string): Json => ({
  title,
  'last-modified': '2026-02-03T04:05:06Z',
  version: '1.0',
  'oscal-version': '1.2.1',
});

/** A catalog document. */
export const catalog = (body: Json, more: Json = {}): Json => ({
  catalog: {
    uuid: '5b0e6d0c-6a51-4f0e-9c0e-0d6a3a0f7a11',
    metadata: { ...metadata('Letters'), ...more },
    ...body,
  },
});

/** A profile document. */
export const profile = (body: Json, more: Json = {}): Json => ({
  profile: {
    uuid: '9a3c7a52-7e1c-4f75-8b55-4c1f5c1c2b22',
    metadata: { ...metadata('Choice of letters'), ...more },
    ...body,
  },
});

/** A control with a statement that says its id. */
export const control = (id: string, more: Json = {}): Json => ({
  id,
  title: `Control ${id}`,
  parts: [{ id: `${id}_smt`, name: 'statement', prose: `Do ${id}.` }],
  ...more,
});

/**
 * Three groups of three controls, the last with two further levels below it: the shape of the catalog that NIST's
 * examples of resolution select from, with words of our own.
 */
export const letters = (): Json =>
  catalog({
    groups: ['x', 'y', 'z'].map((letter) => ({
      id: letter,
      title: `Group ${letter}`,
      controls: [1, 2, 3].map((n) =>
        control(
          `${letter}${n}`,
          letter === 'z' && n === 3
            ? { controls: [control('z3.a', { controls: [control('z3.a-1')] }), control('z3.b')] }
            : {},
        ),
      ),
    })),
  });

/** Reads one of some files as a catalogue. */
export const read = (files: Record<string, unknown>, file: string): ParsedCatalogue =>
  openOscal((name) => files[name])(file);

/** What was found wrong, one line each: `file#/json/pointer rule message → fix`. */
export const said = ({ drafts }: Pick<ParsedCatalogue, 'drafts'>): string[] =>
  drafts.map(({ at, rule, message, fix, related = [] }) => {
    const spot = (one: typeof at): string => (isPlace(one) ? one.file : `${one.file}#${toPointer(one.path)}`);
    const also = related.map((one) => ` (${spot(one.at)} ${one.message})`).join('');
    return `${spot(at)} ${rule} ${message}${also} → ${fix}`;
  });

/** The clauses of a catalogue by local id, two spaces for each level; headings end in a slash. */
export function outline(catalogue: Catalogue | null): string[] {
  if (!catalogue) return ['nothing'];
  const byId = new Map(catalogue.clauses.map((clause) => [clause.id, clause]));
  const depth = (clause: Clause): number =>
    clause.parent === null ? 0 : 1 + depth(byId.get(clause.parent)!);
  return catalogue.clauses.map(
    (clause) =>
      '  '.repeat(depth(clause)) + clause.id.slice(catalogue.id.length + 1) + (clause.heading ? '/' : ''),
  );
}

/** The outline of a profile over the letters. */
export const resolved = (body: Json, files: Record<string, unknown> = {}): string[] =>
  outline(
    read({ 'letters.json': letters(), 'choice.json': profile(body), ...files }, 'choice.json').catalogue,
  );
