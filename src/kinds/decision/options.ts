// The options of a decision beside one another: what speaks for and against each, and how each fares.
import type { Decision } from './schema.ts';

type Options = NonNullable<Decision['considered_options']>;
type Constraints = NonNullable<Decision['constraint_map']>;
type Fare = NonNullable<Constraints[number]['options']>[number];

/** One option as the page compares it. */
export interface OptionView {
  title: string;
  description: string | null;
  good: readonly string[];
  neutral: readonly string[];
  bad: readonly string[];
  chosen: boolean;
  /** How many constraints it meets, strains, breaks, and of how many nobody knows. */
  fares: Record<NonNullable<Fare['verdict']>, number>;
}

const normal = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether two texts name the same option; case and punctuation do not count. */
export const sameOption = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && normal(a) === normal(b);

/** The options in the order they were considered, the chosen one marked. */
export function optionViews(data: Decision): OptionView[] {
  return (data.considered_options ?? ([] as Options)).map((option) => {
    const fares = { meets: 0, strains: 0, breaks: 0, unknown: 0 };
    for (const constraint of data.constraint_map ?? []) {
      const fare = constraint.options?.find((one) => sameOption(one.option, option.title));
      fares[fare?.verdict ?? 'unknown'] += 1;
    }
    return {
      title: option.title ?? 'Option',
      description: option.description ?? null,
      good: option.good ?? [],
      neutral: option.neutral ?? [],
      bad: option.bad ?? [],
      chosen: sameOption(option.title, data.decision_outcome?.chosen_option),
      fares,
    };
  });
}

/** How an option fares against a constraint; `null` when the map does not say. */
export const fareOf = (constraint: Constraints[number], title: string): Fare | null =>
  constraint.options?.find((one) => sameOption(one.option, title)) ?? null;
