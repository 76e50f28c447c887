// One fault gives one finding at its place, and costs nothing else of its file: every finding of each case.
import { expect, test } from 'vitest';
import { lenient, page, portfolioOf, system, type Files } from './support.ts';

const base: Files = { 'portfolio.yaml': lenient, 'systems/demo/system.mdx': system() };

const card = 'systems/demo/model-card.mdx';
const register = 'systems/demo/feature-register.mdx';
const mapping = 'systems/demo/compliance-mapping.mdx';
const drift = 'systems/demo/drift-governance.mdx';

/** Every finding of a portfolio as `file:line:column rule: message | fix`. */
async function all(files: Files): Promise<string[]> {
  const { findings } = await portfolioOf({ ...base, ...files });
  return findings.map(
    ({ file, line, column, rule, message, fix }) =>
      `${file}:${line}:${column} ${rule}: ${message}${fix === null ? '' : ` | ${fix}`}`,
  );
}

test('a mapping among words: the sentence with a colon in it, and a reference after it at its own place', async () => {
  const uses = 'prohibited_uses:\n  - To judge drivers.\n  - Note: never in contracts.\nstatus: final';
  expect(await all({ 'systems/demo/system.mdx': system(uses) })).toEqual([
    'systems/demo/system.mdx:7:5 schema/invalid: `prohibited_uses[1]` must be text, not a mapping | put the text in quotes: a colon and a space in it make a mapping of it',
  ]);
  expect(await all({ 'controls/CTL-1.mdx': page('title: Check\nevidence: [5, demo/nope]') })).toEqual([
    'controls/CTL-1.mdx:3:12 schema/invalid: `evidence[0]` must be text, not `5` | put the value in quotes, so that it stays as it is written',
    'controls/CTL-1.mdx:3:15 reference/dangling: no evidence has the id `demo/nope` | correct the id, or create what it names',
  ]);
});

test('a number that is none is not also of a wrong type', async () => {
  const monitors =
    'title: Drift\nmonitors:\n  - id: MON-1\n    red: .nan\n    owner: own\n    action_red: Stop.';
  expect(await all({ [drift]: page(monitors) })).toEqual([
    `${drift}:5:10 syntax/yaml: \`monitors[0].red\` is not a finite number | leave the field out, and say in words why there is no number`,
  ]);
});
