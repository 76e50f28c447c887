import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artefact } from '../../src/core/artefact.ts';
import { writeFigure } from '../../src/kinds/figures.ts';
import { withFigures, writtenFields } from '../../src/kinds/written.ts';

describe('figures', () => {
  test('digits, units, thousands and signs', () => {
    expect([
      writeFigure(0.78149),
      writeFigure(12),
      writeFigure(1234567.5, { digits: 1 }),
      writeFigure(0.1234, { unit: '%' }),
      writeFigure(0.1234, { unit: '%', digits: 0 }),
      writeFigure(-1250, { unit: 'EUR' }),
      writeFigure(-0.0001, { digits: 3 }),
    ]).toEqual(['0.781', '12', '1,234,567.5', '12.3\u00a0%', '12\u00a0%', '−1,250 EUR', '0.000']);
  });

  test('without digits of its own a figure is no zero that it is not, and has no digits that nobody wrote', () => {
    expect([
      writeFigure(0),
      writeFigure(0.0005),
      writeFigure(-1.23e-11, { unit: 'EUR' }),
      writeFigure(1e-6, { unit: '%' }),
      writeFigure(1.234e18, { unit: 'EUR' }),
    ]).toEqual(
      ['0', '0.001', '−1.23 × 10⁻¹¹ EUR', '1.0 × 10⁻⁴ %', '1.23 × 10¹⁸ EUR'].map((text) =>
        text.replace(' ×', '\u00a0×').replace('× ', '×\u00a0').replace(' %', '\u00a0%'),
      ),
    );
  });

  test('a figure reads back as the number, within its own digits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const read = Number(writeFigure(value, { digits }).replaceAll(',', '').replace('−', '-'));
          expect(Math.abs(read - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9) + 1e-6);
        },
      ),
    );
  });
});

describe('text that comes from the body', () => {
  const evidence = { state: 'valid', content: { metrics: { auc: { value: 0.8431 } } } };
  const portfolio = {
    breaches: [],
    index: {
      resolve: (id: string) =>
        id === 'perf' ? { state: 'found', node: { id: 'x/perf' } } : { state: 'dangling', suggestion: null },
      evidence: new Map([['x/perf', evidence]]),
    },
  } as unknown as Parameters<typeof withFigures>[2];
  const plain = (text: string) => withFigures(text, { system: 'x' }, portfolio);

  test('metrics become their figures, other components go, words stay', () => {
    expect(plain('AUC is <Metric of="ev:perf#/metrics/auc/value" digits={2} /> on all.')).toBe(
      'AUC is 0.84 on all.',
    );
    expect(plain('AUC is <Metric of="ev:gone#/auc" />.')).toBe('AUC is (no figure).');
    expect(plain('See below.\n<Features system="x" />')).toBe('See below.');
    expect(plain('n < 30 and a > b')).toBe('n < 30 and a > b');
  });

  test('fields that the body holds are told by its headings', () => {
    const headings = [{ text: 'Revisit When' }, { text: ' Decision outcome ' }];
    expect([...writtenFields({ body: { headings } } as unknown as Pick<Artefact, 'body'>)]).toEqual([
      'revisit_when',
      'decision_outcome',
    ]);
    expect(writtenFields({ body: null }).size).toBe(0);
  });
});
