/** The groups that an assessment names, looked up and judged: for its page and for the rules. */
import type { Artefact, Item } from '../../core/artefact.ts';
import { parseEvidenceReference } from '../../core/id.ts';
import { fromPointer } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isMetrics } from '../../evidence/content.ts';
import { fourFifths, type FourFifths } from '../../evidence/fairness/four-fifths.ts';
import { groupsOf, type Group, type GroupTable } from '../../evidence/fairness/group.ts';
import {
  agrees,
  isOf,
  judge,
  recordedDisparities,
  type Judged,
  type RecordedDisparity,
} from '../../evidence/fairness/measure.ts';
import type { Metrics } from '../../evidence/shapes/metrics.ts';
import { boundValue } from '../bound.ts';
import type { Comparison, Criterion, FairnessAssessment } from './schema.ts';

/** Rows below a rate where the assessment does not say: an interval of about ±0.18 at worst. */
export const usualMinimum = 30;

/** A block of groups with the file that holds it. */
export interface Table {
  evidence: Evidence;
  metrics: Metrics;
  /** Its name in the file. */
  attribute: string;
  table: GroupTable;
}

/** A comparison with its groups. */
export interface Compared {
  item: Item;
  row: Comparison;
  /** `null` where the reference leads to no block of groups. */
  found: Table | null;
  groups: readonly Group[];
  /** The named comparison group; `null` where none is named or it is not one of the groups. */
  comparison: Group | null;
  fourFifths: FourFifths;
  recorded: readonly RecordedDisparity[];
}

/** A limit with what the groups of its comparison come to. */
export interface Criteria {
  item: Item;
  row: Criterion;
  compared: Compared | null;
  /** `null` without a measure or groups. */
  result: Judged | null;
  /** The reported figure and whether it is what was computed; `null` where none was reported. */
  reported: { value: number; agrees: boolean; isCounted: boolean } | null;
  /** Whether a limit that is missed has a rationale or a finding. */
  answered: boolean;
}

/** The block of groups that a reference leads to. */
function tableAt(
  reference: string | undefined,
  artefact: Pick<Artefact, 'system'>,
  portfolio: Pick<Portfolio, 'index'>,
): Table | null {
  if (reference === undefined) return null;
  const { id, pointer } = parseEvidenceReference(reference);
  const found = portfolio.index.resolve(id, artefact.system);
  const evidence = found.state === 'found' ? portfolio.index.evidence.get(found.node.id) : undefined;
  const steps = fromPointer(pointer);
  if (evidence === undefined || !isMetrics(evidence.content) || steps?.length !== 2) return null;
  const [first, attribute] = steps.map(String) as [string, string];
  const tables = evidence.content.groups ?? {};
  if (first !== 'groups' || !Object.hasOwn(tables, attribute)) return null;
  return { evidence, metrics: evidence.content, attribute, table: tables[attribute]! };
}

const meaningOf = (artefact: Artefact) => (artefact.data as FairnessAssessment).selection_means ?? 'benefit';

/** The comparisons of an assessment, in its order. */
export function comparisonsOf(artefact: Artefact, portfolio: Pick<Portfolio, 'index'>): Compared[] {
  return artefact.items
    .filter((item) => item.kind === 'fairness-comparison')
    .map((item) => {
      const row = item.data as Comparison;
      const found = tableAt(row.groups, artefact, portfolio);
      const groups = found === null ? [] : groupsOf(found.table);
      return {
        item,
        row,
        found,
        groups,
        comparison: groups.find(({ name }) => name === row.comparison_group) ?? null,
        fourFifths: fourFifths(groups, meaningOf(artefact), found?.table.n ?? null),
        recorded: found === null ? [] : recordedDisparities(found.table, groups),
      };
    });
}

/** The limits of an assessment, each judged. */
export function criteriaOf(
  artefact: Artefact,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
  comparisons: readonly Compared[] = comparisonsOf(artefact, portfolio),
): Criteria[] {
  const { minimum_n: minimum = usualMinimum } = artefact.data as FairnessAssessment;
  return artefact.items
    .filter((item) => item.kind === 'fairness-criterion')
    .map((item) => {
      const row = item.data as Criterion;
      const named = row.comparison?.split('/').at(-1);
      const compared = comparisons.find((one) => one.item.local === named) ?? null;
      const result =
        row.metric === undefined || compared === null || compared.found === null
          ? null
          : judge(row.metric, compared.groups, {
              meaning: meaningOf(artefact),
              limit: row.threshold ?? null,
              minimum,
            });
      const value = row.value === undefined ? null : boundValue(row.value, artefact, portfolio).value;
      const computed = result?.all.value ?? null;
      return {
        item,
        row,
        compared,
        result,
        reported:
          value === null
            ? null
            : {
                value,
                // Else it may be what the shares of the file give as they were rounded.
                isCounted: [computed, result?.judged.value ?? null].some(
                  (one) => one !== null && agrees(value, one),
                ),
                agrees:
                  computed === null ||
                  // What is reported may be of the groups that are judged.
                  isOf(value, row.metric!, compared!.found!.table, meaningOf(artefact), [result!.judged]),
              },
        answered: isFilled(row.breach_rationale) || isFilled(row.finding),
      };
    });
}

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
