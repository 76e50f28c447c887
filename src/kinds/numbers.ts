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
import { boundValue, type BoundNumber } from './bound.ts';
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
    ...boundNumbersIn(artefact, schemas.get(artefact.kind), portfolio),
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

function boundNumbersIn(
  artefact: Artefact,
  schema: z.ZodObject | undefined,
  portfolio: Portfolio,
): StatedNumber[] {
  const found: { path: Path; value: BoundNumber }[] = [];
  for (const type of [envelope, schema]) {
    if (type !== undefined) seek(type, artefact.data, [], (path, value) => found.push({ path, value }));
  }
  return found.map(({ path, value: stated }) => {
    const { value, state, evidence, pointer } = boundValue(stated, artefact, portfolio);
    const { file, line, column } = portfolio.locate(spotOf(artefact, path));
    const text = value === null ? (typeof stated === 'number' ? '' : stated.from) : String(value);
    const field = fieldName(path);
    return {
      artefact: artefact.id,
      system: artefact.system,
      field,
      text,
      value,
      state,
      evidence,
      pointer,
      file,
      line,
      column,
    };
  });
}

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
