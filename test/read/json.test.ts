import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt, type Path } from '../../src/core/place.ts';
import { JsonFault, locateInJson } from '../../src/read/json-place.ts';
import { parseJson } from '../../src/read/json.ts';

function* paths(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [step, inner] of Object.entries(value))
    yield* paths(inner, [...path, Array.isArray(value) ? Number(step) : step]);
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text, 'a.json')).toEqual({ data: JSON.parse(text), drafts: [] });
      }),
    );
  });

  it('reads `NaN` and infinities as null, but not inside texts', () => {
    const { data } = parseJson('{"a": [NaN, -Infinity, 1e400, 1e10], "NaN": "Infinity \\" NaN"}', 'a.json');
    expect(data).toEqual({ a: [null, null, null, 1e10], NaN: 'Infinity " NaN' });
  });

  it('tells a file of one value a line from a file with something behind its value', () => {
    const said = (text: string) => parseJson(text, 'a.json').drafts.map(({ message }) => message);
    expect([said('{"a": 1}\n{"a": 2}\n'), said('{"a": 1} b')]).toEqual([
      ['the file is not JSON: a second value follows the first: a file of one value a line is `.jsonl`'],
      ['the file is not JSON: something follows the end of the value'],
    ]);
  });

  it('finds a fault in every text that is cut short', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), (text, cut) => {
        const short = text.slice(0, cut % text.length);
        fc.pre(/^\s*[[{"]/.test(text));
        const { data, drafts } = parseJson(short, 'a.json');
        expect(data).toBe(null);
        expect(drafts.map(({ rule }) => rule)).toEqual(['syntax/json']);
        expect(() => locateInJson(short, [])).toThrow(JsonFault);
      }),
    );
  });
});

describe('places in JSON', () => {
  it('are those of the source: what stands there reads as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const data = JSON.parse(text) as unknown;
        for (const path of paths(data)) {
          expect(JSON.parse(text.slice(...locateInJson(text, path)))).toEqual(valueAt(data, path));
        }
      }),
    );
  });

  it('fall back to the nearest that exists', () => {
    const text = '{\n  "a": { "b": [1, 2] }\n}';
    const at = (path: Path, part?: 'key'): string => text.slice(...locateInJson(text, path, part));
    expect(at(['a', 'b', 1])).toBe('2');
    expect(at(['a', 'b'], 'key')).toBe('"b"');
    expect(at(['a', 'c'])).toBe('"a"');
    expect(at(['a', 'b', 7])).toBe('"b"');
    expect(at(['z'])).toBe('{');
  });
});
