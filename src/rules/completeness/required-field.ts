import { ZodArray, ZodObject, type z } from 'zod';
import { isBroken, spotOf, type Artefact } from '../../core/artefact.ts';
import { unwrap, type FieldMeta } from '../../core/field.ts';
import { once } from '../../core/once.ts';
import { readable, toPointer, valueAt, type Path } from '../../core/place.ts';
import { slotsOf } from '../../core/slots.ts';
import type { Kind } from '../../core/kind.ts';
import type { RiskTier, TierPolicy } from '../../core/policy.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { inheritable, schemaOf } from '../../kinds/envelope.ts';
import { demandsOf, isDemanded, tierOf } from '../demand.ts';
import { absentAt } from '../../kinds/about.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'completeness/required-field',
  severity: 'error',
  what: 'A field that the policy asks for at the system’s risk tier is absent or empty.',
  why: 'Each field is asked for by a named source, and a reviewer looks for it. What is asked follows risk: tier 1 answers everything, tier 4 little, so that a gap means a gap and not a template that was too long.',
  fix: 'Fill the field: the guide page of the kind says what belongs in it and who asks. Where the portfolio decides not to ask for it, write `kind.field` under `except` of the tier in `portfolio.yaml`.',
  source: 'PRA SS1/23 Principle 1.3 and OSFI E-23: the extent of documentation follows the model’s tier',
  *check(portfolio) {
    const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind]));
    for (const artefact of filesOf(portfolio)) {
      const kind = kinds.get(artefact.kind);
      if (kind === undefined || isClosed(artefact) || byCommand.has(kind.name)) continue;
      const system = artefact.system === null ? null : portfolio.index.systems.get(artefact.system);
      // What was decided against is asked for its record, whatever its tier would have been.
      const tier = system?.lifecycle_stage === 'not-built' ? 'tier-4' : tierOf(portfolio, artefact);
      if (tier === null) {
        if (artefact.kind === 'system' && !isBroken(artefact, ['risk_tier'])) yield tierUnknown(artefact);
        continue;
      }
      const policy = (system && demandsOf(portfolio, system)) ?? portfolio.policy.tiers[tier];
      const parents = parentsOf(portfolio, artefact);
      const asked = demandOf(kind, tier, policy);
      const gaps = gapsOf(asked, artefact.data);
      // A page that states nothing has one fault, and the finding about its title says where to begin.
      if (gaps.length === 0 || (kind.form === 'page' && isBlank(artefact))) continue;
      const items = new Map(artefact.items.map((item) => [toPointer(item.path), item.id]));
      for (const gap of gaps) {
        // A file without a title has its own finding.
        if (gap.path.length === 1 && gap.path[0] === 'title') continue;
        if (isBroken(artefact, gap.path) || isListed(artefact, gap.path)) continue;
        if (gap.path.length === 1 && isInheritable(gap.path[0])) {
          const name = gap.path[0];
          // What a parent states wrongly is wrong there and not absent here.
          if (parents.some((one) => one === null || isBroken(one, [name]))) continue;
        }
        const holder = gap.path.slice(0, -1);
        const item = items.get(toPointer(holder));
        const last = String(gap.path.at(-1));
        // A row that no id can be made of has its own finding, of the same field.
        if (item === undefined && gap.path.length === 3 && isIdField(kind, gap.path[0], last)) continue;
        const within = item === undefined ? toPointer(holder) : '';
        const name = code(within === '' ? last : readable(gap.path));
        const isThere = valueAt(artefact.data, gap.path) !== undefined;
        yield {
          message: `${code(item ?? artefact.id)} has ${isThere ? `nothing in ${name}` : `no ${name}`}, which ${tier} asks for`,
          at: spotOf(artefact, isThere ? gap.path : holder),
          subject: item ?? artefact.id,
          detail: `${within}/${last}`,
          absent: [absentAt(artefact, gap.path)],
          fix: [isThere ? 'fill in' : 'add', code(last + ':'), gap.meta.doc && lower(gap.meta.doc)]
            .filter((part) => part !== undefined)
            .join(' '),
        };
      }
    }
  },
});

/** Whether a file states nothing, well or badly. */
const isBlank = ({ own, broken }: Artefact): boolean => broken.length === 0 && Object.keys(own).length === 0;

/** Every page, and every record that people write: the register, waivers, the portfolio file. */
const filesOf = (portfolio: Portfolio): Artefact[] => [...portfolio.artefacts, ...portfolio.records];

/** What an artefact inherits fields from; `null` stands for a portfolio file that is not there or could not be read. */
function parentsOf(portfolio: Portfolio, artefact: Artefact): (Artefact | null)[] {
  const file = portfolio.records.find((one) => one.kind === 'portfolio') ?? null;
  const profile = artefact.system === null ? null : portfolio.index.systems.get(artefact.system)?.profile;
  return profile && profile !== artefact ? [profile, file] : [file];
}

const isIdField = (kind: Kind, list: unknown, field: string): boolean =>
  kind.items.some((one) => one.field === list && (one.madeFrom ?? one.id) === field);

const isInheritable = (name: string | number | undefined): name is string =>
  inheritable.some((one) => one === name);

/** Records that commands append and nobody edits: their schemas demand by themselves what makes them valid. */
const byCommand = new Set(['approvals', 'confirmations']);

/** A waiver file states one waiver at its top level or several in a list, and then nothing at its top level. */
const isListed = (artefact: Artefact, path: Path): boolean =>
  artefact.kind === 'waivers' && path.length === 1 && Array.isArray(artefact.data['waivers']);

const tierUnknown = (artefact: Artefact): RuleFinding => ({
  message: `${code(artefact.system ?? artefact.id)} has no \`risk_tier\`, so what it must answer is not known`,
  at: spotOf(artefact, []),
  subject: artefact.id,
  detail: '/risk_tier',
  fix: 'add `risk_tier:` with one of `tier-1` (most rigorous) to `tier-4`',
});

interface Gap {
  path: Path;
  meta: FieldMeta;
}

/** What is asked for in objects of a type, so that nobody looks at what is not; rows share their list's. */
interface Demand {
  fields: { key: string; meta: FieldMeta | null; inside: Demand | null }[];
}

const demandsOfPolicy = once((_policy: TierPolicy) => new Map<string, Demand>());

/** What a tier asks for in artefacts of a kind: worked out once for as long as the policy stays. */
function demandOf(kind: Kind, tier: RiskTier, policy: TierPolicy): Demand {
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
function gapsOf(demand: Demand, data: object): readonly Gap[] {
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

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** A doc comment as the tail of a fix: `add `owner:` — the party …`. */
const lower = (doc: string): string => `(${doc.replace(/\.$/, '')})`;
