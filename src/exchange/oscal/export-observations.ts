import type { Artefact } from '../../core/artefact.ts';
import type { Cell } from '../../core/cell.ts';
import { byText } from '../../core/compare.ts';
import { asRecord, asText } from '../../core/data.ts';
import { isDate } from '../../core/date.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { componentUuid, systemUuid } from './export-components.ts';
import type { People } from './export-people.ts';
import { evidenceUuid, toResource } from './export-resources.ts';
import { endOf, lineOf, listed, propsOf, startOf } from './export-text.ts';
import type { OscalObservation } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/** What an observation is about: one framework's part of a system's cells. */
export interface Scope {
  portfolio: Portfolio;
  system: string;
  framework: string;
  cells: readonly Cell[];
  people: People;
}

/** The UUID of the observation of some evidence. */
export const evidenceObservation = ({ system, framework }: Scope, evidence: string): string =>
  uuidOf('observation', system, framework, 'evidence', evidence);
/** The UUID of the observation of a control. */
export const controlObservation = ({ system, framework }: Scope, control: string): string =>
  uuidOf('observation', system, framework, 'control', control);
const scopeObservation = ({ system }: Scope, obligation: string): string =>
  uuidOf('observation', system, 'applicability', obligation);

/** The evidence that the cells of a scope cite and that a register knows, by id. */
export const evidenceIn = ({ portfolio, cells }: Pick<Scope, 'portfolio' | 'cells'>): Evidence[] =>
  [...new Set(cells.flatMap((cell) => cell.evidence))]
    .flatMap((id) => portfolio.index.evidence.get(id) ?? [])
    .sort(byText(({ id }) => id));

/** Whether somebody tested a control, so that there is an observation of it. */
export const assessmentOf = (control: Artefact | undefined): Record<string, unknown> | null => {
  const record = asRecord(control?.data['assessment']);
  return record && isDate(record['assessed_on']) ? record : null;
};

/** Everything that was looked at: files, tests of controls, decisions that a clause does not apply. */
export const observationsOf = (scope: Scope, controls: readonly Artefact[]): OscalObservation[] => [
  ...evidenceIn(scope).map((record) => ofEvidence(scope, record)),
  ...controls.flatMap((control) => ofControl(scope, control)),
  ...scope.cells.filter((cell) => cell.state === 'not-applicable').map((cell) => ofScoping(scope, cell)),
];

function ofEvidence(scope: Scope, record: Evidence): OscalObservation {
  const { portfolio, cells, system } = scope;
  const citing = cells.filter((cell) => cell.evidence.includes(record.id));
  const controls = [...new Set(citing.flatMap((cell) => cell.controls))].sort();
  const collected = record.captured_at ?? portfolio.as_of;
  return {
    uuid: evidenceObservation(scope, record.id),
    title: lineOf(record.title),
    description: `File \`${record.file}\`, registered as \`${record.id}\`: its digest and dates were compared with the register.`,
    props: propsOf({ id: record.id, state: record.state, provenance: record.provenance }),
    methods: methodsOf(portfolio, citing),
    types: ['control-objective'],
    subjects: [systemUuid(system), ...controls.map(componentUuid)].map((uuid) => ({
      'subject-uuid': uuid,
      type: 'component',
    })),
    'relevant-evidence': [
      {
        href: toResource(evidenceUuid(record.id)),
        description: record.description ?? record.title,
        props: propsOf({ file: record.file, sha256: record.sha256 }),
      },
    ],
    collected: startOf(collected),
    ...(record.valid_until !== null && { expires: endOf(record.valid_until) }),
    remarks: [
      record.why === null
        ? `The file holds on ${portfolio.as_of}.`
        : `The file does not hold on ${portfolio.as_of}: ${record.why}.`,
      ...(record.captured_at === null ? ['The register does not say when it was captured.'] : []),
    ].join(' '),
  };
}

/** The methods that the citing rows state; a file that no row says more of was examined. */
function methodsOf({ index }: Portfolio, cells: readonly Cell[]): string[] {
  const stated = cells.flatMap((cell) => {
    const row = cell.row === null ? undefined : index.items.get(cell.row);
    return asText(row?.data['assessment_method']) ?? [];
  });
  return stated.length === 0 ? ['EXAMINE'] : [...new Set(stated)].sort();
}

function ofControl(scope: Scope, control: Artefact): OscalObservation[] {
  const assessment = assessmentOf(control);
  const on = assessment?.['assessed_on'];
  if (!assessment || !isDate(on) || !scope.cells.some((cell) => cell.controls.includes(control.id)))
    return [];
  const sample = asText(assessment['sample']);
  return [
    {
      uuid: controlObservation(scope, control.id),
      title: lineOf(`Test of ${control.title}`),
      description: asText(assessment['result']) ?? control.title,
      props: propsOf({
        id: control.id,
        design: asText(assessment['design']),
        operation: asText(assessment['operation']),
      }),
      methods: [asText(assessment['method']) ?? 'UNKNOWN'],
      types: ['control-objective'],
      ...listed('origins', scope.people.origins('assessor', asText(assessment['assessed_by']))),
      subjects: [{ 'subject-uuid': componentUuid(control.id), type: 'component' }],
      collected: startOf(on),
      ...(sample !== null && { remarks: `Sample: ${sample}` }),
    },
  ];
}

function ofScoping(scope: Scope, cell: Cell): OscalObservation {
  const { index, as_of } = scope.portfolio;
  const clause = index.clauses.get(cell.obligation);
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const on = row?.data['assessed_on'];
  return {
    uuid: scopeObservation(scope, cell.obligation),
    title: lineOf(`Not applicable: ${clause?.ref ?? cell.obligation} ${clause?.title ?? ''}`),
    description: cell.reason,
    props: propsOf({ obligation: cell.obligation, state: cell.state }),
    methods: [asText(row?.data['assessment_method']) ?? 'EXAMINE'],
    types: ['applicability'],
    ...listed('origins', scope.people.origins('assessor', asText(row?.data['decided_by']))),
    collected: startOf(isDate(on) ? on : as_of),
  };
}
