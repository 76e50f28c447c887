// How a portfolio names catalogues of its own: what each file is taken for.
import { expect, test } from 'vitest';
import { analyse } from '../../../src/cli/analyse.ts';
import { withFolder } from '../../read/support.ts';
import { control, catalog, letters, profile } from './read-support.ts';

const portfolio = (...catalogues: string[]): string =>
  `title: T\norganisation: O\nas_of: 2026-11-20\ncatalogues: [${catalogues.join(', ')}]\nparties: []\n`;

async function catalogues(files: Record<string, string>): Promise<{ ids: string[]; findings: string[] }> {
  const analysed = withFolder(files, (folder) => analyse(folder, { cacheDir: null }));
  const { catalogues, findings } = await analysed;
  return {
    ids: catalogues.map(({ id, clauses }) => `${id} (${clauses.length})`),
    findings: findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
  };
}

test('a profile brings the catalog it imports, which need not be named', async () => {
  const imports = [{ href: 'letters.json', 'include-controls': [{ 'with-ids': ['x1'] }] }];
  expect(
    await catalogues({
      'portfolio.yaml': portfolio('./c/low.json'),
      'c/letters.json': JSON.stringify(letters()),
      'c/low.json': JSON.stringify(profile({ imports })),
    }),
  ).toEqual({ ids: ['low (1)'], findings: [] });
});

test('JSON of the shape that YAML catalogues have is read as one of them', async () => {
  const own = { framework: { id: 'own', title: 'Own' }, obligations: [{ id: 'own:1', title: 'One' }] };
  expect(
    await catalogues({ 'portfolio.yaml': portfolio('./own.json'), 'own.json': JSON.stringify(own) }),
  ).toEqual({ ids: ['own (1)'], findings: [] });
});

test('an OSCAL file that nobody names is nobody’s business', async () => {
  const wrong = catalog({ controls: [control('a'), control('a')] });
  expect(await catalogues({ 'portfolio.yaml': portfolio(), 'wrong.json': JSON.stringify(wrong) })).toEqual({
    ids: [],
    findings: [],
  });
});

test('a fault of a catalog is said once, though it is named and imported', async () => {
  const wrong = catalog({ controls: [control('a'), control('a')] });
  const files = {
    'portfolio.yaml': portfolio('./low.json', './wrong.json', './high.json'),
    'wrong.json': JSON.stringify(wrong),
    'low.json': JSON.stringify(profile({ imports: [{ href: 'wrong.json', 'include-all': {} }] })),
    'high.json': JSON.stringify(profile({ imports: [{ href: 'wrong.json', 'include-all': {} }] })),
  };
  expect(await catalogues(files)).toEqual({
    ids: ['low (1)', 'wrong (1)', 'high (1)'],
    findings: ['wrong.json:1 oscal/invalid'],
  });
});
