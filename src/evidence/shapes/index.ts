import { z } from 'zod';
import { uncapitalised } from '../../core/words.ts';
import { checkProfile } from './check-profile.ts';
import type { ShapeIssue } from './common.ts';
import { checkMetrics, metricsShape, type Metrics } from './metrics.ts';
import { profileShape, type Profile } from './profile.ts';
import { checkShap, shapShape, type Shap } from './shap.ts';
import { asRecord } from '../../core/data.ts';
import { toPointer } from '../../core/place.ts';
import { parseWith } from '../../core/parse-with.ts';
import { suggest } from '../../core/suggest.ts';

export type { ShapeIssue } from './common.ts';

/** The content of an evidence file in one of Casebook's own shapes. */
export type EvidenceContent = Metrics | Profile | Shap;
export type ShapeName = EvidenceContent['schema'];

const shapes = {
  'casebook/metrics@1': { schema: metricsShape, title: 'Metrics of a model' },
  'casebook/profile@1': { schema: profileShape, title: 'Binned profile of features over time' },
  'casebook/shap@1': { schema: shapShape, title: 'SHAP values of a model' },
} as const;

/** What `schema` says in a file of one of Casebook’s own shapes. */
export const shapeNames = Object.keys(shapes) as ShapeName[];

export type Parsed =
  { content: EvidenceContent; issues: [] } | { content: null; issues: [ShapeIssue, ...ShapeIssue[]] };

/**
 * Reads JSON as one of Casebook's own evidence shapes, chosen by its `schema`. Pure; every fault is named with its
 * path, faults between fields only when the fields themselves are sound.
 */
export function parseEvidence(json: unknown): Parsed {
  const name = asRecord(json)?.['schema'];
  if (typeof name !== 'string' || !Object.hasOwn(shapes, name)) return unknownShape(json, name);
  const result = parseWith(shapes[name as ShapeName].schema as z.ZodType<EvidenceContent>, json);
  const issues = result.success ? check(result.data) : withoutTwins(result.error.issues.flatMap(issuesOf));
  const [first, ...rest] = issues;
  if (first) return { content: null, issues: [first, ...rest] };
  return { content: result.data as EvidenceContent, issues: [] };
}

function check(content: EvidenceContent): ShapeIssue[] {
  switch (content.schema) {
    case 'casebook/metrics@1':
      return checkMetrics(content);
    case 'casebook/profile@1':
      return checkProfile(content);
    case 'casebook/shap@1':
      return checkShap(content);
  }
}

function unknownShape(json: unknown, name: unknown): Parsed {
  if (asRecord(json) === null) return { content: null, issues: [{ path: [], message: 'must be an object' }] };
  const near = typeof name === 'string' ? suggest(name, shapeNames) : null;
  const message =
    typeof name === 'string'
      ? `\`${name}\` is not a shape that Casebook knows${near ? `; did you mean \`${near}\`?` : ''}`
      : `must name a shape: ${shapeNames.map((one) => `\`${one}\``).join(', ')}`;
  return { content: null, issues: [{ path: ['schema'], message }] };
}

/** A misspelt field is one fault: the unknown key is told, and the field that is missing beside it with it. */
function withoutTwins(issues: readonly ShapeIssue[]): ShapeIssue[] {
  const missing = new Map(
    issues.filter(({ message }) => message === 'is missing').map((issue) => [toPointer(issue.path), issue]),
  );
  const meant = (unknown: ShapeIssue): string | null => {
    const around = unknown.path.slice(0, -1);
    const beside = [...missing.values()].filter(
      ({ path }) => path.length === unknown.path.length && toPointer(path.slice(0, -1)) === toPointer(around),
    );
    return suggest(
      String(unknown.path.at(-1)),
      beside.map(({ path }) => String(path.at(-1))),
    );
  };
  const told = issues.map((issue) => {
    const name = issue.message === strange ? meant(issue) : null;
    if (name === null) return issue;
    missing.delete(toPointer([...issue.path.slice(0, -1), name]));
    return { ...issue, fix: `did you mean \`${name}\`?` };
  });
  return told.filter((issue) => issue.message !== 'is missing' || missing.has(toPointer(issue.path)));
}

const strange = 'is not a field of this shape';

/** Zod's issues in our words: an unknown key stands at the key, a missing one is said to be missing. */
function issuesOf(issue: z.core.$ZodIssue): ShapeIssue[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: strange }));
    case 'invalid_type':
      return [{ path, message: wordsOf(issue) }];
    case 'invalid_value':
      return [
        {
          path,
          message: issue.message.startsWith('Invalid')
            ? `must be one of ${issue.values.join(', ')}`
            : issue.message,
        },
      ];
    default:
      return [{ path, message: uncapitalised(issue.message) }];
  }
}

function wordsOf(issue: z.core.$ZodIssueInvalidType): string {
  if (!issue.message.startsWith('Invalid input')) return issue.message;
  if (issue.input === undefined && issue.message.endsWith('undefined')) return 'is missing';
  const words: Record<string, string> = { array: 'a list', object: 'an object', record: 'an object' };
  return `must be ${words[issue.expected] ?? `a ${issue.expected}`}`;
}

/** The JSON Schemas (draft 2020-12) of the three shapes, by name; for editors and for other tools. */
export function evidenceSchemas(): Record<ShapeName, Record<string, unknown>> {
  const made = shapeNames.map((name) => {
    const { schema, title } = shapes[name];
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    return [name, { $schema, $id: `urn:${name.replace('/', ':')}`, title, ...rest }];
  });
  return Object.fromEntries(made) as Record<ShapeName, Record<string, unknown>>;
}
