import type { Artefact } from '../../core/artefact.ts';
import type { Cell } from '../../core/cell.ts';
import { asText } from '../../core/data.ts';
import type { Catalogue } from '../../core/obligation.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { frameworksOf } from './export-assessment-results.ts';
import { componentOf, controlsOf } from './export-components.ts';
import { controlIdOf, derivation } from './export-findings.ts';
import { metadataOf } from './export-metadata.ts';
import { People } from './export-people.ts';
import { catalogueResource, catalogueUuid, toResource } from './export-resources.ts';
import { listed, propsOf } from './export-text.ts';
import type { ComponentDefinition, OscalDefinedComponent, OscalRequirement } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/**
 * The controls of a system as OSCAL components: each with the clauses it is mapped to, by catalogue, and how far it
 * is in place. The same portfolio gives the same bytes.
 * Source: OSCAL 1.2 component definition model.
 */
export function componentDefinition(
  portfolio: Portfolio,
  system: System,
  draft: boolean,
): ComponentDefinition {
  const people = new People(portfolio, system.id);
  const cells = ofSystem(portfolio.cells, system.id);
  const frameworks = frameworksOf(portfolio, cells);
  const components = controlsOf(portfolio, system, cells).map((control): OscalDefinedComponent => {
    const { remarks, ...component } = componentOf(control, people);
    const implementations = frameworks.flatMap(({ catalogue, cells: own }) => {
      const served = own.filter((cell) => cell.controls.includes(control.id));
      return served.length === 0 ? [] : [implementationOf(portfolio, system, control, catalogue, served)];
    });
    return {
      ...component,
      ...listed('control-implementations', implementations),
      ...(remarks !== undefined && { remarks }),
    };
  });
  const resources = frameworks.map(({ catalogue }) => catalogueResource(catalogue));
  return {
    'component-definition': {
      uuid: uuidOf('component-definition', system.id),
      metadata: metadataOf(`Controls of ${system.title}`, { portfolio, system, people, draft }),
      ...listed('components', components),
      ...(resources.length > 0 && { 'back-matter': { resources } }),
    },
  };
}

type Implementation = NonNullable<OscalDefinedComponent['control-implementations']>[number];

const implementationOf = (
  portfolio: Portfolio,
  system: System,
  control: Artefact,
  catalogue: Catalogue,
  cells: readonly Cell[],
): Implementation => ({
  uuid: uuidOf('control-implementation', system.id, control.id, catalogue.id),
  source: toResource(catalogueUuid(catalogue.id)),
  description: `Clauses of ${catalogue.title} that the mapping meets with this control.`,
  props: propsOf({ catalogue: catalogue.id, version: catalogue.version }),
  'implemented-requirements': cells.map((cell) => requirementOf(portfolio, system, control, cell)),
});

function requirementOf(
  { index }: Portfolio,
  system: System,
  control: Artefact,
  cell: Cell,
): OscalRequirement {
  const clause = index.clauses.get(cell.obligation);
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const path = cell.paths[cell.controls.indexOf(control.id)];
  return {
    uuid: uuidOf('requirement', system.id, control.id, cell.obligation),
    'control-id': controlIdOf(cell.obligation),
    description: cell.derived_from
      ? `Carried over from ${derivation(cell.derived_from)}.`
      : (asText(row?.data['applicability_rationale']) ??
        `Mapped to ${clause?.ref ?? cell.obligation} ${clause?.title ?? ''}`.trim()),
    props: propsOf({
      obligation: cell.obligation,
      'implementation-status': asText(control.data['implementation_status']),
      'control-state': path,
      state: cell.state,
      timing: cell.timing,
      relationship: asText(row?.data['relationship']),
      combine: cell.controls.length > 1 ? (asText(row?.data['combine']) ?? 'all-of') : null,
      derived: cell.derived ? 'yes' : null,
    }),
    remarks: cell.reason,
  };
}
