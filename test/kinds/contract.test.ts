import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { ZodArray, ZodObject, type z } from 'zod';
import { fieldMeta, unwrap } from '../../src/core/field.ts';
import { kind as complianceMapping } from '../../src/kinds/compliance-mapping/kind.ts';
import { kind as driftGovernance } from '../../src/kinds/drift-governance/kind.ts';
import { kind as explainability } from '../../src/kinds/explainability/kind.ts';
import { kind as failureModes } from '../../src/kinds/failure-modes/kind.ts';
import { kind as fairnessAssessment } from '../../src/kinds/fairness-assessment/kind.ts';
import { kind as handoffChecklist } from '../../src/kinds/handoff-checklist/kind.ts';
import { kind as mlopsArchitecture } from '../../src/kinds/mlops-architecture/kind.ts';
import { kind as validationReport } from '../../src/kinds/validation-report/kind.ts';
import { rules } from '../../src/rules/index.ts';
import { allFindingsOf, fixture, portfolioOf, shapeFaults } from './support.ts';

const kinds = [
  complianceMapping,
  mlopsArchitecture,
  driftGovernance,
  failureModes,
  handoffChecklist,
  explainability,
  fairnessAssessment,
  validationReport,
];

/** Every declared field of a schema by its path, rows and objects included. */
function* fieldsOf(type: z.ZodType, path: string[] = []): Generator<{ path: string; type: z.ZodType }> {
  const bare = unwrap(type);
  if (bare instanceof ZodArray) yield* fieldsOf(bare.element as z.ZodType, path);
  if (!(bare instanceof ZodObject)) return;
  for (const [name, inner] of Object.entries(bare.shape as Record<string, z.ZodType>)) {
    yield { path: [...path, name].join('.'), type: inner };
    yield* fieldsOf(inner, [...path, name]);
  }
}

/** Every path that has a value, list positions left out. */
function* pathsOf(value: unknown, path: string[] = []): Generator<string> {
  if (path.length > 0) yield path.join('.');
  if (Array.isArray(value)) for (const entry of value) yield* pathsOf(entry, path);
  else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, name]);
  }
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  test('every field says what belongs in it, who asks for it and how much', () => {
    for (const { path, type } of fieldsOf(kind.schema)) {
      const { need, doc, source } = fieldMeta(type);
      expect([path, need, doc?.endsWith('.'), source !== undefined && source !== '']).toEqual([
        path,
        expect.stringMatching(/^[RCO]$/),
        true,
        true,
      ]);
    }
  });

  test('its complete fixture fills every field, has no fault and no finding', () => {
    const data = fixture(name);
    const portfolio = portfolioOf(kind, data);
    expect(shapeFaults(portfolio)).toEqual([]);
    expect(allFindingsOf(kind, data)).toEqual({});
    const filled = new Set(pathsOf(portfolio.artefacts.find((one) => one.kind === name)?.data));
    expect([...fieldsOf(kind.schema)].map(({ path }) => path).filter((path) => !filled.has(path))).toEqual(
      [],
    );
  });

  test('its rules have ids of their own, and say what, why, how to fix and from where', () => {
    expect(new Set(kind.rules.map(({ id }) => id)).size).toBe(kind.rules.length);
    for (const { id, what, why, fix, source } of kind.rules) {
      expect(id).toMatch(/^[a-z-]+\/[a-z-]+$/);
      expect([what, why, fix].every((text) => /[.:)]$/.test(text))).toBe(true);
      expect(source).toBeTruthy();
    }
  });

  test('its file names it, and no other kind here', () => {
    const file = kind.newFile?.('') ?? '';
    expect(kinds.filter((other) => other.files.test(file)).map((other) => other.name)).toEqual([name]);
  });

  test('an empty artefact is no fault and has no finding of its kind', () => {
    expect(shapeFaults(portfolioOf(kind, { title: 'T' }))).toEqual([]);
    expect(allFindingsOf(kind, { title: 'T' })).toEqual({});
  });

  test('its template is filled with placeholders and valid examples alone', () => {
    const text = readFileSync(new URL(`../../src/kinds/${name}/template.mdx`, import.meta.url), 'utf8');
    const front = text.split(/^---$/m)[1]!;
    const shown = load(front) as Record<string, unknown>;
    expect(shapeFaults(portfolioOf(kind, shown))).toEqual([]);
    expect(front).not.toMatch(/ $/m);
    // Every line that is commented out is an example that works once its `#` is removed.
    const all = load(front.replace(/^( *)# ([a-z_]+: .+)$/gm, '$1$2')) as Record<string, unknown>;
    expect(shapeFaults(portfolioOf(kind, all))).toEqual([]);
    const own = Object.keys(kind.schema.shape).filter((field) => !(field in all));
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
    expect(own.filter((field) => !headings.includes(field.replaceAll('_', ' ')))).toEqual([]);
  });

  test('its guide page says what it is for, how to write it and what goes wrong', () => {
    const text = readFileSync(new URL(`../../src/kinds/${name}/guide.md`, import.meta.url), 'utf8');
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Write it well',
      'A row that works',
      'Common mistakes',
      'What reviewers look for',
    ]);
    const named = [...text.matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map(([, id]) => id);
    const known = new Set((kind.rules.length > 0 ? kind.rules : rules).map(({ id }) => id));
    expect(named.filter((id) => !known.has(id!))).toEqual([]);
    expect(kind.rules.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
    const example = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(shapeFaults(portfolioOf(kind, { title: 'T', ...(load(example) as object) }))).toEqual([]);
  });
});
