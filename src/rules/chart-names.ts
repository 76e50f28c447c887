// What charts in prose name, held against the files that they are drawn from.
import type { Artefact } from '../core/artefact.ts';
import { asText } from '../core/data.ts';
import type { ComponentUse } from '../core/document.ts';
import { parseEvidenceReference } from '../core/id.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import type { RuleFinding } from '../core/rule.ts';
import { didYouMean } from '../core/suggest.ts';
import { isMetrics, isProfile, isShap } from '../evidence/content.ts';
import { chartedParts, needsMetrics } from '../evidence/performance/charted.ts';
import { isFault } from '../evidence/control/chart.ts';
import { runRuleFamilies, runRuleNames } from '../evidence/control/run-rules.ts';
import { baselineOf } from '../evidence/series/baseline.ts';
import { controlAsked } from '../evidence/series/asked.ts';
import { metricsOf } from '../evidence/series/watched.ts';
import { groupsOf } from '../evidence/shap/importance.ts';
import { registerFeatures } from '../evidence/shap/register.ts';
import { rowNamed } from '../evidence/shap/row.ts';
import type { Shap } from '../evidence/shapes/shap.ts';
import { code, listed } from '../kinds/words.ts';

/** How the rule words what it finds. */
interface Words {
  missing: (what: string, name: string, ids: readonly string[]) => RuleFinding;
  about: (message: string, detail: string, fix: string) => RuleFinding;
}

/** Charts of one profile. */
const profileCharts: ReadonlySet<string> = new Set(['DistributionChart', 'SeriesChart', 'ControlChart']);

/** Features, batches, series, rows and parts that a chart names and that its file does not have, and files of another sort. */
export function* notInFile(
  use: ComponentUse,
  artefact: Artefact,
  portfolio: Portfolio,
  words: Words,
): Generator<RuleFinding> {
  if (profileCharts.has(use.name)) {
    yield* notInProfile(use, artefact, portfolio, words);
    return;
  }
  const isOfShap = use.name.startsWith('Shap');
  if (!isOfShap && !needsMetrics(use.name)) return;
  for (const key of ['evidence', 'against']) {
    const named = use.props[key];
    const record = typeof named === 'string' ? recordOf(named, artefact, portfolio) : null;
    if (typeof named !== 'string' || record === null) continue;
    if (isOfShap && isShap(record.content))
      yield* notInShap(use, named, record, record.content, portfolio, words);
    else if (!isOfShap && isMetrics(record.content)) {
      const ids = chartedParts(use.name, record.content);
      const { part } = use.props;
      if (ids === null || (part === undefined && ids.length > 0)) continue;
      if (ids.length === 0) {
        const message = `${code(use.name)} has nothing to draw: ${code(named)} holds no part of that sort`;
        yield words.about(
          message,
          `evidence ${named}`,
          'make the file with `casebook profile … --metrics`, or name another',
        );
      } else if (typeof part === 'string' && !ids.includes(part)) yield words.missing('part', part, ids);
    } else {
      const [what, type] = isOfShap ? ['SHAP values', 'shap'] : ['metrics', 'metrics'];
      const message = `${code(use.name)} needs ${what}, and ${code(named)} holds none`;
      yield words.about(message, `evidence ${named}`, `name a file of type ${code(type)}`);
    }
  }
}

/** The file that a name leads to; `null` where it leads nowhere or cannot be read, which has findings of its own. */
function recordOf(named: string, artefact: Artefact, portfolio: Portfolio): Evidence | null {
  const found = portfolio.index.resolve(parseEvidenceReference(named).id, artefact.system);
  const record = found.state === 'found' ? portfolio.index.evidence.get(found.node.id) : undefined;
  if (record === undefined) return null;
  return record.content === null && ['shap', 'metrics', 'profile'].includes(record.type) ? null : record;
}

function* notInProfile(
  use: ComponentUse,
  artefact: Artefact,
  portfolio: Portfolio,
  { missing, about }: Words,
): Generator<RuleFinding> {
  const { evidence: named } = use.props;
  const record = typeof named === 'string' ? recordOf(named, artefact, portfolio) : null;
  if (typeof named !== 'string' || record === null) return;
  if (!isProfile(record.content)) {
    yield about(
      `${code(use.name)} needs a profile, and ${code(named)} holds none`,
      `evidence ${named}`,
      'name a file of type `profile`, as `casebook profile` writes it',
    );
    return;
  }
  const { features, batches, series } = record.content;
  for (const [key, names] of [
    ['feature', Object.keys(features)],
    ['batch', batches.map(({ id }) => id)],
    ['series', Object.keys(series ?? {})],
  ] as const) {
    const name = use.props[key];
    if (typeof name !== 'string' || names.includes(name)) continue;
    if (names.length > 0) yield missing(key, name, names);
    else {
      yield about(
        `${code(use.name)} names the ${key} ${code(name)}, and ${code(named)} holds none`,
        `${key} ${name}`,
        'make the profile with `--score` and `--label`, or name another file',
      );
    }
  }
  if (use.name === 'ControlChart') yield* notDrawn(use, record, portfolio, about);
}

/** What a control chart says itself and cannot be drawn by: words of no rule, batches of no file, a chart of other figures. */
function* notDrawn(
  { props }: ComponentUse,
  record: Evidence,
  portfolio: Portfolio,
  about: Words['about'],
): Generator<RuleFinding> {
  const rules = Array.isArray(props['rules'])
    ? props['rules'].filter((one) => typeof one === 'string' && !runRuleNames.includes(one))
    : [];
  for (const rule of rules as string[]) {
    yield about(
      `\`ControlChart\` names the run rule ${code(rule)}, and there is none of that name`,
      `rules ${rule}`,
      didYouMean(rule, runRuleNames) ??
        `name a family, ${listed(runRuleFamilies.map(code), 'or')}, or one of its rules, such as ${code('nelson-2')}`,
    );
  }
  const metric = metricsOf(record, portfolio).find(({ series }) => series.id === props['series']);
  if (metric === undefined || rules.length > 0) return;
  const { chart, isOwn, name } = controlAsked(props, metric);
  // Of a chart that a monitor declares, its monitor is told.
  if (!isOwn || !isFault(chart)) return;
  const batches = metric.series.points.map(({ batch }) => ({ id: batch }));
  const baseline = baselineOf(asText(props['baseline']), batches);
  yield about(
    `the ${name} chart of ${code(metric.series.id)} cannot be drawn: ${chart.fault}`,
    `chart ${metric.series.id}`,
    baseline !== null && 'fault' in baseline
      ? `name batches of the file, such as ${code(`${batches[0]!.id} to ${batches.at(-1)!.id}`)}, or leave \`baseline\` out`
      : 'correct `chart` or `rules`, or name a series that it can be made of',
  );
}

function* notInShap(
  { props, name: component }: ComponentUse,
  named: string,
  record: Evidence,
  shap: Shap,
  portfolio: Portfolio,
  { missing, about }: Words,
): Generator<RuleFinding> {
  const register = record.system === null ? [] : registerFeatures(portfolio, record.system);
  const names = groupsOf(shap, register).map(({ name }) => name);
  for (const key of ['feature', 'colour', 'by']) {
    const name = props[key];
    if (typeof name === 'string' && !names.includes(name)) yield missing('feature', name, names);
  }
  const { row } = props;
  if ((typeof row !== 'string' && typeof row !== 'number') || rowNamed(shap, row) !== null) return;
  const kept = shap.rows?.length ?? 0;
  const ids = (shap.rows ?? []).flatMap(({ id }) => id ?? []);
  yield about(
    `${code(component)} names row ${code(String(row))}, and ${code(named)} has none of that ${typeof row === 'number' ? 'place' : 'id'}`,
    `row ${row}`,
    (typeof row === 'string' ? didYouMean(row, ids) : undefined) ??
      (kept === 0
        ? 'keep rows in the file, where they may be kept'
        : `name a place from 0 to ${kept - 1}, as \`row={0}\``),
  );
}
