// An analyser that is asked again must say what a fresh look would say, whatever has changed in between, and leave
// alone what it said before.
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, createAnalyser } from '../../src/cli/analyse.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { portfolioJson } from '../../src/report/portfolio-json.ts';
import { root, temporaryFolder } from './support.ts';

/** What is found does not depend on pages, which take half the time. */
const options = { blocks: false };

const said = (portfolio: Portfolio): string => {
  const { artefacts, records, unregistered, items, links, cells, claims, drift, breaches } = portfolio;
  const { systems, catalogues, index } = portfolio;
  return JSON.stringify([
    portfolioJson(portfolio),
    [
      artefacts,
      records,
      unregistered,
      items,
      links,
      cells,
      claims,
      drift,
      breaches,
      catalogues.map(({ id }) => id),
    ],
    systems.map(({ profile, artefacts: own, ...system }) => [system, profile?.id, own.map(({ id }) => id)]),
    // In whatever order something walks them, it walks them in the same.
    [...index.nodes].map(([id, { at, title, type, kind }]) => [id, at, title, type, kind]),
    [[...index.items.keys()], [...index.evidence], [...index.parties], [...index.clauses.keys()]],
    [index.linksFrom, index.linksTo].map((ends) => [...ends].map(([id, own]) => [id, own.length])),
  ]);
};

/** Copies a portfolio and gives a function that holds the next look of one analyser against a fresh one. */
function watched(from: string): { at: (file: string) => string; look: () => Promise<void> } {
  const content = path.join(temporaryFolder(), 'content');
  fs.cpSync(path.join(root, from), content, { recursive: true });
  const again = createAnalyser(content, options);
  let before: { portfolio: Portfolio; text: string } | null = null;
  return {
    at: (file) => path.join(content, file),
    look: async () => {
      const portfolio = await again();
      const text = said(portfolio);
      expect(text).toBe(said(await analyse(content, options)));
      if (before !== null) expect(said(before.portfolio)).toBe(before.text);
      before = { portfolio, text };
    },
  };
}

const pd = 'systems/retail-credit-pd';
const performance = `${pd}/evidence/performance-out-of-time.json`;

type At = (file: string) => string;
const replace =
  (file: string, from: string | RegExp, to: string) =>
  (at: At): void => {
    const text = fs.readFileSync(at(file), 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not hold ${from}`);
    fs.writeFileSync(at(file), changed);
  };
const append =
  (file: string, text: string) =>
  (at: At): void =>
    fs.appendFileSync(at(file), text);
const remove =
  (file: string) =>
  (at: At): void =>
    fs.rmSync(at(file), { recursive: true });
const move =
  (from: string, to: string) =>
  (at: At): void =>
    fs.renameSync(at(from), at(to));

const edits: Record<string, (at: At) => void> = {
  'a word of prose': append(`${pd}/model-card.mdx`, '\nOne more sentence about [[FM-01]].\n'),
  'an id that others name': replace(`${pd}/failure-modes.mdx`, 'id: FM-02', 'id: FM-20'),
  'the title of a document': replace(`${pd}/failure-modes.mdx`, /^title: .*$/m, 'title: Other failures'),
  'citations moved down': replace(`${pd}/model-card.mdx`, '## Overview', 'One sentence more.\n\n## Overview'),
  'a limit of a monitor': replace(`${pd}/drift-governance.mdx`, 'red: 0.2\n', 'red: 0.21\n'),
  'how far a control is in place': replace('controls/CTL-EXPL.mdx', ': implemented\n', ': partial\n'),
  'how far a row says it is covered': replace(`${pd}/mappings.yaml`, ': implemented\n', ': partial\n'),
  'a decision that nobody took': replace(
    `${pd}/decisions/0002-group-attributes-apart.mdx`,
    ': accepted',
    ': proposed',
  ),
  'evidence that ran out': replace(
    `${pd}/evidence/evidence.yaml`,
    /valid_until: .*\n/,
    'valid_until: 2026-01-01\n',
  ),
  'a waiver that ran out': replace(
    `${pd}/waivers/matured-outcomes.yaml`,
    /expires: .*\n/,
    'expires: 2026-11-01\n',
  ),
  'the id given back': replace(`${pd}/failure-modes.mdx`, 'id: FM-20', 'id: FM-02'),
  'a row moved down': replace(`${pd}/mappings.yaml`, /\n/, '\n# a comment\n\n'),
  'a side file without its rows': replace(`${pd}/features.yaml`, /[\s\S]+/, 'features: 1\n'),
  'a side file renamed away': move(`${pd}/features.yaml`, `${pd}/features-later.yaml`),
  'a side file renamed back': move(`${pd}/features-later.yaml`, `${pd}/features.yaml`),
  'a profile that others inherit from': replace(`${pd}/system.mdx`, /^version: .*$/m, 'version: "99"'),
  'another tier': replace(`${pd}/system.mdx`, /risk_tier: tier-1/, 'risk_tier: tier-3'),
  'broken YAML': replace(`${pd}/drift-governance.mdx`, '---\n', '---\n: [\n'),
  'YAML mended': replace(`${pd}/drift-governance.mdx`, ': [\n', ''),
  'a clause of the own catalogue': replace(
    'catalogues/calder-vale-forecasting.yaml',
    /title: .*\n/,
    'title: Other\n',
  ),
  'an evidence file that is not what was registered': append(
    `${pd}/evidence/performance-out-of-time.json`,
    '\n',
  ),
  'the evidence file as it was': (at) =>
    fs.copyFileSync(path.join(root, 'content', performance), at(performance)),
  'an evidence file that is no JSON': append(`${pd}/evidence/drift-profile.json`, '}'),
  'an evidence file gone': remove(`${pd}/evidence/shap-values.json`),
  'a register that leads outside': replace(
    `${pd}/evidence/evidence.yaml`,
    /file: \S+/,
    'file: ../../../x.json',
  ),
  'a confirmation less': replace(`${pd}/confirmed.yaml`, /ADR-0008/, 'ADR-0007'),
  'all confirmations gone': remove(`${pd}/confirmed.yaml`),
  'a waiver gone': remove(`${pd}/waivers/privacy-notice.yaml`),
  'an approval gone': remove(`${pd}/approvals/model-card.yaml`),
  'a control gone': remove('controls/CTL-DQ.mdx'),
  'a system renamed': move('systems/hospital-bed-demand', 'systems/bed-demand'),
  'a system gone': remove('systems/cv-screening'),
  'the parties of the portfolio': replace('portfolio.yaml', 'id: credit-ml-team', 'id: credit-ml'),
  'another date': replace('portfolio.yaml', 'as_of: 2026-11-20', 'as_of: 2027-06-30'),
  'an earlier date': replace('portfolio.yaml', 'as_of: 2027-06-30', 'as_of: 2026-01-31'),
  'a catalogue less': replace('portfolio.yaml', '  - gdpr\n', ''),
  'no portfolio file': remove('portfolio.yaml'),
};

test('after each change an analyser says what a fresh look says', { timeout: 120_000 }, async () => {
  const { at, look } = watched('content');
  await look();
  await look();
  for (const [what, make] of Object.entries(edits)) {
    make(at);
    await expect(look(), what).resolves.toBeUndefined();
  }
});

/** One change that nobody thought of: somewhere in some file, a line or the file itself goes, doubles or moves. */
const anyChange = fc.record({
  file: fc.nat(),
  line: fc.nat(),
  how: fc.constantFrom(
    'drop line',
    'double line',
    'swap lines',
    'cut short',
    'remove',
    'copy',
    'rename',
    'restore',
  ),
});

test('what nothing has changed for is not made again', async () => {
  const content = path.join(temporaryFolder(), 'content');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  const again = createAnalyser(content, options);
  await again();
  const before = await again();
  fs.appendFileSync(path.join(content, 'controls/CTL-LIT.mdx'), '\nOne more sentence.\n');
  const after = await again();
  expect(after.items).toBe(before.items);
  expect(after.drift).toBe(before.drift);
  expect(after.catalogues).toBe(before.catalogues);
  const made = <T>(list: readonly T[], than: readonly T[]): T[] => list.filter((one, i) => one !== than[i]);
  expect(made(after.artefacts, before.artefacts).map(({ id }) => id)).toEqual(['CTL-LIT']);
  expect(made(after.evidence, before.evidence)).toEqual([]);
  expect(made(after.links, before.links)).toEqual([]);
  // Who names the control has its cells worked out again.
  const systems = new Set(made(after.cells, before.cells).map(({ system }) => system));
  expect([...systems]).not.toContain('hospital-bed-demand');
});

test('so it is after changes at random', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 4, maxLength: 8 }), async (changes) => {
      const { at, look } = watched('test/input/references');
      const first = filesOf(at(''));
      await look();
      for (const { file, line, how } of changes) {
        const files = filesOf(at(''));
        const name = [...files.keys()][file % files.size]!;
        const text = files.get(name)!;
        if (how === 'remove' && files.size > 2) fs.rmSync(at(name));
        else if (how === 'copy') fs.writeFileSync(at(name.replace(/(\.\w+)$/, `-${line % 3}$1`)), text);
        else if (how === 'rename') fs.renameSync(at(name), at(name.replace(/(\.\w+)$/, `-${line % 3}$1`)));
        else if (how === 'restore') for (const [one, was] of first) fs.writeFileSync(at(one), was);
        else fs.writeFileSync(at(name), changed(text, line, how));
        await look();
      }
    }),
    { numRuns: 12 },
  );
});

function changed(text: string, line: number, how: string): string {
  const lines = text.split('\n');
  const i = line % lines.length;
  const one = lines[i]!;
  if (how === 'drop line') lines.splice(i, 1);
  else if (how === 'double line') lines.splice(i, 0, one);
  else if (how === 'swap lines') lines.splice(i, 2, lines[i + 1] ?? '', one);
  else lines.length = i;
  return lines.join('\n');
}

function filesOf(folder: string): Map<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return new Map(files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
