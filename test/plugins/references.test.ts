import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { remarkReferences } from '../../plugins/references.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkReferences);

/** The references of a text: `target|label line:column-line:column`. */
function referencesOf(text: string): string[] {
  const file = new VFile({ value: text, path: 'a.md' });
  processor.runSync(processor.parse(file) as Root, file);
  return (file.data.slots ?? []).flatMap((slot) => {
    if (slot.type !== 'reference') return [];
    const { line, column, end_line, end_column } = slot.place;
    return [
      `${slot.target}${slot.label === null ? '' : `|${slot.label}`} ${line}:${column}-${end_line}:${end_column}`,
    ];
  });
}

describe('remarkReferences', () => {
  it('finds references in prose, headings, lists, quotes and tables, at their places', () => {
    const text =
      '# [[A]]\n\n- x [[b/C]] y [[d|its label]]\n\n> q\n> [[E]]\n\n| a |\n|---|\n| [[F\\|g]] |\n\n*[[H]]*\n';
    expect(referencesOf(text)).toEqual([
      'A 1:3-1:8',
      'b/C 3:5-3:12',
      'd|its label 3:15-3:30',
      'E 6:3-6:8',
      'F|g 10:3-10:11',
      'H 12:2-12:7',
    ]);
  });

  it('leaves code, links and broken brackets alone', () => {
    const text = '`[[A]]` [see [[B]]](x) [[]] [[ ]] [[C] [D]]\n\n```\n[[E]]\n```\n\n    [[F]]\n';
    expect(referencesOf(text)).toEqual([]);
  });

  it('tells equal references apart by their places', () => {
    expect(referencesOf('[[A]] &amp; [[A]]\n[[A]]')).toEqual(['A 1:1-1:6', 'A 1:13-1:18', 'A 2:1-2:6']);
  });

  it('reads a label that is wrapped over two lines', () => {
    expect(referencesOf('x [[FM-02|its\nlabel]] y')).toEqual(['FM-02|its label 1:3-2:8']);
  });

  it('reads back every reference that is written into a text', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{1,4}(?:[._-][A-Za-z0-9]{1,4}){0,2}$/);
    const label = fc.option(fc.stringMatching(/^[a-z](?:[a-z ]{0,8}[a-z])?$/));
    const reference = fc.record({
      target: fc.oneof(
        id,
        fc.tuple(id, id).map(([a, b]) => `${a}/${b}`),
      ),
      label,
    });
    fc.assert(
      fc.property(fc.array(reference, { minLength: 1, maxLength: 6 }), (references) => {
        const written = references.map(
          ({ target, label }) => `[[${target}${label === null ? '' : `|${label}`}]]`,
        );
        const text = `Text ${written.join(' and ')} end`;
        let column = 6;
        const expected = references.map(({ target, label }, i) => {
          const start = column;
          column += written[i]!.length;
          const line = `${target}${label === null ? '' : `|${label}`} 1:${start}-1:${column}`;
          column += 5;
          return line;
        });
        expect(referencesOf(text)).toEqual(expected);
      }),
    );
  });
});
