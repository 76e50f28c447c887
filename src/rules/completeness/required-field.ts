import { absentColumn } from '../../core/absent-column.ts';
import { isBroken, spotOf, type Artefact } from '../../core/artefact.ts';
import type { FieldMeta } from '../../core/field.ts';
import type { Kind } from '../../core/kind.ts';
import { readable, toPointer, valueAt, type Path, type Spot } from '../../core/place.ts';
import type { RiskTier } from '../../core/policy.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { inheritable } from '../../kinds/envelope.ts';
import { demandsOf, tierOf } from '../demand.ts';
import { absentAt } from '../../kinds/about.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { demandOf, gapsOf, type Gap } from '../gaps.ts';

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
      const absent = gaps.filter(({ path }) => !isToldElsewhere(artefact, { kind, parents, items }, path));
      for (const same of groupsOf(absent)) {
        const [first] = same as [Gap];
        const column =
          first.path.length < 3 ? null : absentColumn(artefact, String(first.path[0]), same.length);
        if (column === null) for (const gap of same) yield absentField(artefact, gap, tier, items);
        else yield absentInColumn(artefact, same, tier, column);
      }
    }
  },
});

/** Whether what is not there is told by another finding, or stands somewhere else. */
function isToldElsewhere(
  artefact: Artefact,
  { kind, parents, items }: { kind: Kind; parents: (Artefact | null)[]; items: ReadonlyMap<string, string> },
  path: Path,
): boolean {
  if (isBroken(artefact, path) || isListed(artefact, path)) return true;
  const [name, , last] = path;
  if (path.length === 1) {
    // A file without a title has its own finding; what a parent states wrongly is wrong there and not absent here.
    return (
      name === 'title' ||
      (isInheritable(name) && parents.some((one) => one === null || isBroken(one, [name])))
    );
  }
  // A row that no id can be made of has its own finding, of the same field.
  return path.length === 3 && !items.has(toPointer(path.slice(0, -1))) && isIdField(kind, name, String(last));
}

/** Gaps of the same field in the rows of a list together, in the order of their first. */
function groupsOf(gaps: readonly Gap[]): Gap[][] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = toPointer(gap.path.map((step) => (typeof step === 'number' ? '*' : step)));
    const group = groups.get(key);
    if (group) group.push(gap);
    else groups.set(key, [gap]);
  }
  return [...groups.values()];
}

function absentField(
  artefact: Artefact,
  { path, meta }: Gap,
  tier: RiskTier,
  items: ReadonlyMap<string, string>,
): RuleFinding {
  const holder = path.slice(0, -1);
  const item = items.get(toPointer(holder));
  const last = String(path.at(-1));
  const within = item === undefined ? toPointer(holder) : '';
  const name = code(within === '' ? last : readable(path));
  const isThere = valueAt(artefact.data, path) !== undefined;
  return {
    message: `${code(item ?? artefact.id)} has ${isThere ? `nothing in ${name}` : `no ${name}`}, which ${tier} asks for`,
    at: spotOf(artefact, isThere ? path : holder),
    subject: item ?? artefact.id,
    detail: `${within}/${last}`,
    absent: [absentAt(artefact, path)],
    fix: `${isThere ? 'fill in' : 'add'} ${code(last + ':')}${tailOf(meta)}`,
  };
}

function absentInColumn(artefact: Artefact, gaps: readonly Gap[], tier: RiskTier, at: Spot): RuleFinding {
  const { path, meta } = gaps[0]!;
  const list = String(path[0]);
  const name = path.slice(2).join('.');
  return {
    message: `no row of ${code(list)} has ${code(name)}, which ${tier} asks for`,
    at,
    subject: artefact.id,
    detail: `/${list}/*/${name}`,
    absent: gaps.map((gap) => absentAt(artefact, gap.path)),
    fix: `add or fill the column ${code(name)}${tailOf(meta)}`,
  };
}

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

/** A doc comment as the tail of a fix: add `owner:` (the party …). */
const tailOf = ({ doc }: FieldMeta): string => (doc === undefined ? '' : ` (${doc.replace(/\.$/, '')})`);
