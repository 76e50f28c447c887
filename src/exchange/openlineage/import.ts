// OpenLineage 2-0-2: the events that a pipeline sends while it runs, as they are usually kept: several for one run.
import { compareText } from '../../core/compare.ts';
import { asList, asNumber, asRecord, asText } from '../../core/data.ts';
import type { Spot } from '../../core/place.ts';
import type {
  Assertion,
  Lineage,
  LineageIssue,
  Run,
  RunDataset,
  RunState,
} from '../../evidence/lineage/runs.ts';

/** One event as it was parsed, and where it stands. */
export interface ReadEvent {
  json: unknown;
  at: Spot;
}

const states: Readonly<Record<string, RunState>> = { COMPLETE: 'complete', FAIL: 'fail', ABORT: 'abort' };

/**
 * Puts the events of a file together by run: the last event that ends a run says how, and what later events say of a
 * dataset goes before what earlier ones say. Facets that are not known here are passed over; events outside any run
 * are counted. `null` when no event is one of OpenLineage.
 * Source: OpenLineage `spec/OpenLineage.json`, 2-0-2, and the facets beside it.
 */
export function readOpenLineage(events: readonly ReadEvent[]): Lineage | null {
  const issues: LineageIssue[] = [];
  const read = events.map((event) => eventOf(event, issues));
  const kept = read.filter((one) => one !== null && one !== 'other');
  const others = read.filter((one) => one === 'other').length;
  if (kept.length === 0 && others === 0) return null;
  const byRun = Map.groupBy(kept, ({ run }) => run);
  const runs = [...byRun.values()].map((of) => runOf([...of].sort((a, b) => compareTimes(a.time, b.time))));
  runs.sort((a, b) => compareTimes(a.to, b.to) || compareText(a.id, b.id));
  return { runs, others, issues };
}

/** What one event of a run says. */
interface RunEvent {
  run: string;
  time: string;
  type: string;
  namespace: string;
  job: string;
  code: string | null;
  inputs: RunDataset[];
  outputs: RunDataset[];
  at: Spot;
}

function eventOf({ json, at }: ReadEvent, issues: LineageIssue[]): RunEvent | 'other' | null {
  const record = asRecord(json);
  const [run, job] = [asRecord(record?.['run']), asRecord(record?.['job'])];
  const say = (message: string): null => {
    issues.push({ at, message, fix: 'look at what sends the events; the event is not read' });
    return null;
  };
  if (record === null) return say('the event is no JSON object');
  const time = asText(record['eventTime']);
  if (time === null || !isTime(time)) return say('the event has no `eventTime` in RFC 3339, with its zone');
  if (run === null) {
    return job !== null || asRecord(record['dataset']) !== null
      ? 'other'
      : say('the event is of no run, no job and no dataset');
  }
  const [id, name] = [asText(run['runId']), asText(job?.['name'])];
  if (id === null || name === null)
    return say(`the event names no \`${id === null ? 'run.runId' : 'job.name'}\``);
  return {
    run: id,
    time,
    type: asText(record['eventType']) ?? 'OTHER',
    namespace: asText(job!['namespace']) ?? '',
    job: name,
    code: asText(facet(job!, 'sourceCodeLocation')?.['version']),
    inputs: datasetsOf(record['inputs'], 'inputFacets'),
    outputs: datasetsOf(record['outputs'], 'outputFacets'),
    at,
  };
}

/** Events of one run in the order of time. */
function runOf(events: readonly RunEvent[]): Run {
  const first = events[0]!;
  const last = events.at(-1)!;
  const end = events.findLast(({ type }) => Object.hasOwn(states, type));
  return {
    id: first.run,
    namespace: first.namespace,
    job: first.job,
    state: end === undefined ? 'running' : states[end.type]!,
    from: first.time,
    to: last.time,
    code: events.findLast(({ code }) => code !== null)?.code ?? null,
    inputs: together(events.flatMap(({ inputs }) => inputs)),
    outputs: together(events.flatMap(({ outputs }) => outputs)),
    at: (end ?? last).at,
  };
}

/** Each dataset once, with the last that was said of it. */
function together(datasets: readonly RunDataset[]): RunDataset[] {
  const known = new Map<string, RunDataset>();
  for (const one of datasets) {
    const key = JSON.stringify([one.namespace, one.name]);
    const before = known.get(key);
    known.set(key, {
      ...one,
      version: one.version ?? before?.version ?? null,
      rows: one.rows ?? before?.rows ?? null,
      columns: one.columns.length > 0 ? one.columns : (before?.columns ?? []),
      assertions: one.assertions.length > 0 ? one.assertions : (before?.assertions ?? []),
    });
  }
  return [...known.values()];
}

function datasetsOf(list: unknown, own: 'inputFacets' | 'outputFacets'): RunDataset[] {
  return asList(list).flatMap((listed): RunDataset[] => {
    const dataset = asRecord(listed);
    const name = asText(dataset?.['name']);
    if (dataset === null || name === null) return [];
    const quality = facet(dataset, 'dataQualityMetrics', own);
    return [
      {
        namespace: asText(dataset['namespace']) ?? '',
        name,
        version: asText(facet(dataset, 'version', own)?.['datasetVersion']),
        rows: asNumber(quality?.['rowCount'] ?? facet(dataset, 'outputStatistics', own)?.['rowCount']),
        columns: asList(facet(dataset, 'schema', own)?.['fields']).flatMap(
          (field) => asText(asRecord(field)?.['name']) ?? [],
        ),
        assertions: asList(facet(dataset, 'dataQualityAssertions', own)?.['assertions']).flatMap(assertionOf),
      },
    ];
  });
}

function assertionOf(listed: unknown): Assertion[] {
  const one = asRecord(listed);
  const name = asText(one?.['assertion']);
  return one === null || name === null || typeof one['success'] !== 'boolean'
    ? []
    : [{ name, column: asText(one['column']), success: one['success'] }];
}

/** A facet by its name; those of one run stand beside those of the dataset itself. */
const facet = (
  of: Record<string, unknown>,
  name: string,
  own?: 'inputFacets' | 'outputFacets',
): Record<string, unknown> | null =>
  asRecord(own === undefined ? undefined : asRecord(of[own])?.[name]) ??
  asRecord(asRecord(of['facets'])?.[name]);

/** Without a zone, a time would be of the machine that reads it. */
const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text));

/** Times in any zone, by the moment they name. */
const compareTimes = (a: string, b: string): number => Date.parse(a) - Date.parse(b);
