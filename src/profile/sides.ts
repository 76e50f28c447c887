// What the raw files hold, before anything is computed: their columns, which of them are features, of which type.
import { didYouMean } from '../core/suggest.ts';
import { commonType, isTime, sayType, typeOf } from './columns.ts';
import { numbersOf, textsOf, type Engine } from './engine.ts';
import { CannotProfile, type FeatureType, type ProfileRequest } from './request.ts';
import type { Side, SideFeature } from './sql/side.ts';
import { describeSql, fileColumn, formatOf, scan, valuesSql, type Format } from './sql/sources.ts';

/** The files of a side with their columns. */
export interface Source {
  relation: string;
  format: Format;
  files: readonly string[];
  /** SQL type by column, over all files; in the order of the first file that has it. */
  columns: ReadonlyMap<string, string>;
  /** Files that lack a column, by column. */
  lacking: ReadonlyMap<string, readonly string[]>;
}

/** A feature with its type on both sides. */
export interface Feature {
  name: string;
  type: FeatureType;
}

/**
 * Looks at the columns of files. A column may be absent from some; its type may differ as far as numbers do.
 * @throws {CannotProfile} when one file holds numbers where another holds text.
 */
export async function readSource(
  engine: Engine,
  files: readonly string[],
  request: Pick<ProfileRequest, 'missing' | 'types' | 'show'>,
): Promise<Source> {
  const formats = new Set(files.map((file) => formatOf(file)!));
  const [format, other] = formats;
  if (other !== undefined) {
    throw new CannotProfile(
      `files of two formats, ${format} and ${other}, are given together; give those of one format`,
    );
  }
  const one = (file: string): string => scan([file], format!, request.missing);
  const columns = new Map<string, { sql: string; file: string }>();
  const present = new Map<string, Set<string>>();
  for (const file of files) {
    const unfit = new CannotProfile(
      `${request.show(file)}: its rows do not fit the columns of its first line; a row may be cut off, or a quote left open`,
    );
    const described = await engine.query(describeSql(one(file))).catch((error: Error) => {
      throw /sniffing/i.test(error.message) ? unfit : error;
    });
    const types = textsOf(described, 'type');
    const names = textsOf(described, 'name').filter((name) => name !== fileColumn);
    if (format === 'csv' && names.length === 1 && /[,;\t|]/.test(names[0]!)) {
      throw unfit;
    }
    for (const [i, name] of textsOf(described, 'name').entries()) {
      if (name === null || name === fileColumn) continue;
      present.set(name, (present.get(name) ?? new Set()).add(file));
      const known = columns.get(name);
      const sql = types[i]!;
      if (known === undefined) columns.set(name, { sql, file });
      else {
        const common = commonType(known.sql, sql);
        if (common !== null) known.sql = common;
        else if (request.types[name] === undefined) {
          // A column without any value has no type of its own: the engine takes it for text.
          const has = async (in_: string): Promise<boolean> =>
            numbersOf(await engine.query(valuesSql(one(in_), name)), 'n')[0]! > 0;
          const [before, now] = [await has(known.file), await has(file)];
          if (before && now) {
            const show = (in_: string): string => request.show(in_);
            throw new CannotProfile(
              `\`${name}\` is ${sayType(known.sql)} in ${show(known.file)} and ${sayType(sql)} in ${show(file)}; repair one of them, or say what it is with --type ${name}=categorical`,
            );
          }
          if (now) columns.set(name, { sql, file });
        } else known.sql = 'VARCHAR';
      }
    }
  }
  const lacking = new Map(
    [...present].map(([name, having]) => [name, files.filter((file) => !having.has(file))]),
  );
  return {
    relation: scan(files, format!, request.missing),
    format: format!,
    files,
    columns: new Map([...columns].map(([name, { sql }]) => [name, sql])),
    lacking,
  };
}

/** What of the columns is profiled, and what was left out of it by itself, with the reason. */
export interface Plan {
  features: Feature[];
  left: { name: string; why: string }[];
}

/**
 * Which columns are features, of which type. Columns named by the request must be there; of the others, those that
 * no bin can hold are left out.
 * @throws {CannotProfile} for names that no file has and for types that differ between the sides.
 */
export function planFeatures(request: ProfileRequest, reference: Source, current: Source): Plan {
  const names = [...new Set([...reference.columns.keys(), ...current.columns.keys()])];
  const demand = (name: string, option: string): void => {
    if (!names.includes(name)) throw unknownColumn(name, option, names);
  };
  for (const name of request.features ?? []) demand(name, '--features');
  for (const name of request.exclude) demand(name, '--exclude');
  for (const name of Object.keys(request.types)) demand(name, '--type');
  for (const name of Object.keys(request.roles)) demand(name, '--role');
  const special = new Set([
    request.time,
    request.batching.by === 'column' ? request.batching.column : null,
    request.label,
    ...request.exclude,
  ]);
  const asked = (request.features ?? names).filter((name) => !request.exclude.includes(name));
  const plan: Plan = { features: [], left: [] };
  for (const name of request.features === null ? asked.filter((one) => !special.has(one)) : asked) {
    const sides = [reference.columns.get(name), current.columns.get(name)] as const;
    const [here, there] = sides;
    if (here === undefined) {
      const why = 'the reference does not have it, so there is nothing to compare it with';
      if (request.features !== null) throw new CannotProfile(`\`${name}\` cannot be profiled: ${why}`);
      plan.left.push({ name, why });
      continue;
    }
    const type = request.types[name] ?? typeOf(widest(here, there));
    if (type === null) {
      const why = `a column of type ${here} is no feature`;
      if (request.features !== null) throw new CannotProfile(`\`${name}\` cannot be profiled: ${why}`);
      plan.left.push({ name, why });
      continue;
    }
    plan.features.push({ name, type });
  }
  return plan;
}

const widest = (here: string, there: string | undefined): string =>
  there === undefined ? here : (commonType(here, there) ?? here);

/**
 * What ends a profile that asks for a column that no file has.
 * @param option the option that named it, such as `--features`.
 * @param names the columns that there are.
 */
export function unknownColumn(name: string, option: string, names: readonly string[]): CannotProfile {
  const near = didYouMean(name, names);
  return new CannotProfile(
    `${option}: no file has a column \`${name}\`${near === undefined ? '' : `; ${near}`}`,
  );
}

/**
 * A feature whose values are numbers on one side and text on the other, looked at only where types differ.
 * @throws {CannotProfile}
 */
export async function checkSides(
  engine: Engine,
  request: ProfileRequest,
  features: Feature[],
  reference: Source,
  current: Source,
): Promise<void> {
  for (const feature of features) {
    const { name } = feature;
    const [here, there] = [reference.columns.get(name), current.columns.get(name)];
    if (here === undefined || there === undefined || request.types[name] !== undefined) continue;
    if (commonType(here, there) !== null) continue;
    const has = async ({ relation }: Source): Promise<boolean> =>
      numbersOf(await engine.query(valuesSql(relation, name)), 'n')[0]! > 0;
    const [before, now] = [await has(reference), await has(current)];
    if (before && now) {
      throw new CannotProfile(
        `\`${name}\` is ${sayType(here)} in the reference and ${sayType(there)} in the batches; repair one of them, or say what it is with --type ${name}=categorical`,
      );
    }
    if (!before) feature.type = typeOf(there) ?? feature.type;
  }
}

/** The column of a role on one side; `null` when that side lacks it. */
const columnOf = (source: Source, name: string | null): { column: string; sql: string } | null => {
  const sql = name === null ? undefined : source.columns.get(name);
  return sql === undefined ? null : { column: name!, sql };
};

/** The side as the SQL steps take it. */
export function sideOf(
  source: Source,
  request: ProfileRequest,
  features: readonly Feature[],
  batching: Side['batching'],
): Side {
  return {
    relation: source.relation,
    time: columnOf(source, request.time),
    batching,
    features: features.map(({ name, type }): SideFeature => ({
      name,
      type,
      sql: source.columns.get(name) ?? null,
      lacking: source.lacking.get(name) ?? [],
    })),
    score: columnOf(source, request.score),
    label: columnOf(source, request.label),
  };
}

/**
 * The columns that say when, in which batch, how sure and what came of it.
 * @throws {CannotProfile} when one is not there or cannot be what it should be.
 */
export function checkColumns(request: ProfileRequest, reference: Source, current: Source): void {
  const names = [...current.columns.keys()];
  const all = [...new Set([...names, ...reference.columns.keys()])];
  if (request.time !== null) {
    const sql = current.columns.get(request.time);
    if (sql === undefined) throw unknownColumn(request.time, '--time', names);
    for (const type of [sql, reference.columns.get(request.time)]) {
      if (type === undefined || isTime(type) || /^VARCHAR/.test(type)) continue;
      throw new CannotProfile(`--time: \`${request.time}\` is ${sayType(type)}, not a date or a time`);
    }
  }
  if (request.batching.by === 'column' && !names.includes(request.batching.column)) {
    throw unknownColumn(request.batching.column, '--batch', names);
  }
  if (request.score !== null && !all.includes(request.score))
    throw unknownColumn(request.score, '--score', all);
  if (request.label !== null && !all.includes(request.label))
    throw unknownColumn(request.label, '--label', all);
  if (request.score !== null) {
    const types = [current.columns.get(request.score), reference.columns.get(request.score)];
    for (const sql of types) {
      if (sql === undefined || typeOf(sql) === 'numeric' || typeOf(sql) === 'integer') continue;
      throw new CannotProfile(
        `--score: \`${request.score}\` is ${sayType(sql)}; a score is a number from 0 to 1`,
      );
    }
  }
}
