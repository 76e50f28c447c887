import fs from 'node:fs';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { startOf } from '../../src/site/data/guide.ts';

const root = new URL('../../', import.meta.url);

test('the guide names every catalogue that ships, and no other', () => {
  const shipped = fs
    .readdirSync(new URL('src/catalogues/', root))
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();
  const guide = fs.readFileSync(new URL('src/site/pages/guide/catalogues.mdx', root), 'utf8');
  expect([...guide.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id)).toEqual(shipped);
});

test('the guide sends to `casebook new` for what it makes, and elsewhere for the rest', () => {
  const made = kinds.filter((kind) => fs.existsSync(new URL(`src/kinds/${kind.name}/template.mdx`, root)));
  const starts = kinds.map((kind) => [kind.name, startOf(kind)?.code]);
  expect(starts.filter(([, code]) => code?.startsWith('casebook new')).map(([name]) => name)).toEqual(
    made.map((kind) => kind.name),
  );
  expect(Object.fromEntries(starts)).toMatchObject({
    control: 'casebook new control',
    'model-card': 'casebook new model-card --system <id>',
    portfolio: 'casebook init',
    'evidence-register': 'casebook evidence add <file>',
    waivers: 'systems/<system>/waivers/<name>.yaml',
  });
});
