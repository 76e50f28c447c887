// How rules about one kind walk its rows and say what they found.
import { isBroken, spotOf, type Artefact, type Item } from '../core/artefact.ts';
import { isEmpty } from '../core/data.ts';
import { itemsOf } from '../core/items-of.ts';
import { once } from '../core/once.ts';
import type { Path } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { RuleFinding } from '../core/rule.ts';
import { absentAt, type About } from './about.ts';

/** A row with its typed fields and the artefact that holds it. */
export interface Row<T> {
  artefact: Artefact;
  item: Item;
  row: T;
}

/** Whether an artefact is history, kept as it was and asked for nothing any more. */
export const isClosed = ({ data }: Artefact): boolean =>
  data['status'] === 'superseded' || data['status'] === 'retired';

/** The rows of artefacts in force by kind of item: found once for a portfolio, since dozens of rules ask. */
const rowsByKind = once((_portfolio: Portfolio) => new Map<string, Row<unknown>[]>());

/** Every row of one kind of item in artefacts that are still in force, in the order of the portfolio. */
export function rowsOf<T>(portfolio: Portfolio, kind: string): readonly Row<T>[] {
  const known = rowsByKind(portfolio);
  let rows = known.get(kind);
  if (!rows) known.set(kind, (rows = findRows(portfolio, kind)));
  return rows as Row<T>[];
}

function findRows({ items, index }: Portfolio, kind: string): Row<unknown>[] {
  const rows: Row<unknown>[] = [];
  for (const item of itemsOf(items, kind)) {
    const artefact = index.artefacts.get(item.artefact);
    if (artefact !== undefined && !isClosed(artefact)) rows.push({ artefact, item, row: item.data });
  }
  return rows;
}

/** Every artefact of a kind that is still in force, with its typed fields. */
export function* artefactsOf<T>(
  portfolio: Portfolio,
  kind: string,
): Generator<{ artefact: Artefact; data: T }> {
  for (const artefact of portfolio.artefacts) {
    if (artefact.kind === kind && !isClosed(artefact)) yield { artefact, data: artefact.data as T };
  }
}

/** Whether a row has nothing in a field; a value that is there but unusable has its finding already. */
export function lacks({ artefact, item }: Pick<Row<unknown>, 'artefact' | 'item'>, ...path: Path): boolean {
  return isEmpty(valueIn(item.data, path)) && !isBroken(artefact, [...item.path, ...path]);
}

/** A finding about a row, at one of its fields if that exists, else at the row. */
export function aboutRow(
  { artefact, item }: Pick<Row<unknown>, 'artefact' | 'item'>,
  path: Path,
  { absent, ...finding }: About,
): RuleFinding {
  const there = !isEmpty(valueIn(item.data, path));
  return {
    at: spotOf(artefact, there ? [...item.path, ...path] : item.path),
    subject: item.id,
    detail: path.join('.'),
    ...finding,
    ...(absent && { absent: absent.map((one) => absentAt(artefact, [...item.path, ...one])) }),
  };
}

const valueIn = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      at !== null && typeof at === 'object' ? (at as Record<string | number, unknown>)[step] : undefined,
    data,
  );
