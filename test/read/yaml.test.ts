import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { valueAt, type Path } from '../../src/core/place.ts';
import { splitFrontMatter } from '../../src/read/front-matter.ts';
import { createExactYamlLocator } from '../../src/read/yaml-place.ts';
import { createYamlLocator } from '../../src/read/yaml-spans.ts';
import { parseYaml } from '../../src/read/yaml.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (text: string): unknown => parseYaml(text, { file: 'a.yaml', text, offset: 0 }).data;

const key = fc.stringMatching(/^[a-z_][a-z0-9_ .-]{0,11}$/).filter((text) => text.trim() === text);
const scalar = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }).filter((text) => !/[\uD800-\uDFFF\0]/.test(text)),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '2026-11-20',
    'yes',
    '1.10',
    '0x1F',
    '~',
    '- a',
    'a: b',
    '# c',
    ' x ',
    'a\nb\n',
    '*x',
    '!y',
  ),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const mapping = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5 });

describe('parseYaml', () => {
  it('keeps dates, `yes` and leading zeros of a version as they were written', () => {
    expect(read('a: 2026-11-20\nb: yes\nc: 1_000\nd: "1.10"\ne: 2026-11-20T10:00:00Z')).toEqual({
      a: '2026-11-20',
      b: 'yes',
      c: '1_000',
      d: '1.10',
      e: '2026-11-20T10:00:00Z',
    });
  });

  it('reads an empty text, and one of comments, as an empty mapping', () => {
    expect([read(''), read('\n# c\n  # d\n')]).toEqual([{}, {}]);
  });

  it('keeps everything when a key is stated twice, with the last value', () => {
    expect(read('a: 1\nb: 2\na: 3\n')).toEqual({ b: 2, a: 3 });
  });

  it('writes aliases out, so that no two rows are the same object', () => {
    const data = read('a: &x { b: 1 }\nc: *x\n') as Record<string, unknown>;
    expect(data).toEqual({ a: { b: 1 }, c: { b: 1 } });
    expect(data['a']).not.toBe(data['c']);
  });

  it('gives the values that `yaml`, which gives the positions, has', () => {
    fc.assert(
      fc.property(mapping, fc.constantFrom(-1, 0, 1), (data, flowLevel) => {
        const text = dump(data, flowLevel < 0 ? {} : { flowLevel });
        const positioned: unknown = parseDocument(text, { version: '1.2', schema: 'core' }).toJS();
        expect(read(text)).toEqual(data);
        expect(positioned).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });
});

describe('places in YAML', () => {
  it('are those of the source: what stands there reads as the value', () => {
    fc.assert(
      fc.property(mapping, (data) => {
        const text = dump(data);
        const locate = createYamlLocator(text);
        for (const path of paths(data)) {
          const span = locate(path)!;
          const value = valueAt(data, path);
          if (value !== null && typeof value === 'object') continue;
          const source = text.slice(...span);
          // A block scalar's header and indentation count on what stands around it.
          if (/^[|>]/.test(source)) continue;
          expect(read(`v: ${source}`)).toEqual({ v: value });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are those of the parser that knows every position, whatever the events of the other leave open', () => {
    const comments = fc.array(fc.tuple(fc.nat(), fc.constantFrom(' # said', '\n# said', '\n', ' ')));
    fc.assert(
      fc.property(mapping, fc.constantFrom(-1, 0, 1, 2), comments, (data, flowLevel, added) => {
        const lines = dump(data, flowLevel < 0 ? {} : { flowLevel }).split('\n');
        for (const [at, text] of added) lines[at % lines.length] += text;
        expectSamePlaces(lines.join('\n'), data);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    'a: 1 # x\nb:\n  - x\n  - "q: r"   # t\n  -\n    k: &anc v\n    l: |\n      text\n      more\n\nm: { f: [1, 2 , 3], g: \'\' }\n',
    "n: >-\n\n  folded\n  text\n\n\no:\np: !!str 5\nq: &a x\nr: *a\ns: plain\n  goes on\n? t\n: 7\n'u': 5\nz: &y\n  d: e\n",
    'rows:\n  - id: A\n    note: |2-\n        indented\n  - id: B # last\n  # of these\nother: "a\\"b"\n',
    'rows:\n- id: A\n- - 1\n  - 2\n-\n- {}\n- []\n- id: B',
    '"a b": 1\n2024: x\n1.50: y\ntrue: z\n~: n\n"c\\n": d\n',
    'a: 1\nb: 2\na: 3\n',
    '- 1\n- a: 2\n  b: 3',
    'a:\n# out\n  - b: 1\n    c: 2\n\n# out\n  - b: 1\n    c: [x, y]\n  # in a\n  - b: { }\n    # in row\n  - b: 2 # here\nd:\n  e:\n    f: 1\n # odd\ng: 1\n# end\n',
    'text',
    '--- \na: 1\n',
    '&m\na: 1\n',
    '&k a: 1\nb:\n  &l c: 2\n',
    'a: |\n\nb: |+\n  x\n\n\nc: >\n',
    'a | b: |\n  x\nc: "| #": |\n  y\n',
  ])('are the same in %j', (text) => {
    expectSamePlaces(text, parseDocument(text, { uniqueKeys: false, version: '1.2', schema: 'core' }).toJS());
  });

  it('are the same in the example and in what ships', () => {
    const folders = ['content', 'src/catalogues', 'src/cli/starter'].map((name) => path.join(root, name));
    const files = folders.flatMap((folder) =>
      fs.globSync('**/*.{yaml,mdx}', { cwd: folder }).map((name) => path.join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const text = fs.readFileSync(file, 'utf8');
      const yaml = file.endsWith('.mdx') ? (splitFrontMatter(text, file).yaml ?? '') : text;
      expectSamePlaces(yaml, read(yaml));
    }
  });

  it('fall back to the nearest that exists', () => {
    const text = 'title: T\nrows:\n  - id: A\n    range: { min: 1 }\n  - id: B\n';
    const locate = createYamlLocator(text);
    const at = (path: Path, part?: 'key'): string | null => {
      const span = locate(path, part);
      return span && text.slice(...span);
    };
    expect(at(['rows', 0, 'range', 'min'])).toBe('1');
    expect(at(['rows', 0, 'range', 'min'], 'key')).toBe('min');
    expect(at(['rows', 0, 'range', 'max'])).toBe('range');
    expect(at(['rows', 1, 'owner'])).toBe('id: B');
    expect(at(['rows', 7])).toBe('rows');
    expect(at(['owner'])).toBe(null);
  });
});

/** Asks both locators for every path of some data, its keys, and neighbours that are not there. */
function expectSamePlaces(text: string, data: unknown): void {
  const asked = [[], ...paths(data)].flatMap((at) => [at, [...at, 'absent'], [...at, 99]]);
  const answers = (locate: ReturnType<typeof createYamlLocator>) =>
    asked.map((at) => `${at.join('/')} ${String(locate(at))} ${String(locate(at, 'key'))}`);
  expect(answers(createYamlLocator(text))).toEqual(answers(createExactYamlLocator(text)));
}

/** Every path of some data. */
function* paths(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [step, inner] of Object.entries(value))
    yield* paths(inner, [...path, Array.isArray(value) ? Number(step) : step]);
}
