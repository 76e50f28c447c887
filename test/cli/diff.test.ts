import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { changesSchema } from '../../src/report/changes-json.ts';
import { edit, folderWithStarter, runIn } from './support.ts';

/** A folder with the starter, its state as a site keeps it, and a change made after that. */
async function changedStarter(): Promise<string> {
  const folder = folderWithStarter();
  const { out } = await runIn(folder, ['export', 'portfolio', 'demo', '--format', 'json']);
  fs.mkdirSync(path.join(folder, 'site/data'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'site/data/portfolio.json'), out);
  const system = path.join(folder, 'demo/systems/delivery-time');
  edit(path.join(system, 'evidence/accuracy.json'), '4.293', '4.294');
  edit(path.join(system, 'model-card.mdx'), 'an hour ahead', 'two hours ahead');
  return folder;
}

/** Percentages have a no-break space before their sign. */
const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

test('says what proves less, which papers and files changed, and which findings came', async () => {
  const folder = await changedStarter();
  const { out, err, code } = await runIn(folder, ['diff', 'site', 'demo']);
  expect([code, err]).toEqual([0, '']);
  expect(plainSpaces(out)).toMatchInlineSnapshot(`
    "A first model portfolio, 2026-11-20 → 2026-11-20
    evidenced 2 of 3 (67 %) → 1 of 3 (33 %)
    1 cell weaker, 0 stronger; 1 artefact and 1 evidence file changed; 1 finding raised, 0 settled

    Cells that prove less (1)
      delivery-time  house-rules:r2  evidenced → lapsed

    Artefacts (1)
      delivery-time/model-card  rewritten, still 1.0

    Evidence (1)
      delivery-time/accuracy  valid → broken

    Findings that were not open before (1)
      error  evidence/digest  \`systems/delivery-time/evidence/accuracy.json\` has the SHA-256 \`8ff86015aa93…\`; evidence \`delivery-time/accuracy\` was registered with \`b1725bf320aa…\`
    "
  `);
  const same = await runIn(folder, ['diff', 'site/data/portfolio.json', 'site']);
  expect(plainSpaces(same.out)).toMatchInlineSnapshot(`
    "A first model portfolio, 2026-11-20 → 2026-11-20
    evidenced 2 of 3 (67 %) → 2 of 3 (67 %)
    nothing differs
    "
  `);
});

test('writes JSON of its schema', async () => {
  const folder = await changedStarter();
  const { out } = await runIn(folder, ['diff', 'site', 'demo', '--format', 'json']);
  const changes = changesSchema.parse(JSON.parse(out));
  expect(changes.cells.map(({ before, after, turn }) => [before!.obligation, after!.state, turn])).toEqual([
    ['house-rules:r2', 'lapsed', 'weaker'],
  ]);
});

test.each([
  [
    ['diff', 'nowhere', 'demo'],
    'there is no nowhere; name a built site, its `data/portfolio.json` or a content folder',
  ],
  [
    ['diff', 'demo/portfolio.yaml', 'demo'],
    'demo/portfolio.yaml is no `portfolio.json` that Casebook wrote: Unexpected token \'#\', "# Everythi"... is not valid JSON',
  ],
  [
    ['diff', 'a.json', 'demo'],
    'a.json is no `portfolio.json` that Casebook wrote: at `/cells`: Invalid input: expected array, received undefined',
  ],
])('%j could not run', async (args, message) => {
  const folder = folderWithStarter();
  const state = {
    schema: 'casebook/portfolio@1',
    as_of: '2026-06-30',
    title: 'P',
    systems: [],
    artefacts: [],
    evidence: [],
  };
  fs.writeFileSync(path.join(folder, 'a.json'), JSON.stringify(state));
  expect(await runIn(folder, args)).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
});
