// How a feature is made, served and guarded: facts that a reviewer asks for and that rows of a register often share.
import { formatDate } from '../../core/date.ts';
import type { Feature } from './schema.ts';

/** One fact of a feature, in words; `code` is what stands in the code's own words. */
export interface Fact {
  label: string;
  text: string;
  code?: string | undefined;
}

const filled = (parts: readonly (string | false | undefined)[], between: string): string =>
  parts.filter((part): part is string => part !== undefined && part !== false && part !== '').join(between);

/** What a register says of one feature besides why it is needed and where it comes from; what is not said is left out. */
function factsOf(feature: Feature): Fact[] {
  const { transformation, training_serving_parity_test: parity, lineage, online } = feature;
  const facts: Fact[] = [
    { label: 'Source', text: lineage?.from === undefined ? '' : (feature.source ?? '') },
    { label: 'Computed', text: transformation?.description ?? '', code: transformation?.logic },
    { label: 'Code', text: transformation?.code_ref ?? '' },
    {
      label: 'Served',
      text: filled(
        [
          feature.feature_view && `from ${feature.feature_view}`,
          feature.entity && `by ${feature.entity}`,
          online === undefined ? undefined : online ? 'online' : 'in batches',
          feature.ttl && `at most ${feature.ttl} old`,
        ],
        ', ',
      ),
    },
    { label: 'Values', text: filled([feature.logical_type, feature.data_classification], ', ') },
    { label: 'When missing', text: feature.missing_value_treatment ?? '' },
    {
      label: 'Training against serving',
      text: filled([parity?.method, parity?.result, parity?.last_run && formatDate(parity.last_run)], '; '),
    },
  ];
  return facts.filter(({ text, code }) => text !== '' || code !== undefined);
}

/** The facts that every one of several features states alike: said once, and not in each row. */
export function sharedFacts(features: readonly Feature[]): Fact[] {
  const [first, ...others] = features.map(factsOf);
  if (first === undefined || others.length === 0) return [];
  return first.filter((fact) => others.every((facts) => facts.some((one) => isSame(one, fact))));
}

/** The facts of a feature that are not among those said once. */
export const ownFacts = (feature: Feature, shared: readonly Fact[]): Fact[] =>
  factsOf(feature).filter((fact) => !shared.some((one) => isSame(one, fact)));

const isSame = (a: Fact, b: Fact): boolean => a.label === b.label && a.text === b.text && a.code === b.code;
