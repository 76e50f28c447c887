// NannyML: `result.to_df()` as CSV, univariate drift and estimated performance, in both layouts.
import {
  emptyReport,
  notesOf,
  unknownReading,
  type Report,
  type ReportedReading,
  type ReportSource,
} from '../../evidence/drift/reported.ts';
import { fixed } from '../../evidence/format.ts';
import { nannymlMethods } from '../report-methods.ts';
import { byMethod, dayOf, parseBoolean, parseNumber, warning } from '../reading-of.ts';
import { parseHeader, type ChunkField, type Header, type ValueField } from './header.ts';
import { count } from '../../core/words.ts';

const tool = 'NannyML';

/** Whether a table is a NannyML result. */
export const isNannyml = (cells: readonly (readonly string[])[]): boolean => parseHeader(cells) !== null;

/** The columns of one value: of a column by a method, or of a metric. */
interface Group {
  of: string;
  method: string | null;
  at: Partial<Record<ValueField, number>>;
}

/**
 * Reads a result: one reading for each chunk of the analysis period. Chunks of the reference period are what NannyML
 * set its limits from; they are counted, and are no readings.
 * Source: NannyML/nannyml `nannyml/chunk.py`, `nannyml/thresholds.py`.
 */
export function readNannyml({ cells }: ReportSource): Report {
  const header = parseHeader(cells ?? [])!;
  const groups = groupsOf(header);
  const isDrift = groups.some(({ method }) => method !== null);
  const report = emptyReport(
    tool,
    `${isDrift ? 'univariate drift' : 'estimated performance'}, ${header.layout}`,
  );
  const chunkAt = chunkColumns(header);
  for (const [i, column] of header.columns.entries()) {
    if (column.type !== 'unknown') continue;
    report.issues.push(
      warning(
        [header.rows - 1, i],
        `the column \`${column.name}\` is none that NannyML writes`,
        'take it out, or leave it: it is not read',
      ),
    );
  }
  let reference = { chunks: 0, rows: 0 as number | null };
  const chunks: { cells: readonly string[]; row: number; n: number | null }[] = [];
  for (const [i, row] of (cells ?? []).slice(header.rows).entries()) {
    // Rows count from the one after the first header row.
    const at = header.rows - 1 + i;
    const get = (field: ChunkField): string => (row[chunkAt[field] ?? -1] ?? '').trim();
    const n = rowsOf(get('start_index'), get('end_index'));
    const period = get('period');
    if (period === 'reference') {
      reference = {
        chunks: reference.chunks + 1,
        rows: n === null || reference.rows === null ? null : reference.rows + n,
      };
    } else if (period === 'analysis') chunks.push({ cells: row, row: at, n });
    else {
      report.issues.push(
        warning(
          [at, chunkAt.period!],
          `\`${period}\` is no period: NannyML writes \`reference\` and \`analysis\``,
          'correct it in the file; the row is not read',
        ),
      );
    }
  }
  const n_ref = reference.chunks > 0 ? reference.rows : null;
  report.notes.push(
    reference.chunks === 0
      ? 'the reference period is not in the file: how many rows and chunks set the limits is not known'
      : `${count(reference.chunks, 'chunk')} of the reference period set the limits`,
  );
  for (const group of groups) {
    for (const chunk of chunks) {
      const get = (field: ChunkField): string => (chunk.cells[chunkAt[field] ?? -1] ?? '').trim();
      const key = get('key');
      const base = {
        batch: key === '' ? null : key,
        batch_to: dayOf(get('end_date')),
        n_ref,
        n_cur: chunk.n,
      };
      report.readings.push(...readingsOf(group, chunk.cells, chunk.row, base, report));
    }
  }
  return report;
}

function groupsOf({ columns }: Header): Group[] {
  const groups = new Map<string, Group>();
  for (const [i, column] of columns.entries()) {
    if (column.type !== 'value') continue;
    const key = `${column.of}\n${column.method ?? ''}`;
    const group = groups.get(key) ?? { of: column.of, method: column.method, at: {} };
    group.at[column.field] ??= i;
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ at }) => at.value !== undefined);
}

const chunkColumns = ({ columns }: Header): Partial<Record<ChunkField, number>> => {
  const at: Partial<Record<ChunkField, number>> = {};
  for (const [i, column] of columns.entries()) if (column.type === 'chunk') at[column.field] ??= i;
  return at;
};

/** Rows of a chunk: both indices are inside it. */
function rowsOf(start: string, end: string): number | null {
  const [from, to] = [parseNumber(start), parseNumber(end)];
  return typeof from === 'number' && typeof to === 'number' && to >= from ? to - from + 1 : null;
}

function readingsOf(
  { of, method, at }: Group,
  cells: readonly string[],
  row: number,
  base: Pick<ReportedReading, 'batch' | 'batch_to' | 'n_ref' | 'n_cur'>,
  report: Report,
): ReportedReading[] {
  const column = at.value!;
  const number = (field: ValueField): number | null => {
    const i = at[field];
    const parsed = i === undefined ? null : parseNumber(cells[i] ?? '');
    if (parsed !== undefined) return parsed;
    report.issues.push(
      warning(
        [row, i!],
        `\`${cells[i!] ?? ''}\` is no number`,
        'write the result again; it is read as unknown',
      ),
    );
    return null;
  };
  const value = number('value');
  const [upper, lower] = [number('upper_threshold'), number('lower_threshold')];
  const alert = at.alert === undefined ? null : parseBoolean(cells[at.alert] ?? '');
  if (alert === undefined) {
    report.issues.push(
      warning(
        [row, at.alert!],
        `\`${cells[at.alert!] ?? ''}\` is neither \`True\` nor \`False\``,
        'write the result again; it is read as unknown',
      ),
    );
  }
  const crossed =
    value === null
      ? null
      : upper !== null && value > upper
        ? upper
        : lower !== null && value < lower
          ? lower
          : null;
  if (
    value !== null &&
    typeof alert === 'boolean' &&
    (upper !== null || lower !== null) &&
    alert !== (crossed !== null)
  ) {
    report.issues.push(
      warning(
        [row, at.alert!],
        `\`${of}\` says \`alert\` ${alert ? 'True' : 'False'}, and its value ${value} is ${crossed === null ? 'within' : 'beyond'} its limits`,
        'look whether the file was changed after NannyML wrote it; its verdict is shown as it stands',
      ),
    );
  }
  const known = method === null ? undefined : nannymlMethods[method];
  const side = sideOf(value, upper, lower, method === null);
  const both = upper !== null && lower !== null;
  const reading: ReportedReading = {
    ...unknownReading([row, column], of),
    ...base,
    ...(known !== undefined
      ? byMethod(known, value)
      : { method: method ?? `${of}, estimated`, value, bins: 0, zero_rule: 'none' }),
    // Source: `nannyml/drift/univariate/methods.py`: exact under 10,000 reference rows, else over 10,000 bins.
    approximate_from: known?.name === 'KS' || known?.name === 'Wasserstein' ? 10_000 : null,
    direction: side,
    threshold: side === 'below' ? lower : upper,
    alert: alert ?? null,
    note: notesOf(
      both && `${tool} alerts below ${shown(lower)} and above ${shown(upper)}`,
      bandOf(number('lower_confidence_boundary'), number('upper_confidence_boundary')),
      known?.name === 'Chi-square statistic' &&
        'NannyML alerts when the p of it is below 0.05, and the file does not hold that p',
    ),
  };
  const realized = number('realized');
  if (realized === null) return [reading];
  return [
    reading,
    {
      ...reading,
      at: [row, at.realized!],
      method: `${of}, realised`,
      value: realized,
      // The alert of NannyML is about its estimate.
      alert: null,
      note: null,
    },
  ];
}

/** The side that was crossed; else the only one with a limit, and of a performance the lower. */
function sideOf(
  value: number | null,
  upper: number | null,
  lower: number | null,
  isMetric: boolean,
): 'above' | 'below' {
  if (value !== null && upper !== null && value > upper) return 'above';
  if (value !== null && lower !== null && value < lower) return 'below';
  if (lower === null) return 'above';
  return upper === null || isMetric ? 'below' : 'above';
}

const shown = (value: number): string => String(Number(value.toPrecision(6)));

/** The band that NannyML draws round an estimate: three sampling errors, no 95 % interval. */
const bandOf = (lower: number | null, upper: number | null): string | null =>
  lower === null || upper === null
    ? null
    : `confidence band of ${tool} from ${fixed(lower, 3)} to ${fixed(upper, 3)}`;
