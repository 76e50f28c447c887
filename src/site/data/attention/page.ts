/** The pages of everything that needs attention: one, or a first one and those of each system. */
import { ofSystem, once } from '../../../core/once.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import { attentionOf } from './list.ts';
import type { Matter } from './matter.ts';
import { partedPages, slugOf, type PartedPage } from '../parted.ts';
import { sortSystems } from '../systems.ts';

export interface AttentionPath {
  params: { page: string | undefined };
  props: { page: PartedPage<Matter> };
}

const everything = once((portfolio: Portfolio) => attentionOf(portfolio));

/** Every matter of the portfolio, or of one system, or of `null` what belongs to none, in the order of the list. */
export const mattersOf = (portfolio: Portfolio, system?: string | null): readonly Matter[] =>
  system === undefined ? everything(portfolio) : ofSystem(everything(portfolio), system);

/** The pages of the list, for the router. */
export const attentionPaths = once((portfolio: Portfolio): AttentionPath[] =>
  partedPages(everything(portfolio), sortSystems(portfolio.systems), bytesOf, 44_000).map((page) => ({
    params: { page: page.slug },
    props: { page },
  })),
);

/** The root-relative address of all that needs attention, in a system or everywhere; one page is narrowed to the system. */
export const attentionAddress = (portfolio: Portfolio, system: System | null): string =>
  system === null
    ? '/attention/'
    : attentionPaths(portfolio).length > 1
      ? `/attention/${slugOf(system, 1)}/`
      : `/attention/?system=${system.id}`;

/** About how many bytes a row takes, measured on built pages: the text as it is, and its markup. */
const bytesOf = ({ title, text, address }: Matter): number =>
  760 + Buffer.byteLength(title) + Buffer.byteLength(text) + address.length;
