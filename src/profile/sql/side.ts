// The two sides of a comparison as relations with plain names: `b` the batch, `t` the day, `v0` … the features,
// `p` the score and `y` the label. Names from raw files occur here and nowhere else.
import type { Batching, FeatureType, SpanOfTime } from '../request.ts';
import { identifier, literal } from './quote.ts';
import { fileColumn } from './sources.ts';

export interface SideFeature {
  name: string;
  type: FeatureType;
  /** The SQL type of the column; `null` when this side does not have it at all. */
  sql: string | null;
  /** Files of this side that lack the column. */
  lacking: readonly string[];
}

export interface Side {
  relation: string;
  time: { column: string; sql: string } | null;
  /** `null` for a side that is one group. */
  batching: Batching | null;
  /** Keys of batches that are no time, in their order; a row of another key is in no batch. */
  keys?: readonly string[];
  features: readonly SideFeature[];
  score: { column: string; sql: string } | null;
  label: { column: string; sql: string } | null;
}

/** The moment of a row in UTC; nothing where a text is no time. */
export function momentSql({ column, sql }: { column: string; sql: string }): string {
  const raw = identifier(column);
  if (/WITH TIME ZONE/i.test(sql)) return `(${raw} AT TIME ZONE 'UTC')`;
  return /^VARCHAR/i.test(sql) ? `TRY_CAST(${raw} AS TIMESTAMP)` : `CAST(${raw} AS TIMESTAMP)`;
}

/** A whole number that rows of one span share, ascending with time; `spanOf` reads it back. */
export function spanKeySql(span: SpanOfTime, moment: string): string {
  const since = (part: string): string => `date_diff(${literal(part)}, TIMESTAMP '1970-01-01', ${moment})`;
  // 1970-01-01 was a Thursday: three days on, weeks start on Monday.
  if (span === 'week') return `CAST(floor((${since('day')} + 3) / 7) AS INTEGER)`;
  if (span === 'day') return `CAST(${since(span)} AS INTEGER)`;
  // In this form in half the time of a difference.
  const year = `(year(${moment}) - 1970)`;
  if (span === 'year') return `CAST(${year} AS INTEGER)`;
  return `CAST(${year} * ${span === 'quarter' ? 4 : 12} + ${span}(${moment}) - 1 AS INTEGER)`;
}

/** What names the batch of a row before batches are numbered. */
function keySql({ batching, time }: Pick<Side, 'batching' | 'time'>): string {
  if (batching === null) return '0';
  if (batching.by === 'file') return identifier(fileColumn);
  if (batching.by === 'column') return `CAST(${identifier(batching.column)} AS VARCHAR)`;
  return spanKeySql(batching.span, momentSql(time!));
}

/** A value as a bin takes it: a double for what has an order, days since 1970 for dates, text for categories. */
function valueSql({ name, type, sql }: SideFeature): string {
  const raw = identifier(name);
  const isOrdered = type !== 'categorical' && type !== 'boolean';
  if (sql === null) return `CAST(NULL AS ${isOrdered ? 'DOUBLE' : 'VARCHAR'})`;
  switch (type) {
    case 'categorical':
      return `CAST(${raw} AS VARCHAR)`;
    case 'boolean':
      if (sql === 'BOOLEAN') return `CAST(${raw} AS VARCHAR)`;
      // The engine takes every number but 0 for true.
      return /^VARCHAR/i.test(sql)
        ? `CAST(TRY_CAST(${raw} AS BOOLEAN) AS VARCHAR)`
        : `CASE ${raw} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END`;
    case 'date':
      return `CAST(date_diff('day', TIMESTAMP '1970-01-01', ${
        /WITH TIME ZONE/i.test(sql) ? `(${raw} AT TIME ZONE 'UTC')` : `TRY_CAST(${raw} AS TIMESTAMP)`
      }) AS DOUBLE)`;
    default:
      return `TRY_CAST(${raw} AS DOUBLE)`;
  }
}

/** Whether no value of the column can fail to be of the type asked for. */
export const isAlwaysOfType = ({ type, sql }: SideFeature): boolean =>
  sql === null ||
  type === 'categorical' ||
  (type === 'boolean' && sql === 'BOOLEAN') ||
  ((type === 'numeric' || type === 'integer') &&
    /^(DOUBLE|FLOAT|U?(TINY|SMALL|BIG)INT|U?INTEGER)$/i.test(sql));

/** The relation with plain names. A column `x0` … says that a value is there and is not of the type asked for. */
export function sideSql(side: Side): string {
  const key = keySql(side);
  const numbered =
    side.keys === undefined
      ? `CAST(${key} AS INTEGER)`
      : `CAST(enum_code(TRY_CAST(${key} AS ENUM(${side.keys.map(literal).join(', ')}))) AS INTEGER)`;
  const columns = [`${numbered} AS b`];
  columns.push(side.time === null ? 'CAST(NULL AS DATE) AS t' : `CAST(${momentSql(side.time)} AS DATE) AS t`);
  columns.push(
    side.time === null
      ? 'false AS xt'
      : `(${identifier(side.time.column)} IS NOT NULL AND ${momentSql(side.time)} IS NULL) AS xt`,
  );
  side.features.forEach((feature, k) => {
    const value = valueSql(feature);
    columns.push(`${value} AS v${k}`);
    const strange = isAlwaysOfType(feature)
      ? 'false'
      : `(${identifier(feature.name)} IS NOT NULL AND ${value} IS NULL)`;
    columns.push(`${strange} AS x${k}`);
    const absent =
      feature.sql === null
        ? 'true'
        : feature.lacking.length === 0
          ? 'false'
          : `${identifier(fileColumn)} IN (${feature.lacking.map(literal).join(', ')})`;
    columns.push(`${absent} AS a${k}`);
  });
  const { score, label } = side;
  columns.push(
    `${score === null ? 'CAST(NULL AS DOUBLE)' : `TRY_CAST(${identifier(score.column)} AS DOUBLE)`} AS p`,
  );
  columns.push(
    `${label === null ? 'CAST(NULL AS VARCHAR)' : labelSql(identifier(label.column), label.sql)} AS y`,
  );
  return `SELECT ${columns.join(', ')} FROM ${side.relation}`;
}

/** A label as text; numbers without their point, so that `1`, `1.0` and `true` are one. */
export const labelSql = (raw: string, sql: string): string =>
  sql === 'BOOLEAN'
    ? `CAST(CAST(${raw} AS INTEGER) AS VARCHAR)`
    : /^(DOUBLE|FLOAT|DECIMAL)/i.test(sql)
      ? `CASE WHEN isnan(CAST(${raw} AS DOUBLE)) THEN NULL WHEN ${raw} = floor(CAST(${raw} AS DOUBLE)) THEN CAST(CAST(${raw} AS BIGINT) AS VARCHAR) ELSE CAST(${raw} AS VARCHAR) END`
      : `CAST(${raw} AS VARCHAR)`;

/** The batches of a side with their rows and days; `undated` rows have no time, `untimely` ones a text that is none. */
export const batchesSql = (side: string): string =>
  `SELECT b, CAST(count(*) AS DOUBLE) AS n, CAST(min(t) AS VARCHAR) AS first, CAST(max(t) AS VARCHAR) AS last, CAST(count(*) FILTER (WHERE xt) AS DOUBLE) AS untimely FROM ${side} GROUP BY b ORDER BY b`;

/** The values of the column that batches are made by. */
export const keysSql = (side: Side): string =>
  `SELECT DISTINCT ${keySql(side)} AS key FROM ${side.relation} ORDER BY key`;
