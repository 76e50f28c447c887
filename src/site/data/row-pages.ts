/** The pages of full rows below the artefacts that are too long for their own page. */
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { layoutOf as mappingLayout, type Layout, type Part } from '../../kinds/compliance-mapping/parts.ts';
import { layoutOf as modesLayout, type Layout as Modes } from '../../kinds/failure-modes/parts.ts';
import { layoutOf as featuresLayout, type Layout as Features } from '../../kinds/feature-register/parts.ts';
import { href } from '../../ui/href.ts';

/** A page of full rows, with the mapping it belongs to. */
export interface MappingPage {
  artefact: Artefact;
  layout: Layout;
  part: Part;
}

/** A page of full rows, with the artefact it belongs to and all pages of it. */
interface RowsPage<Part> {
  artefact: Artefact;
  part: Part;
  parts: readonly Part[];
}
export type FeaturesPage = RowsPage<Features['parts'][number]>;
export type ModesPage = RowsPage<Modes['parts'][number]>;

/** Every page of full rows of every mapping; a mapping that fits its own page has none. */
export const mappingPages = (portfolio: Portfolio): MappingPage[] =>
  ofSystems(portfolio, 'compliance-mapping').flatMap((artefact) => {
    const layout = mappingLayout(artefact, portfolio, base());
    return layout.parts.map((part) => ({ artefact, layout, part }));
  });

/** Every page of full rows of every feature register. */
export const featurePages = (portfolio: Portfolio): FeaturesPage[] =>
  ofSystems(portfolio, 'feature-register').flatMap((artefact) => {
    const { parts } = featuresLayout(artefact, base());
    return parts.map((part) => ({ artefact, part, parts }));
  });

/** Every page of full rows of every analysis of failure modes. */
export const modesPages = (portfolio: Portfolio): ModesPage[] =>
  ofSystems(portfolio, 'failure-modes').flatMap((artefact) => {
    const { parts } = modesLayout(artefact, base());
    return parts.map((part) => ({ artefact, part, parts }));
  });

const ofSystems = ({ artefacts }: Portfolio, kind: string): Artefact[] =>
  artefacts.filter((artefact) => artefact.kind === kind && artefact.system !== null);

/** The length of the site's base path, which every link repeats. */
const base = (): number => href('/').length - 1;
