/** The pages of full rows below the mappings that are too long for their own page. */
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { layoutOf, type Layout, type Part } from '../../kinds/compliance-mapping/parts.ts';
import { href } from '../../ui/href.ts';

/** A page of full rows, with the mapping it belongs to. */
export interface MappingPage {
  artefact: Artefact;
  layout: Layout;
  part: Part;
}

/** Every page of full rows of every mapping; a mapping that fits its own page has none. */
export const mappingPages = (portfolio: Portfolio): MappingPage[] =>
  portfolio.artefacts
    .filter((artefact) => artefact.kind === 'compliance-mapping' && artefact.system !== null)
    .flatMap((artefact) => {
      const layout = layoutOf(artefact, portfolio, href('/').length - 1);
      return layout.parts.map((part) => ({ artefact, layout, part }));
    });
