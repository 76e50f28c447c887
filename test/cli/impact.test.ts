import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { impactSchema, singlePointsSchema } from '../../src/report/impact-json.ts';
import { folderWithStarter, runIn } from './support.ts';

describe('casebook impact <id>', () => {
  test('says of a file which cells change and why, and what else loses its ground', async () => {
    expect(await runIn(folderWithStarter(), ['impact', 'accuracy', 'demo'])).toEqual({
      code: 0,
      err: '',
      out: [
        'evidence delivery-time/accuracy: Forecast error in the third quarter of 2026',
        'If it is withdrawn: 1 cell changes, 1 of 2 evidenced cells lost, as of 2026-11-20.',
        '',
        'delivery-time',
        '  house-rules:r2  evidenced → lapsed',
        '    Evidence `accuracy` does not count: it is withdrawn, captured 2026-10-05.',
        '',
        'Numbers in prose that lose what they are read from (2)',
        '  systems/delivery-time/model-card.mdx:58:52  4.293  bound → lapsed',
        '  systems/delivery-time/model-card.mdx:59:55  12.238  bound → lapsed',
        '',
        'Cites it as evidence (5)',
        '  CTL-01  and no other that is valid',
        '  delivery-time  and no other that is valid',
        '  delivery-time/MON-02  and no other that is valid',
        '  delivery-time/map:house-rules:r2  and no other that is valid',
        '  delivery-time/model-card  and 1 other that is valid',
        '',
      ].join('\n'),
    });
  });

  test('says of a system that its cells are no longer held', async () => {
    const { out } = await runIn(folderWithStarter(), ['impact', 'delivery-time', 'demo']);
    expect(out.split('\n').slice(0, 10)).toEqual([
      'system delivery-time: Delivery-time forecast',
      'If it is withdrawn: 4 cells change, 2 of 2 evidenced cells lost, 4 no longer held, as of 2026-11-20.',
      '',
      'delivery-time',
      '  house-rules:r1  planned → no longer held',
      '  house-rules:r2  evidenced → no longer held',
      '  house-rules:r3  evidenced → no longer held',
      '  house-rules:r4  not-applicable → no longer held',
      '',
      'Drift readings taken from it (3)',
    ]);
  });

  test('writes JSON of its schema', async () => {
    const { out } = await runIn(folderWithStarter(), ['impact', 'CTL-01', 'demo', '--format', 'json']);
    const impact = impactSchema.parse(JSON.parse(out));
    expect(impact.thing.id).toBe('CTL-01');
    expect(impact.counts).toEqual({
      cells: 1,
      evidenced: 1,
      of_evidenced: 2,
      holding: 0,
      claims: 0,
      readings: 0,
      unjudged: 0,
      undecided: 0,
      resting: 0,
      links: 2,
    });
    expect(impact.cells).toEqual([
      {
        system: 'delivery-time',
        obligation: 'house-rules:r2',
        timing: 'in-force',
        before: 'evidenced',
        after: 'gap',
        reason: 'The control `CTL-01` does not exist.',
        deciding_step: { type: 'control', id: null, state: 'dangling', note: 'No control has this id.' },
      },
    ]);
  });

  test('takes another day: what had not been captured then carries nothing', async () => {
    const { out } = await runIn(folderWithStarter(), ['impact', 'accuracy', 'demo', '--as-of', '2026-10-01']);
    expect(out.split('\n').slice(1, 3)).toEqual([
      'If it is withdrawn: no cell changes, none is evidenced today, 1 that rests on it keeps its state, as',
      'of 2026-10-01.',
    ]);
  });

  test.each([
    [['accuracyy', 'demo'], 'nothing here has the id `accuracyy`; did you mean `accuracy`?'],
    [['zzz', 'demo'], 'nothing here has the id `zzz`'],
    [['demo'], '`demo` is a content folder, not an id; to rank what it holds: --content demo'],
    [['accuracy', 'demo', '--all'], '--all is for the ranking, which takes no id'],
  ])('refuses %j', async (args, message) => {
    const result = await runIn(folderWithStarter(), ['impact', ...args]);
    expect(result).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
  });
});

describe('casebook impact', () => {
  test('ranks what cells fall with', async () => {
    expect(await runIn(folderWithStarter(), ['impact', '--content', 'demo'])).toEqual({
      code: 0,
      err: '',
      out: [
        'Control `CTL-01` carries 1 of 2 evidenced clauses, and 5 other things carry as many.',
        '',
        'evidenced  weakened  thing                        what      hardest fall',
        '        1         1  CTL-01                       control   delivery-time house-rules:r2: evidenced → gap',
        '        1         1  CTL-02                       control   delivery-time house-rules:r3: evidenced → gap',
        '        1         1  delivery-time/MON-01         monitor   house-rules:r3: evidenced → partial',
        '        1         1  delivery-time/MON-02         monitor   house-rules:r2: evidenced → partial',
        '        1         1  delivery-time/accuracy       evidence  house-rules:r2: evidenced → lapsed',
        '        1         1  delivery-time/input-profile  evidence  house-rules:r3: evidenced → lapsed',
        '',
        '6 things, as of 2026-11-20',
        '',
      ].join('\n'),
    });
  });

  test('writes the ranking as JSON of its schema', async () => {
    const { out } = await runIn(folderWithStarter(), ['impact', '--content', 'demo', '--format', 'json']);
    const ranking = singlePointsSchema.parse(JSON.parse(out));
    expect([ranking.things, ranking.evidenced]).toEqual([6, 2]);
    expect(ranking.points.map((point) => [point.id, point.evidenced, point.weakened])).toEqual([
      ['CTL-01', 1, 1],
      ['CTL-02', 1, 1],
      ['delivery-time/MON-01', 1, 1],
      ['delivery-time/MON-02', 1, 1],
      ['delivery-time/accuracy', 1, 1],
      ['delivery-time/input-profile', 1, 1],
    ]);
  });

  test('shows twenty, and all of them when asked', async () => {
    const folder = folderWithStarter();
    const monitors = Array.from({ length: 30 }, (_, i) => `MON-${100 + i}`);
    const control = path.join(folder, 'demo/controls');
    const [file] = fs.readdirSync(control);
    const text = fs.readFileSync(path.join(control, file!), 'utf8');
    expect(text).toContain('evidence: [');
    const ids = monitors.map((id) => `delivery-time/copy-${id}`);
    fs.writeFileSync(
      path.join(control, file!),
      text.replace('evidence: [', `evidence: [${ids.join(', ')}, `),
    );
    const register = path.join(folder, 'demo/systems/delivery-time/evidence/evidence.yaml');
    const rows = fs.readFileSync(register, 'utf8');
    const entry = /^ {2}- id: accuracy\n(?: {4}.*\n)+/m.exec(rows)![0];
    fs.writeFileSync(
      register,
      rows.replace(
        entry,
        entry + ids.map((id) => entry.replace('id: accuracy', `id: ${id.split('/')[1]!}`)).join(''),
      ),
    );
    const few = await runIn(folder, ['impact', '--content', 'demo']);
    expect(few.out).toContain('\n20 of 36 things; --all lists the rest, as of 2026-11-20\n');
    expect(few.out.split('\n').filter((line) => line.includes('→'))).toHaveLength(20);
    const all = await runIn(folder, ['impact', '--content', 'demo', '--all']);
    expect(all.out.split('\n').filter((line) => line.includes('→'))).toHaveLength(36);
  });
});
