import type { Artefact } from '../../core/artefact.ts';
import type { Cell } from '../../core/cell.ts';
import { byText } from '../../core/compare.ts';
import { asText } from '../../core/data.ts';
import { grouping } from '../../core/once.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { People } from './export-people.ts';
import { lineOf, listed, propsOf } from './export-text.ts';
import type { OscalComponent, OscalSystemComponent } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/** The UUID of the component that a control is. */
export const componentUuid = (control: string): string => uuidOf('component', control);
/** The UUID of the component that a system is. */
export const systemUuid = (system: string): string => uuidOf('system', system);

const ofKind = grouping((artefact: Artefact) => artefact.kind);

/** The controls of a system, by id: its own, and those of the library that its cells rest on. */
export function controlsOf(portfolio: Portfolio, system: System, cells: readonly Cell[]): Artefact[] {
  const used = new Set(cells.flatMap((cell) => cell.controls));
  return ofKind(portfolio.artefacts, 'control')
    .filter(({ id, system: home }) => home === system.id || used.has(id))
    .sort(byText(({ id }) => id));
}

/**
 * A control as a component, with the same UUID wherever it appears. What people carry out is a procedure, what a
 * machine does is software, what only directs is a policy.
 */
export function componentOf(control: Artefact, people: People): OscalComponent {
  const { data } = control;
  const status = asText(data['implementation_status']);
  const rationale = asText(data['status_rationale']);
  return {
    uuid: componentUuid(control.id),
    type: typeOf(data),
    title: lineOf(control.title),
    description: asText(data['description']) ?? control.title,
    props: propsOf({
      id: control.id,
      type: asText(data['type']),
      nature: asText(data['nature']),
      frequency: asText(data['frequency']),
      'implementation-status': status,
    }),
    ...listed(
      'responsible-roles',
      people.responsible('control-owner', asText(data['control_owner']) ?? asText(data['owner'])),
    ),
    ...(rationale !== null && { remarks: rationale }),
  };
}

function typeOf(data: Readonly<Record<string, unknown>>): string {
  if (data['type'] === 'directive') return 'policy';
  return data['nature'] === 'automated' ? 'software' : 'process-procedure';
}

/** The controls of a system and the system itself, as the components that results speak of. */
export function systemComponents(
  system: System,
  controls: readonly Artefact[],
  people: People,
): OscalSystemComponent[] {
  const self: OscalSystemComponent = {
    uuid: systemUuid(system.id),
    type: 'this-system',
    title: lineOf(system.title),
    description: asText(system.profile?.data['description']) ?? system.title,
    props: propsOf({
      id: system.id,
      'risk-tier': system.risk_tier,
      'lifecycle-stage': system.lifecycle_stage,
    }),
    status: { state: stageState(system.lifecycle_stage) },
  };
  const others = controls.map((control): OscalSystemComponent => {
    const { remarks, ...component } = componentOf(control, people);
    const status = { state: controlState(asText(control.data['implementation_status'])) };
    return { ...component, status, ...(remarks !== undefined && { remarks }) };
  });
  return [self, ...others];
}

type ComponentState = OscalSystemComponent['status']['state'];

/** Where a system stands in its life, in OSCAL's four words. */
function stageState(stage: string | null): ComponentState {
  if (stage === null || stage === 'not-built' || stage === 'suspended') return 'other';
  if (stage === 'retired') return 'disposition';
  return ['shadow', 'limited-release', 'in-production', 'restricted'].includes(stage)
    ? 'operational'
    : 'under-development';
}

const controlState = (status: string | null): ComponentState =>
  status === 'implemented' || status === 'alternative'
    ? 'operational'
    : status === 'planned' || status === 'partial'
      ? 'under-development'
      : 'other';
