import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import type { Metrics } from '../../src/evidence/shapes/metrics.ts';
import { heldBackCells } from '../../src/profile/privacy.ts';
import { runIn, temporaryFolder } from '../cli/support.ts';

const never = { stopped: () => new Promise<void>(() => undefined) };
const stated = ['--model', 'm', '--model-version', '1', '--dataset', 'rows', '--provenance', 'synthetic'];

/** 600 rows: a score of 0.00 to 0.99, an outcome the likelier the higher it is, two columns that part them. */
function folderWithRows(): string {
  const folder = temporaryFolder();
  const lines = ['at,p,q,y,town,kind'];
  for (let i = 0; i < 600; i += 1) {
    const score = (i * 37) % 100;
    const outcome = (i * 53) % 100 < score ? 1 : 0;
    const town = i % 150 === 0 ? 'Rust' : i % 3 === 0 ? 'Ulm' : 'Bonn';
    lines.push(
      `2026-0${1 + (i % 3)}-15,${score / 100},${((i * 11) % 100) / 100},${i === 7 ? '' : outcome},${town},${i % 2}`,
    );
  }
  fs.writeFileSync(path.join(folder, 'rows.csv'), `${lines.join('\n')}\n`);
  return folder;
}

const usual = ['rows.csv', '--metrics', '--score', 'p', '--label', 'y', '--out', 'm.json', ...stated];
const measure = (folder: string, ...more: string[]) => runIn(folder, ['profile', ...usual, ...more], never);

const read = (folder: string): Metrics => {
  const parsed = parseEvidence(JSON.parse(fs.readFileSync(path.join(folder, 'm.json'), 'utf8')));
  expect(parsed.issues).toEqual([]);
  return parsed.content as Metrics;
};

describe('casebook profile --metrics', () => {
  it('measures rows as they are and holds back what is small', async () => {
    const folder = folderWithRows();
    const outcome = await measure(
      folder,
      ...['--time', 'at', '--threshold', '0.5', '--slices', 'town', '--intersections', 'town:kind'],
      ...['--challenger', 'q', '--costs', '1,4', '--cost-unit', 'EUR'],
    );
    expect(outcome.err).toBe('');
    expect(outcome.code).toBe(0);
    expect(outcome.out).toContain('Note: 1 of 600 rows have no outcome yet and are left out.\n');
    const found = read(folder);
    expect([found.n, found.period]).toEqual([599, { from: '2026-01-15', to: '2026-03-15' }]);
    // Four rows of Rust would follow from the whole less the others, so one more part goes with them.
    expect(Object.keys(found.slices!['town']!)).toHaveLength(1);
    expect(found.notes).toContain(
      '2 of 3 parts by town are held back: a group of fewer than 10 rows would show, or follow by subtraction',
    );
    expect(found.metrics['auc_gain']).toMatchObject({
      type: 'auc_difference',
      ci_method: 'delong-paired',
      n: 599,
    });
    const { tp, fp, tn, fn } = found.confusion!['at_0.5']!;
    expect(tp + fp + tn + fn).toBe(599);
    expect(found.metrics['recall']!.value).toBeCloseTo(tp / (tp + fn), 10);
    expect(found.thresholds!['p']!.at['0.5']!.cost).toBe(fp + 4 * fn);
    // No cell of any decision that is shown has some rows and fewer than ten.
    for (const row of Object.values(found.thresholds!['p']!.at)) {
      for (const cell of [row.tp, row.fp, row.tn, row.fn]) expect(cell === 0 || cell >= 10).toBe(true);
    }
    expect(found.calibration!['quantile_10']!.bins.reduce((sum, { n }) => sum + n, 0)).toBe(599);
  });

  it.each([
    [['--reference', 'rows.csv'], '--reference says nothing with --metrics; leave it out'],
    [['--slices', 'twon'], '--slices: no file has a column `twon`; did you mean `town`?'],
    [['--slices', 'p'], '--slices: `p` has 100 values, at most 50 make slices; put them into ranges first'],
    [
      ['--intersections', 'town'],
      '--intersections: `town` is no pair of two columns such as `product:region`',
    ],
    [['--costs', '1,2'], '--costs and --cost-unit go together: a cost without unit is a bare number'],
    [
      ['--minimum-group', '400'],
      /^casebook: there are \d+ rows with the outcome; with groups of at least 400 nothing can be shown/,
    ],
  ])('says what cannot be done (%#)', async (more, words) => {
    const folder = folderWithRows();
    const outcome = await measure(folder, ...more);
    expect(outcome.code).toBe(2);
    if (typeof words === 'string') expect(outcome.err).toBe(`casebook: ${words}\n`);
    else expect(outcome.err).toMatch(words);
    expect(fs.existsSync(path.join(folder, 'm.json'))).toBe(false);
  });

  it('keeps profiles and metrics apart', async () => {
    const folder = folderWithRows();
    const args = ['profile', 'rows.csv', '--time', 'at', '--out', 'p.json', ...stated];
    expect((await runIn(folder, args, never)).err).toBe(
      'casebook: a profile compares with a reference; name its files with --reference\n',
    );
    const mixed = await runIn(folder, [...args, '--reference', 'rows.csv', '--threshold', '0.5'], never);
    expect(mixed.err).toBe('casebook: --threshold says nothing without --metrics; leave it out\n');
  });
});

describe('cells held back', () => {
  it('leave two or none on every line, with enough rows that none follows', () => {
    const cells = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 6, maxLength: 6 });
    const lines = [
      [0, 1, 2],
      [3, 4, 5],
      [0, 3],
      [1, 4],
      [2, 5],
    ];
    fc.assert(
      fc.property(cells, (table) => {
        const hidden = heldBackCells(table, lines, 10);
        table.forEach((groups, at) => {
          if (groups.some((one) => one > 0 && one < 10)) expect(hidden.has(at)).toBe(true);
        });
        for (const line of lines) {
          for (const group of [0, 1]) {
            const held = line.filter((at) => hidden.has(at));
            const isWhole = line.every((at) => hidden.has(at) || table[at]![group] === 0);
            if (held.every((at) => table[at]![group] === 0) || isWhole) continue;
            expect(held.length).toBeGreaterThanOrEqual(2);
            expect(held.reduce((sum, at) => sum + table[at]![group]!, 0)).toBeGreaterThanOrEqual(19);
          }
        }
      }),
    );
  });
});
