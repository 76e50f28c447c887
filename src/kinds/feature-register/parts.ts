/** Which page holds the rows of a feature register. */
import type { Artefact } from '../../core/artefact.ts';
import { rowLayout, textBytes, type RowLayout } from '../row-parts.ts';
import { ownFacts, sharedFacts } from './facts.ts';
import { groupsOf, type Group } from './head.ts';
import type { Feature } from './schema.ts';

export type FeatureRow = Group['rows'][number];

/** The features by use, with the pages they stand on. */
export interface Layout extends RowLayout<FeatureRow, Group> {
  groups: readonly Group[];
}

/**
 * The pages of a register.
 * @param base length of the site's base path, which every link repeats
 */
export function layoutOf(artefact: Pick<Artefact, 'items' | 'body'>, base = 0): Layout {
  const groups = groupsOf(artefact.items);
  // Measured on built pages; a row has up to six links.
  const shared = new Map(
    groups.flatMap(({ rows }) => {
      const said = sharedFacts(rows.map(({ feature }) => feature));
      return rows.map((row) => [row.feature, said] as const);
    }),
  );
  const bytesOf = ({ feature }: FeatureRow): number =>
    900 + 6 * base + textBytes([shownOf(feature), ownFacts(feature, shared.get(feature) ?? [])]);
  return { groups, ...rowLayout(artefact, groups, bytesOf, namesRoom, titleOf) };
}

/** Nothing else on the page grows with the register. */
const namesRoom = 32_000;

const titleOf = (rows: readonly FeatureRow[]): string =>
  rows.length === 1 ? rows[0]!.item.local : `${rows[0]!.item.local} to ${rows.at(-1)!.item.local}`;

/** What a row shows of a feature in its own words. */
const shownOf = (feature: Feature): unknown[] => [
  feature.business_name,
  feature.definition,
  feature.unit_or_categories,
  feature.columns,
  feature.exclusion_reason ?? feature.justification,
  feature.lineage ?? feature.source,
  feature.proxy_test,
  feature.adverse_action_reason,
];
