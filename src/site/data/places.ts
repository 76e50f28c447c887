/** Where things stand whose page had to be parted: every link to one leads to the page that has it. */
import { anchorOf } from '../../core/address.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { anchorIn, partAddress as mappingAddress } from '../../kinds/compliance-mapping/parts.ts';
import { partAddress } from '../../kinds/row-parts.ts';
import { cutAddress } from './navigation.ts';
import { peoplePages } from './people.ts';
import { featurePages, mappingPages, modesPages } from './row-pages.ts';
import { artefactAddress } from './slots.ts';
import { registerPages } from './split.ts';

/** Sets the address of each thing that does not stand where its id alone tells. */
export function placeParted(portfolio: Portfolio): void {
  const { nodes } = portfolio.index;
  for (const node of nodes.values()) if (node.address !== undefined) delete node.address;
  const place = (id: string, page: string, anchor: string): void => {
    const node = nodes.get(id);
    if (node) node.address = `${page}#${anchor}`;
  };
  const people = peoplePages(portfolio);
  for (const { address, parties } of people.slice(1))
    for (const { id } of parties) place(id, address, anchorOf(id));
  for (const { params, props } of registerPages(portfolio.waivers, portfolio).slice(1))
    for (const { id } of props.groups.flatMap(({ rows }) => rows))
      place(id, cutAddress('waivers', params.system!), anchorOf(id));
  for (const { artefact, part } of [...featurePages(portfolio), ...modesPages(portfolio)])
    for (const { item } of part.rows)
      place(item.id, partAddress(artefactAddress(artefact), part), anchorOf(item.local));
  for (const { artefact, layout, part } of mappingPages(portfolio)) {
    // Rows that the mapping's own page lists have their anchor there.
    if ([...layout.listed].some(({ catalogue }) => catalogue === part.catalogue)) continue;
    for (const mapped of part.rows)
      place(mapped.item.id, mappingAddress(artefactAddress(artefact), part), anchorIn(mapped));
  }
}
