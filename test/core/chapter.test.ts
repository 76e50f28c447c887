import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalogue } from '../../src/core/catalogue.ts';
import { chaptersOf } from '../../src/core/chapter.ts';
import type { Catalogue } from '../../src/core/obligation.ts';

/** A catalogue of clauses given as `id` or `id<parent`. */
function catalogueOf(clauses: readonly string[]): Catalogue {
  const obligations = clauses.map((text) => {
    const [id = '', parent] = text.split('<');
    return { id: `c:${id}`, ref: id.toUpperCase(), title: id, ...(parent && { parent: `c:${parent}` }) };
  });
  return parseCatalogue({ framework: { id: 'c' }, obligations }, 'c.yaml', false).catalogue!;
}
const run = (n: number, id: (i: number) => string): string[] =>
  Array.from({ length: n }, (_, i) => id(i + 1));
const shown = (clauses: readonly string[]): string[] =>
  chaptersOf(catalogueOf(clauses)).map(({ id, title, clauses: own }) => `${id}: ${title} (${own.length})`);

describe('chapters', () => {
  test('a heading of the top level heads one, single clauses are gathered in runs', () => {
    expect(shown(['a', 'b', 'b1<b', 'b2<b', 'c', 'd'])).toEqual([
      'from-a: A (1)',
      'b: B b (3)',
      'from-c: C to D (2)',
    ]);
  });

  test('a catalogue without headings has one', () => {
    expect(shown(['a', 'b'])).toEqual(['from-a: Clauses (2)']);
  });

  test('a long run is cut at the families of ids', () => {
    const clauses = [...run(100, (i) => `ac-${i}`), ...run(90, (i) => `au-${i}`)];
    expect(shown(clauses)).toEqual(['from-ac-1: AC-1 to AC-100 (100)', 'from-au-1: AU-1 to AU-90 (90)']);
  });

  test('and by number where ids have none', () => {
    expect(shown(run(200, (i) => `${i}`))).toEqual(['from-1: 1 to 160 (160)', 'from-161: 161 to 200 (40)']);
  });

  test('a long chapter is cut at the headings below; what heads it stands on the first', () => {
    const clauses = ['a', 'a1<a', ...run(100, (i) => `a1.${i}<a1`), 'a2<a', ...run(100, (i) => `a2.${i}<a2`)];
    expect(shown(clauses)).toEqual(['a: A a (102)', 'a2: a: A2 a2 (101)']);
  });

  test('hold every clause once, in the order of the source, and never more than a page can list', () => {
    const tree = fc.array(fc.nat({ max: 3 }), { maxLength: 400 }).map((depths) => {
      const path: string[] = [];
      return depths.map((depth, i) => {
        path.length = Math.min(depth, path.length);
        const parent = path.at(-1);
        path.push(`k${i}`);
        return parent === undefined ? `k${i}` : `k${i}<${parent}`;
      });
    });
    fc.assert(
      fc.property(tree, (clauses) => {
        const catalogue = catalogueOf(clauses);
        const chapters = chaptersOf(catalogue);
        expect(chapters.flatMap((chapter) => chapter.clauses.map(({ id }) => id))).toEqual(
          catalogue.clauses.map(({ id }) => id),
        );
        expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
        for (const chapter of chapters) expect(chapter.clauses.length).toBeLessThanOrEqual(164);
      }),
      { numRuns: 60 },
    );
  });
});
