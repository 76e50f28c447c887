// Builds a small portfolio around one artefact, through the same assembly as the product.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { assemble } from '../../src/core/assemble.ts';
import type { Document } from '../../src/core/document.ts';
import type { Kind } from '../../src/core/kind.ts';
import { isPlace, startOf } from '../../src/core/place.ts';
import type { RiskTier } from '../../src/core/policy.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import type { RuleFinding } from '../../src/core/rule.ts';
import { breachesOf } from '../../src/evidence/drift/breaches.ts';
import { inheritable, schemaOf } from '../../src/kinds/envelope.ts';

export const asOf = '2026-11-20';
type Data = Record<string, unknown>;

/** A system's profile with nothing but what the rules of these kinds ask of it. */
const profile: Kind = {
  name: 'system',
  title: 'System',
  plural: 'Systems',
  summary: 'A system.',
  order: 0,
  initials: 'SY',
  scope: 'system',
  many: false,
  form: 'page',
  files: /^system\.mdx$/,
  schema: z.strictObject({ risk_tier: z.string() }),
  items: [],
  rules: [],
};

/** The front matter of a fixture under `test/input/kinds/<kind>`. */
export function fixture(kind: string, name = 'complete'): Data {
  const text = readFileSync(new URL(`../input/kinds/${kind}/${name}.mdx`, import.meta.url), 'utf8');
  return load(text.split(/^---$/m)[1] ?? '') as Data;
}

/** A portfolio of one system `x` with one artefact of a kind. */
export function portfolioOf(kind: Kind, data: Data, tier: RiskTier = 'tier-1'): Portfolio {
  const graph = assemble({
    documents: [
      document('systems/x/system.mdx', { title: 'X', risk_tier: tier }),
      document(`systems/x/${kind.name}.mdx`, data),
    ],
    assets: [],
    drafts: [],
    locate: (spot) => (isPlace(spot) ? spot : startOf(spot.file)),
    kinds: [profile, kind],
    schemaOf,
    inheritable,
    shipped: { ids: [], read: () => document('none.yaml', {}) },
    asOf: () => ({ date: asOf, source: 'option' }),
  });
  return { ...graph, breaches: breachesOf(graph) };
}

const document = (file: string, data: Data): Document => ({
  file,
  format: 'mdx',
  digest: '0'.repeat(64),
  data: structuredClone(data),
  body: null,
});

/** What one rule of a kind finds. */
export function findingsOf(kind: Kind, rule: string, data: Data, tier?: RiskTier): RuleFinding[] {
  const found = kind.rules.find(({ id }) => id === rule);
  if (found?.check === undefined) throw new Error(`${kind.name} has no rule ${rule}`);
  return [...found.check(portfolioOf(kind, data, tier))];
}

/** What all rules of a kind find, by rule. */
export function allFindingsOf(kind: Kind, data: Data, tier?: RiskTier): Record<string, RuleFinding[]> {
  return Object.fromEntries(
    kind.rules.flatMap(({ id }) => {
      const findings = findingsOf(kind, id, data, tier);
      return findings.length === 0 ? [] : [[id, findings]];
    }),
  );
}

/** A copy of the data with one value replaced, or taken out when it is `undefined`. */
export function edited(data: Data, path: readonly (string | number)[], value: unknown): Data {
  const copy = structuredClone(data);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
  const last = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(holder as object, last);
  else (holder as Record<string | number, unknown>)[last] = value;
  return copy;
}

/** Several edits, one after another. */
export const editedAll = (
  data: Data,
  edits: readonly (readonly [readonly (string | number)[], unknown])[],
): Data => edits.reduce((at, [path, value]) => edited(at, path, value), data);

/** The messages of what assembly found about the artefact's shape; references of a lone artefact lead nowhere. */
export const shapeFaults = (portfolio: Portfolio): string[] =>
  portfolio.drafts
    .filter(({ rule }) => rule.startsWith('schema/') && rule !== 'schema/missing-portfolio')
    .map(({ message }) => message);

/** The links of a portfolio as `from type to`, sorted. */
export const linksIn = (portfolio: Portfolio): string[] =>
  portfolio.links.map(({ from, type, to }) => `${from} ${type} ${to}`).sort();
