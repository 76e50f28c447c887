// Every number that artefacts state: in prose, and in front matter.
import { ZodArray, ZodObject, ZodRecord, type z } from 'zod';
import { spotOf, type Artefact } from '../core/artefact.ts';
import { asRecord } from '../core/data.ts';
import { unwrap } from '../core/field.ts';
import { once } from '../core/once.ts';
import type { Path } from '../core/place.ts';
import type { Claim, Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { slotsOf } from '../core/slots.ts';
import { boundValue, type BoundNumber, type BoundValue } from './bound.ts';
import { envelope } from './envelope.ts';
import { kinds } from './index.ts';
import { isBoundNumber } from './types.ts';

/** A number that an artefact states, and what it rests on. */
export interface StatedNumber {
  /** Qualified id of the artefact. */
  artefact: string;
  system: string | null;
  /** Field of front matter, such as `performance[0].value`; `null` in prose. */
  field: string | null;
  /** The number as written; of one read from evidence as the evidence has it. */
  text: string;
  value: number | string | null;
  state: Claim['state'];
  /** What it names, `null` where that leads nowhere or nothing is named. */
  evidence: Evidence | null;
  /** JSON Pointer into the evidence; `null` for the author's word. */
  pointer: string | null;
  file: string;
  line: number;
  column: number;
}

/**
 * The kinds' own types. Not those that a portfolio carries: pages are drawn by another instance of this code than the
 * one that read it, and types are known by identity.
 */
const schemas = new Map(kinds.map(({ name, schema }) => [name, schema]));

/** What a reader has to look at first. */
export const numberStates = ['contradicted', 'unbound', 'suspect', 'lapsed', 'claim', 'bound'] as const;

/**
 * Every number of a portfolio that is stated as one: each `<Metric>` of prose, and each field of front matter that
 * may be bound to evidence; by artefact, front matter before prose.
 */
export const numbersOf = once((portfolio: Portfolio): StatedNumber[] => {
  const claims = Map.groupBy(portfolio.claims, (claim) => claim.artefact);
  return portfolio.artefacts.flatMap((artefact) => [
    ...numbersInFields(artefact, portfolio),
    ...(claims.get(artefact.id) ?? []).map((claim): StatedNumber => {
      const { file, line, column, text, value, state } = claim;
      const evidence =
        claim.evidence === null ? null : (portfolio.index.evidence.get(claim.evidence) ?? null);
      return {
        artefact: artefact.id,
        system: artefact.system,
        field: null,
        text,
        value,
        state,
        evidence,
        pointer: claim.path,
        file,
        line,
        column,
      };
    }),
  ]);
});

/** The fields of an artefact's front matter that may be bound to evidence, with what each rests on. */
export function boundFieldsOf(
  artefact: Artefact,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): { path: Path; stated: BoundNumber; found: BoundValue }[] {
  const fields: { path: Path; stated: BoundNumber; found: BoundValue }[] = [];
  for (const type of [envelope, schemas.get(artefact.kind)]) {
    if (type === undefined) continue;
    seek(type, artefact.data, [], (path, stated) =>
      fields.push({ path, stated, found: boundValue(stated, artefact, portfolio) }),
    );
  }
  return fields;
}

const numbersInFields = (artefact: Artefact, portfolio: Portfolio): StatedNumber[] =>
  boundFieldsOf(artefact, portfolio).map(({ path, stated, found: { value, state, evidence, pointer } }) => {
    const { file, line, column } = portfolio.locate(spotOf(artefact, path));
    return {
      artefact: artefact.id,
      system: artefact.system,
      field: fieldName(path),
      text: value === null ? (typeof stated === 'number' ? '' : stated.from) : String(value),
      value,
      state,
      evidence,
      pointer,
      file,
      line,
      column,
    };
  });

/** A path as people write it: `performance[0].value`. */
const fieldName = (path: Path): string =>
  path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  );

/** Tells every number inside data of a type that may be bound to evidence. */
function seek(
  declared: z.ZodType,
  data: unknown,
  path: Path,
  found: (path: Path, value: BoundNumber) => void,
): void {
  if (data === undefined || data === null) return;
  const type = unwrap(declared);
  if (isBoundNumber(type)) {
    const from = asRecord(data)?.['from'];
    if (typeof data === 'number') found(path, data);
    else if (typeof from === 'string') found(path, { from });
  } else if (type instanceof ZodObject) {
    const record = asRecord(data);
    if (record === null) return;
    for (const slot of slotsOf(type)) seek(slot.type, record[slot.key], [...path, slot.key], found);
  } else if (type instanceof ZodArray) {
    if (!Array.isArray(data)) return;
    data.forEach((one, i) => seek(type.element as z.ZodType, one, [...path, i], found));
  } else if (type instanceof ZodRecord) {
    for (const [key, one] of Object.entries(asRecord(data) ?? {}))
      seek(type.valueType as z.ZodType, one, [...path, key], found);
  }
}
