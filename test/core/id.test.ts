import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isObligationId,
  isSlug,
  parseEvidenceReference,
  parseWikiReferences,
  qualify,
  splitReference,
  toSlug,
} from '../../src/core/id.ts';
import { fromPointer, toPointer, valueAt } from '../../src/core/place.ts';
import { suggest } from '../../src/core/suggest.ts';

const slug = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,20}[A-Za-z0-9])?$/);

describe('ids', () => {
  test.each(['FM-02', 'ADR-0003', 'utilisation_ratio', 'a', 'v1.2'])('%s is a slug', (id) =>
    expect(isSlug(id)).toBe(true),
  );
  test.each(['', '-a', 'a/b', 'a b', 'é', 'a:'])('%s is none', (id) => expect(isSlug(id)).toBe(false));
  test('obligations have their catalogue before a colon', () => {
    expect(isObligationId('eu-ai-act:art-14-4-e')).toBe(true);
    expect(isObligationId('art-14')).toBe(false);
  });
  test('qualifying and splitting are inverse', () => {
    fc.assert(
      fc.property(slug, slug, (system, local) => {
        expect(splitReference(qualify(system, local))).toEqual({ system, local });
      }),
    );
    expect(splitReference('FM-02')).toEqual({ system: null, local: 'FM-02' });
  });
  test('slugs of any text are slugs or empty', () => {
    fc.assert(fc.property(fc.string(), (text) => toSlug(text) === '' || isSlug(toSlug(text))));
    expect(toSlug('Überwachung & Alerts (v2)')).toBe('uberwachung-alerts-v2');
  });
});

describe('references in prose', () => {
  test('with and without a label', () => {
    expect(parseWikiReferences('see [[FM-02]] and [[a/ADR-0003|the decision]].')).toEqual([
      { target: 'FM-02', label: null, offset: 4, length: 9 },
      { target: 'a/ADR-0003', label: 'the decision', offset: 18, length: 27 },
    ]);
  });
  test('every reference written is found where it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z .]{0,9}$/), slug)), (parts) => {
        const text = parts.map(([before, id]) => `${before}[[${id}]]`).join('');
        const found = parseWikiReferences(text);
        expect(found.map((one) => one.target)).toEqual(parts.map(([, id]) => id));
        for (const one of found) {
          expect(text.slice(one.offset, one.offset + one.length)).toBe(`[[${one.target}]]`);
        }
      }),
    );
  });
  test('evidence references carry a pointer', () => {
    expect(parseEvidenceReference('ev:perf-oot#/metrics/auc')).toEqual({
      id: 'perf-oot',
      pointer: '/metrics/auc',
    });
    expect(parseEvidenceReference('perf-oot')).toEqual({ id: 'perf-oot', pointer: '' });
  });
});

describe('JSON Pointers', () => {
  test('encoding and decoding are inverse', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        expect(fromPointer(toPointer(path))).toEqual(path);
      }),
    );
  });
  test('text that is none', () => {
    expect(fromPointer('a/b')).toBe(null);
    expect(fromPointer('/a~2')).toBe(null);
  });
  test('a path leads to own values only', () => {
    expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
    expect(valueAt({ a: 1 }, ['toString'])).toBe(undefined);
    expect(valueAt(null, ['a'])).toBe(undefined);
  });
});

describe('suggestions', () => {
  test('the nearest, then alphabetical', () => {
    expect(suggest('FM-20', ['FM-02', 'FM-2', 'MON-20'])).toBe('FM-02');
    expect(suggest('Owner', ['owner', 'other'])).toBe('owner');
    expect(suggest('AC-2', ['ac-1', 'ac-2', 'ac-3'])).toBe('ac-2');
    expect(suggest('retraining', ['x', 'decision'])).toBe(null);
  });
});
