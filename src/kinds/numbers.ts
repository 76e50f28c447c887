// Every number that artefacts state: in prose, and in front matter.
import { ZodArray, ZodObject, ZodRecord, type z } from 'zod';
import { spotOf, type Artefact } from '../core/artefact.ts';
import { asRecord } from '../core/data.ts';
import { unwrap } from '../core/field.ts';
import { once } from '../core/once.ts';
import { parseEvidenceReference } from '../core/id.ts';
import type { Path, Place } from '../core/place.ts';
import type { Claim, ClaimBaseline, Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { slotsOf } from '../core/slots.ts';
import { claimBaseline } from '../evidence/baseline.ts';
import { asBoundNumber, boundValue, type BoundNumber } from './bound.ts';
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
  /** What it is compared with, and the evidence of that; `null` where nothing is named. */
  baseline: (ClaimBaseline & { record: Evidence | null }) | null;
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

/** Every number of a portfolio that is stated as one, with the file it rests on; see `Claim`. */
export const numbersOf = once((portfolio: Portfolio): StatedNumber[] =>
  portfolio.claims.map((claim) => ({
    artefact: claim.artefact,
    system: portfolio.index.artefacts.get(claim.artefact)?.system ?? null,
    field: claim.field,
    text: claim.text,
    value: claim.value,
    state: claim.state,
    evidence: claim.evidence === null ? null : (portfolio.index.evidence.get(claim.evidence) ?? null),
    pointer: claim.path,
    baseline: claim.baseline
      ? { ...claim.baseline, record: portfolio.index.evidence.get(claim.baseline.evidence) ?? null }
      : null,
    file: claim.file,
    line: claim.line,
    column: claim.column,
  })),
);

/**
 * The numbers that artefacts state in front matter: each field that may be bound to evidence. A number in prose is a
 * claim as well, and comes after those of the same artefact.
 */
export function withFieldClaims(portfolio: Portfolio): Claim[] {
  const prose = Map.groupBy(portfolio.claims, (claim) => claim.artefact);
  return portfolio.artefacts.flatMap((artefact) => [
    ...claimsInFields(artefact, portfolio),
    ...(prose.get(artefact.id) ?? []),
  ]);
}

function claimsInFields(artefact: Artefact, portfolio: Portfolio): Claim[] {
  const claims: Claim[] = [];
  for (const type of [envelope, schemas.get(artefact.kind)]) {
    if (type === undefined) continue;
    seekerOf(type)?.(artefact.data, [], (path, stated) =>
      claims.push(claimAt(path, stated, artefact, portfolio)),
    );
  }
  return claims;
}

function claimAt(path: Path, stated: BoundNumber, artefact: Artefact, portfolio: Portfolio): Claim {
  const { value, state, evidence, pointer, held, baseline } = boundValue(stated, artefact, portfolio);
  const spot = spotOf(artefact, path);
  let place: Place | undefined;
  const located = (): Place => (place ??= portfolio.locate(spot));
  return {
    file: spot.file,
    get line() {
      return located().line;
    },
    get column() {
      return located().column;
    },
    artefact: artefact.id,
    field: fieldName(path),
    text: typeof stated === 'number' ? String(stated) : value === null ? stated.from : String(value),
    value,
    state,
    evidence: evidence?.id ?? (typeof stated === 'number' ? null : parseEvidenceReference(stated.from).id),
    path: pointer,
    ...(held !== null && baseline !== null && { baseline: claimBaseline(held, baseline) }),
  };
}

/** A path as people write it: `performance[0].value`. */
export const fieldName = (path: Path): string =>
  path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  );

/** The path of such a name. */
export const fieldPath = (name: string): Path =>
  [...name.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));

type Found = (path: Path, value: BoundNumber) => void;
type Seek = (data: unknown, path: Path, found: Found) => void;

const seekers = new WeakMap<z.ZodType, Seek | null>();

/** Tells every number inside data of a type that may be bound to evidence; `null` where there can be none. */
function seekerOf(declared: z.ZodType): Seek | null {
  const known = seekers.get(declared);
  if (known !== undefined) return known;
  const made = makeSeeker(unwrap(declared));
  seekers.set(declared, made);
  return made;
}

function makeSeeker(type: z.ZodType): Seek | null {
  if (isBoundNumber(type)) {
    return (data, path, found) => {
      const stated = asBoundNumber(data);
      if (stated !== null) found(path, stated);
    };
  }
  if (type instanceof ZodObject) {
    // Most fields hold no number: they are left out once, and not in every row.
    const inner = slotsOf(type).flatMap(({ key, type: of }) => {
      const seek = seekerOf(of);
      return seek === null ? [] : [{ key, seek }];
    });
    if (inner.length === 0) return null;
    return (data, path, found) => {
      const record = asRecord(data);
      if (record === null) return;
      for (const { key, seek } of inner) if (record[key] != null) seek(record[key], [...path, key], found);
    };
  }
  if (!(type instanceof ZodArray) && !(type instanceof ZodRecord)) return null;
  const seek = seekerOf((type instanceof ZodArray ? type.element : type.valueType) as z.ZodType);
  if (seek === null) return null;
  return (data, path, found) => {
    if (Array.isArray(data)) data.forEach((one, i) => seek(one, [...path, i], found));
    else for (const [key, one] of Object.entries(asRecord(data) ?? {})) seek(one, [...path, key], found);
  };
}
