import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { FindingDraft } from '../core/finding.ts';
import { readable, type FieldSpot, type Path } from '../core/place.ts';
import { createPlacer } from './lines.ts';
import { onDemand } from './on-demand.ts';
import type { Parsed } from './parsed.ts';
import { createYamlLocator } from './yaml-spans.ts';

const places = onDemand<typeof import('./yaml-place.ts')>('yaml-place');

/** Values a YAML file may grow to when its aliases are written out. */
const mostValues = 1_000_000;
const deepest = 100;

/** Where a YAML text stands in its file: front matter begins some way down. */
export interface Within {
  file: string;
  /** The whole text of the file. */
  text: string;
  /** Offset of the YAML in it. */
  offset: number;
}

/**
 * Reads YAML 1.2 (core schema: dates stay texts, `yes` is a text). An empty text is an empty mapping. A key that
 * is stated twice is reported and its last value kept; after any other fault `data` is `null`.
 */
export function parseYaml(yaml: string, within: Within): Parsed {
  if (isEmpty(yaml)) return { data: {}, drafts: [] };
  let data: unknown;
  try {
    data = load(yaml, { schema: CORE_SCHEMA });
  } catch (error) {
    const problem = places().explainYaml(yaml, error instanceof YAMLException ? error : null);
    const placer = createPlacer(within.text, within.file);
    const at = placer(within.offset + problem.start, within.offset + problem.end);
    const draft: FindingDraft = { rule: 'syntax/yaml', message: problem.message, at, fix: problem.fix };
    if (problem.first !== null) {
      const first = placer(within.offset + problem.first[0], within.offset + problem.first[1]);
      draft.related = [{ at: first, message: 'first stated here' }];
    }
    return { data: problem.data, drafts: [draft] };
  }
  return settle(data, yaml, within);
}

/** Blank lines and comments only. */
const isEmpty = (yaml: string): boolean => /^(?:[ \t]*(?:#[^\n]*)?(?:\n|$))*$/.test(yaml);

/** Writes aliases out, so that the data is a plain tree, and refuses what JSON cannot hold. */
function settle(data: unknown, yaml: string, within: Within): Parsed {
  const drafts: FindingDraft[] = [];
  let locate: ReturnType<typeof createYamlLocator> | undefined;
  let placer: ReturnType<typeof createPlacer> | undefined;
  const report = (path: Path, part: FieldSpot['part'], message: string, fix: string): void => {
    locate ??= createYamlLocator(yaml);
    placer ??= createPlacer(within.text, within.file);
    const [start, end] = locate(path, part) ?? [0, 0];
    const at = placer(within.offset + start, within.offset + end);
    drafts.push({ rule: 'syntax/yaml', message, at, fix });
  };
  let count = 0;
  let usable = true;
  const path: (string | number)[] = [];
  const look = (value: unknown): void => {
    if ((count += 1) > mostValues || path.length > deepest) throw new Bomb();
    if (typeof value === 'number' && !Number.isFinite(value)) {
      const fix = 'leave the field out, and say in words why there is no number';
      report([...path], 'value', `\`${readable(path)}\` is not a finite number`, fix);
    }
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      path.push(Array.isArray(value) ? Number(key) : key);
      if (key === '__proto__') {
        usable = false;
        report([...path], 'key', '`__proto__` cannot be the name of a field', 'name it otherwise');
      }
      look(inner);
      path.pop();
    }
  };
  try {
    look(data);
  } catch (error) {
    if (!(error instanceof Bomb)) throw error;
    const start = within.offset + Math.max(0, yaml.search(alias));
    const at = createPlacer(within.text, within.file)(start, start + 1);
    const message =
      'the aliases (`*name`) of this file unfold without end, or into more than a million values';
    const fix = 'write the values out, or use `defaults:`';
    return { data: null, drafts: [{ rule: 'syntax/yaml', message, at, detail: 'aliases', fix }] };
  }
  if (!usable) return { data: null, drafts };
  // A round trip through JSON writes shared values out and turns what is not finite into null.
  const plain = drafts.length > 0 || alias.test(yaml) ? (JSON.parse(JSON.stringify(data)) as unknown) : data;
  return { data: plain, drafts };
}

const alias = /(?<=^|[\s[{,])\*[^\s,\]}*]+/m;

class Bomb extends Error {}
