/** What an explainability artefact points at, looked up and computed: for its page and for the rules. */
import { asText } from '../../core/data.ts';
import type { Artefact, Item } from '../../core/artefact.ts';
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isShap } from '../../evidence/content.ts';
import {
  reasonsOf,
  type ReasonFeature,
  type ReasonPolicy,
  type Reasons,
} from '../../evidence/reasons/reasons.ts';
import { reasonFeatures } from '../../evidence/reasons/register.ts';
import { monotonicityOf, type Monotonicity, type Monotone } from '../../evidence/shap/monotonic.ts';
import { groupsOf, importanceOf, type Importance } from '../../evidence/shap/importance.ts';
import { rowGaps, type RowGaps } from '../../evidence/shap/row-gaps.ts';
import { stabilityOf, type Stability } from '../../evidence/shap/stability.ts';
import type { Shap, ShapRow } from '../../evidence/shapes/shap.ts';
import { isSensitive } from '../feature-register/head.ts';
import type { Feature } from '../feature-register/schema.ts';
import type { LocalCase } from './reasons.ts';
import type { Explainability } from './schema.ts';

/** A file of SHAP values that an artefact names. */
export interface ShapEvidence {
  evidence: Evidence;
  shap: Shap;
}

/** Fixed where the artefact does not say: how many features are looked at one by one. */
const usualTopK = 10;

/** Reg B comment 9(b)(2)-1: more “is not likely to be helpful”. */
export const usualMaxReasons = 4;

/** The SHAP values that a reference leads to, seen from an artefact; `null` when there are none. */
function shapAt(
  reference: string | undefined,
  artefact: Pick<Artefact, 'system'>,
  portfolio: Pick<Portfolio, 'index'>,
): ShapEvidence | null {
  if (reference === undefined) return null;
  const found = portfolio.index.resolve(reference.replace(/^ev:/, ''), artefact.system);
  const evidence = found.state === 'found' ? portfolio.index.evidence.get(found.node.id) : undefined;
  return evidence !== undefined && isShap(evidence.content) ? { evidence, shap: evidence.content } : null;
}

/** The attributions an artefact rests on. */
export const attributionsOf = (
  artefact: Artefact,
  portfolio: Pick<Portfolio, 'index'>,
): ShapEvidence | null => shapAt((artefact.data as Explainability).attributions, artefact, portfolio);

/** One of the most important features, with its row of the register. */
export interface Weighty extends Importance {
  item: Item | null;
  feature: Feature | null;
  /** Why a protected or proxy feature may stand there; `null` when nobody says. */
  justified: NonNullable<Explainability['sensitive_features']>[number] | null;
  sensitive: boolean;
}

const rowsOfRegister = (portfolio: Pick<Portfolio, 'items'>, system: string | null): Map<string, Item> =>
  new Map(
    portfolio.items
      .filter((item) => item.kind === 'feature' && item.system === system)
      .map((item) => [item.local, item]),
  );

/** The features of the register of an artefact’s system as reasons are drawn from them. */
export const registerOf = (artefact: Artefact, portfolio: Pick<Portfolio, 'items'>): ReasonFeature[] =>
  artefact.system === null ? [] : reasonFeatures(portfolio, artefact.system);

/** Every feature by importance, with the register's word on it. */
function weightsOf(artefact: Artefact, portfolio: Portfolio): Weighty[] {
  const found = attributionsOf(artefact, portfolio);
  if (found === null) return [];
  const data = artefact.data as Explainability;
  const items = rowsOfRegister(portfolio, artefact.system);
  const justified = new Map(
    (data.sensitive_features ?? []).map((row) => [row.feature?.split('/').at(-1), row] as const),
  );
  return importanceOf(found.shap, registerOf(artefact, portfolio)).map((one) => {
    const item = items.get(one.name) ?? null;
    const feature = item === null ? null : (item.data as Feature);
    return {
      ...one,
      item,
      feature,
      sensitive:
        feature !== null &&
        isSensitive(feature) &&
        feature.protected_attribute_relation !== 'tested-not-proxy',
      justified: justified.get(one.name) ?? null,
    };
  });
}

/** Of those, the ones that have to be justified one by one. */
export const topOf = (artefact: Artefact, portfolio: Portfolio): Weighty[] =>
  weightsOf(artefact, portfolio).slice(0, (artefact.data as Explainability).top_k ?? usualTopK);

/** Additivity against the stated tolerance; `null` without tolerance or attributions. */
export function gapsOf(artefact: Artefact, portfolio: Portfolio): RowGaps | null {
  const tolerance = (artefact.data as Explainability).additivity?.tolerance;
  const found = attributionsOf(artefact, portfolio);
  return tolerance === undefined || found === null ? null : rowGaps(found.shap, tolerance);
}

/** The two runs compared, with the limits that are missed; `null` when one of them is not there. */
export interface Repeated extends Stability {
  first: ShapEvidence;
  second: ShapEvidence;
  missed: ('rank' | 'overlap')[];
}

/** Compares the attributions of an artefact with those of its second run, by its own limits. */
export function repeatedOf(artefact: Artefact, portfolio: Portfolio): Repeated | null {
  const data = artefact.data as Explainability;
  const first = attributionsOf(artefact, portfolio);
  const second = shapAt(data.stability?.second_run, artefact, portfolio);
  if (first === null || second === null) return null;
  const stability = stabilityOf(first.shap, second.shap, {
    register: registerOf(artefact, portfolio),
    k: data.top_k ?? usualTopK,
  });
  const { minimum_rank_correlation: rank, minimum_overlap: overlap } = data.stability ?? {};
  const missed: Repeated['missed'] = [];
  if (rank !== undefined && stability.spearman !== null && stability.spearman < rank) missed.push('rank');
  if (overlap !== undefined && stability.top_k.overlap !== null && stability.top_k.overlap < overlap)
    missed.push('overlap');
  return { ...stability, first, second, missed };
}

/** A feature that the model is held to rise or fall with, and what its contributions do. */
export interface Constrained {
  item: Item;
  constraint: Monotone;
  /** `null` when the feature is several columns, or none of the file. */
  dependence: Monotonicity | null;
}

/**
 * The features of a system whose register holds them to a direction, each with what its contributions do; none without
 * attributions.
 */
export function constrainedOf(artefact: Artefact, portfolio: Portfolio): Constrained[] {
  const found = attributionsOf(artefact, portfolio);
  if (found === null) return [];
  const columns = new Map(
    groupsOf(found.shap, registerOf(artefact, portfolio)).map((group) => [group.name, group.columns]),
  );
  return [...rowsOfRegister(portfolio, artefact.system).values()].flatMap((item) => {
    const constraint = asText(item.data['monotonic_constraint']);
    if (constraint !== 'increasing' && constraint !== 'decreasing') return [];
    const of = columns.get(item.local) ?? [];
    return [
      {
        item,
        constraint,
        dependence: of.length === 1 ? dependenceOf(found.shap, of[0]!, constraint) : null,
      },
    ];
  });
}

const dependences = once((_shap: Shap) => new Map<string, Monotonicity>());

/** `monotonicityOf`, once for as long as the file stays as it is: it sorts every row kept. */
function dependenceOf(shap: Shap, column: string, constraint: Monotone): Monotonicity {
  const known = dependences(shap);
  const key = `${constraint} ${column}`;
  let dependence = known.get(key);
  if (!dependence) known.set(key, (dependence = monotonicityOf(shap, column, constraint)));
  return dependence;
}

/** The reason policy of an artefact, when it says enough to draw reasons by it. */
function policyOf(artefact: Artefact, shap: Shap): ReasonPolicy | null {
  const policy = (artefact.data as Explainability).reason_policy;
  if (policy?.adverse_direction === undefined || policy.max_reasons === undefined) return null;
  const { adverse_direction: adverse, max_reasons, group_by = 'reason-code' } = policy;
  const row = policy.reference === 'case' ? shap.rows?.[policy.reference_row ?? -1] : undefined;
  if (policy.reference === 'case' && row === undefined) return null;
  return { adverse, max_reasons, group_by, reference: row?.shap ?? null };
}

/** A local case, with its row and the reasons that follow from it. */
export interface Explained {
  item: Item;
  row: LocalCase;
  found: ShapEvidence | null;
  values: ShapRow | null;
  reasons: Reasons | null;
  /** Codes that the record gives and the evidence does not, or in another order; `null` when nothing was recorded. */
  agrees: boolean | null;
}

/**
 * The local cases of an artefact in its order, each with its row of the file and the reasons that its policy draws
 * from it.
 */
export function casesOf(artefact: Artefact, portfolio: Portfolio): Explained[] {
  const found = attributionsOf(artefact, portfolio);
  const register = registerOf(artefact, portfolio);
  const policy = found === null ? null : policyOf(artefact, found.shap);
  return artefact.items
    .filter((item) => item.kind === 'explained-case')
    .map((item) => {
      const row = item.data as LocalCase;
      const values = row.row === undefined ? null : (found?.shap.rows?.[row.row] ?? null);
      const reasons =
        values === null || policy === null || found === null
          ? null
          : reasonsOf(values.shap, found.shap, register, policy);
      const given = reasons?.given.map(({ code }) => code);
      return {
        item,
        row,
        found,
        values,
        reasons,
        agrees:
          row.reasons_given === undefined || given === undefined
            ? null
            : row.reasons_given.length === given.length &&
              given.every((code, i) => code === row.reasons_given![i]),
      };
    });
}
