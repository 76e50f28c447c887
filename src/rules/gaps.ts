// What the policy asks for at a tier, and which of it an artefact does not hold.
import { ZodArray, ZodObject, type z } from 'zod';
import { isEmpty } from '../core/data.ts';
import { unwrap, type FieldMeta } from '../core/field.ts';
import type { Kind } from '../core/kind.ts';
import { once } from '../core/once.ts';
import type { Path } from '../core/place.ts';
import type { RiskTier, TierPolicy } from '../core/policy.ts';
import { slotsOf } from '../core/slots.ts';
import { schemaOf } from '../kinds/envelope.ts';
import { isDemanded } from './demand.ts';

/** A field that is asked for and has no value. */
export interface Gap {
  path: Path;
  meta: FieldMeta;
}

/** What is asked for in objects of a type, so that nobody looks at what is not; rows share their list's. */
export interface Demand {
  fields: { key: string; meta: FieldMeta | null; inside: Demand | null }[];
}

const demandsOfPolicy = once((_policy: TierPolicy) => new Map<string, Demand>());

/** What a tier asks for in artefacts of a kind: worked out once for as long as the policy stays. */
export function demandOf(kind: Kind, tier: RiskTier, policy: TierPolicy): Demand {
  const known = demandsOfPolicy(policy);
  const key = `${kind.name} ${tier}`;
  let demand = known.get(key);
  if (!demand) known.set(key, (demand = demandIn(schemaOf(kind), [kind.name], tier, policy)));
  return demand;
}

/**
 * What a tier asks for in objects of a type.
 * @param name the names on the way to it, without list positions.
 */
function demandIn(type: z.ZodType, name: readonly string[], tier: RiskTier, policy: TierPolicy): Demand {
  const bare = type instanceof ZodArray ? unwrap(type.element as z.ZodType) : type;
  if (!(bare instanceof ZodObject)) return { fields: [] };
  const fields = slotsOf(bare).map(({ key, meta, type: inner, isNested }) => {
    const path = [...name, key];
    const inside = isNested ? demandIn(inner, path, tier, policy) : null;
    return {
      key,
      meta: isDemanded(meta, () => path.join('.'), tier, policy) ? meta : null,
      inside: inside?.fields.length === 0 ? null : inside,
    };
  });
  return { fields: fields.filter(({ meta, inside }) => meta !== null || inside !== null) };
}

const gapsByData = once((_data: object) => new WeakMap<Demand, readonly Gap[]>());

/**
 * Every field that is asked for and has no value: in the artefact itself, and in each row and object it does hold.
 * The fields of an artefact stay as they are as long as its file does, and so do their gaps.
 */
export function gapsOf(demand: Demand, data: object): readonly Gap[] {
  const known = gapsByData(data);
  let gaps = known.get(demand);
  if (!gaps) known.set(demand, (gaps = findGaps(demand, data)));
  return gaps;
}

function findGaps(demand: Demand, data: object): Gap[] {
  const gaps: Gap[] = [];
  const path: (string | number)[] = [];
  const look = ({ fields }: Demand, value: Record<string, unknown>): void => {
    for (const { key, meta, inside } of fields) {
      const held = value[key];
      if (isEmpty(held) && !(meta?.mayBeEmpty === true && Array.isArray(held))) {
        if (meta !== null) gaps.push({ path: [...path, key], meta });
      } else if (inside !== null) {
        path.push(key);
        lookInto(inside, held);
        path.pop();
      }
    }
  };
  const lookInto = (demand: Demand, held: unknown): void => {
    if (!Array.isArray(held)) {
      if (typeof held === 'object' && held !== null) look(demand, held as Record<string, unknown>);
      return;
    }
    for (const [i, entry] of held.entries()) {
      path.push(i);
      lookInto(demand, entry);
      path.pop();
    }
  };
  lookInto(demand, data);
  return gaps;
}
