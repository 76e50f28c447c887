import type { Item } from '../../core/artefact.ts';
import type { HeadOf } from '../../core/view.ts';
import { usages, type Feature } from './schema.ts';

/** Features of one use, in the order of the register. */
export interface Group {
  slug: string;
  text: string;
  rows: { item: Item; feature: Feature }[];
}

const titles: Record<(typeof usages)[number] | 'unstated', string> = {
  'model-input': 'Inputs of the model',
  'rule-input': 'Inputs of rules around the model',
  'monitoring-only': 'Watched, not used',
  'fairness-testing-only': 'Used for fairness tests only',
  excluded: 'Considered and left out',
  unstated: 'Use not stated',
};

/** The register’s features by use: what the model sees first, what was left out last. */
export function groupsOf(items: readonly Item[]): Group[] {
  const rows = items
    .filter((item) => item.kind === 'feature')
    .map((item) => ({ item, feature: item.data as Feature }));
  return [...usages, 'unstated' as const]
    .map((usage) => ({
      slug: usage,
      text: titles[usage],
      rows: rows.filter(({ feature }) => (feature.usage ?? 'unstated') === usage),
    }))
    .filter((group) => group.rows.length > 0);
}

/** Whether a feature has to do with a protected attribute, as far as the register says. */
export const isSensitive = (feature: Feature): boolean =>
  feature.protected_attribute_relation !== undefined && feature.protected_attribute_relation !== 'none';

/** The register’s finding: how many inputs are approved, and how many proxies are tested. */
export const head: HeadOf = ({ artefact }) => {
  const groups = groupsOf(artefact.items);
  const inputs = groups.find((group) => group.slug === 'model-input')?.rows ?? [];
  const approved = inputs.filter(({ feature }) => feature.status === 'approved').length;
  const sensitive = groups.flatMap((group) => group.rows).filter(({ feature }) => isSensitive(feature));
  const tested = sensitive.filter(({ feature }) => feature.proxy_test !== undefined).length;
  const proxies =
    sensitive.length === 0
      ? 'no feature is related to a protected attribute'
      : `${tested} of ${sensitive.length} related to protected attributes tested`;
  return {
    headline:
      inputs.length === 0 ? null : `${approved} of ${inputs.length} model inputs are approved; ${proxies}`,
    sections: [
      ...groups.map(({ slug, text }) => ({ slug, text })),
      { slug: 'selection', text: 'How they were chosen' },
    ],
    doesNotProve:
      'That these are the columns the model was trained on: that is checked against explanation evidence where there is some. A tested proxy is tested by the method named, and by no other.',
  };
};
