import type { Cell } from '../../core/cell.ts';
import type { Catalogue } from '../../core/obligation.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { evidencedShare, formatShare } from '../../core/totals.ts';
import { controlsOf, systemComponents } from './export-components.ts';
import { controlIdOf, findingOf, objectiveIdOf } from './export-findings.ts';
import { metadataOf } from './export-metadata.ts';
import { evidenceIn, observationsOf, type Scope } from './export-observations.ts';
import { People } from './export-people.ts';
import {
  catalogueResource,
  catalogueUuid,
  evidenceResource,
  planResource,
  planUuid,
  toResource,
} from './export-resources.ts';
import { isRisk, riskOf } from './export-risks.ts';
import { casebookNamespace, lineOf, listed, propsOf, startOf } from './export-text.ts';
import type { AssessmentResults, OscalResult } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/**
 * The cells of a system as OSCAL assessment results: one result per framework, with a finding per cell in scope, an
 * observation per file and test, and a risk per hole. The same portfolio gives the same bytes.
 * Source: OSCAL 1.2 assessment results model.
 * @returns `null` for a system that answers to no framework: results of nothing are none.
 */
export function assessmentResults(
  portfolio: Portfolio,
  system: System,
  draft: boolean,
): AssessmentResults | null {
  const people = new People(portfolio, system.id);
  const cells = ofSystem(portfolio.cells, system.id);
  const frameworks = frameworksOf(portfolio, cells);
  if (frameworks.length === 0) return null;
  const results = frameworks.map(({ catalogue, cells: own }) =>
    resultOf(
      { portfolio, system: system.id, framework: catalogue.id, cells: own, people },
      system,
      catalogue,
    ),
  );
  const objectives = frameworks.flatMap(({ catalogue, cells: own }) =>
    own.filter(isReviewed).map((cell) => {
      const clause = portfolio.index.clauses.get(cell.obligation);
      const title = lineOf(`${clause?.ref ?? cell.obligation} ${clause?.title ?? ''}`);
      return {
        'control-id': controlIdOf(cell.obligation),
        description: title,
        props: propsOf({ obligation: cell.obligation, catalogue: catalogue.id }),
        parts: [
          {
            id: objectiveIdOf(catalogue.id, cell.obligation),
            name: 'assessment-objective',
            title,
            prose: clause?.summary || title,
          },
        ],
      };
    }),
  );
  return {
    'assessment-results': {
      uuid: uuidOf('assessment-results', system.id),
      metadata: metadataOf(`Assessment results: ${system.title}`, { portfolio, system, people, draft }),
      'import-ap': {
        href: toResource(planUuid(system.id)),
        remarks: 'The compliance mapping stands for the assessment plan.',
      },
      ...(objectives.length > 0 && {
        'local-definitions': {
          'objectives-and-methods': objectives,
          remarks:
            'One objective per clause: every control and all evidence that the mapping names for it hold on the ' +
            'as-of date. Clause texts are summaries; the catalogue is the source.',
        },
      }),
      results,
      'back-matter': {
        resources: [
          planResource(system),
          ...frameworks.map(({ catalogue }) => catalogueResource(catalogue)),
          ...evidenceIn({ portfolio, cells }).map(evidenceResource),
        ],
      },
    },
  };
}

/** The catalogues that cells belong to, in the portfolio's order, each with its cells. */
export function frameworksOf(
  { catalogues, index }: Portfolio,
  cells: readonly Cell[],
): { catalogue: Catalogue; cells: Cell[] }[] {
  const groups = Map.groupBy(cells, (cell) => index.clauses.get(cell.obligation)?.catalogue);
  return catalogues.flatMap((catalogue) => {
    const own = groups.get(catalogue.id);
    return own ? [{ catalogue, cells: own }] : [];
  });
}

/** Whether a clause was judged; that one does not apply is an observation and no judgement. */
const isReviewed = (cell: Cell): boolean => cell.state !== 'not-applicable';

function resultOf(scope: Scope, system: System, catalogue: Catalogue): OscalResult {
  const { portfolio, cells, people } = scope;
  const controls = controlsOf(portfolio, system, cells).filter(({ id }) =>
    cells.some((cell) => cell.controls.includes(id)),
  );
  const reviewed = cells.filter(isReviewed);
  const outside = cells.filter((cell) => !isReviewed(cell));
  const title = lineOf(`${system.title}: ${catalogue.short_title}`);
  const share = `Evidenced: ${formatShare(evidencedShare(cells))}.`;
  return {
    uuid: uuidOf('result', system.id, catalogue.id),
    title,
    description: `State of every clause of ${catalogue.title} that falls on the system, as of ${portfolio.as_of}. ${share}`,
    start: startOf(portfolio.as_of),
    props: propsOf({ catalogue: catalogue.id, version: catalogue.version }),
    'local-definitions': { components: systemComponents(system, controls, people) },
    'reviewed-controls': {
      description: `Clauses of \`${catalogue.id}\`, by their id in that catalogue (${toResource(catalogueUuid(catalogue.id))}).`,
      'control-selections': [
        {
          description:
            'Excluded are clauses decided not to apply, each with its reason among the observations.',
          'include-controls': cells.map(({ obligation }) => ({ 'control-id': controlIdOf(obligation) })),
          ...listed(
            'exclude-controls',
            outside.map(({ obligation }) => ({ 'control-id': controlIdOf(obligation) })),
          ),
        },
      ],
      ...(reviewed.length > 0 && {
        'control-objective-selections': [
          {
            'include-objectives': reviewed.map(({ obligation }) => ({
              'objective-id': objectiveIdOf(catalogue.id, obligation),
            })),
          },
        ],
      }),
    },
    ...listed('attestations', attestationsOf(scope, system)),
    ...listed('observations', observationsOf(scope, controls)),
    ...listed(
      'risks',
      cells.filter(isRisk).map((cell) => riskOf(scope, cell)),
    ),
    ...listed(
      'findings',
      reviewed.map((cell) => findingOf(scope, cell)),
    ),
    remarks: 'A state is the weakest link of what the record names; it does not say that anything complies.',
  };
}

/** The approvals of the mapping that stand on the as-of date. */
function attestationsOf(
  { portfolio, framework, people }: Scope,
  system: System,
): NonNullable<OscalResult['attestations']> {
  const standing = new Set(
    system.artefacts.flatMap(({ kind, approval }) =>
      kind === 'compliance-mapping' && approval.status === 'approved' ? (approval.by ?? []) : [],
    ),
  );
  return portfolio.approvals
    .filter(({ id }) => standing.has(id))
    .map((approval) => ({
      ...listed('responsible-parties', people.responsible('approver', approval.approver)),
      parts: [
        {
          uuid: uuidOf('attestation', approval.id, framework),
          name: 'approval',
          ns: casebookNamespace,
          title: 'Approval of the mapping',
          prose:
            `${approval.decision} on ${approval.date} by ${people.title(approval.approver)}` +
            `${approval.valid_until === null ? '' : `, until ${approval.valid_until}`}. Recorded, not authenticated.`,
        },
      ],
    }));
}
