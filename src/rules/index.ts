// Every rule: those over the whole graph, one file each, and those that each kind brings along.
import { byText } from '../core/compare.ts';
import type { FindingDraft } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Rule } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import { kinds } from '../kinds/index.ts';
import { withoutDoubles } from './doubles.ts';
import { rule as approvalChain } from './approval/chain.ts';
import { rule as approvalChanged } from './approval/changed.ts';
import { rule as approvalConditionOverdue } from './approval/condition-overdue.ts';
import { rule as approvalConditionUnowned } from './approval/condition-unowned.ts';
import { rule as approvalConditionsMissing } from './approval/conditions-missing.ts';
import { rule as approvalEmptied } from './approval/emptied.ts';
import { rule as approvalExpired } from './approval/expired.ts';
import { rule as approvalMissing } from './approval/missing.ts';
import { rule as approvalRole } from './approval/role.ts';
import { rule as catalogueEmpty } from './catalogue/empty.ts';
import { rule as claimContradicted } from './claim/contradicted.ts';
import { rule as claimLooseFigure } from './claim/loose-figure.ts';
import { rule as claimOtherModelVersion } from './claim/other-model-version.ts';
import { rule as claimOtherThreshold } from './claim/other-threshold.ts';
import { rule as claimRegressed } from './claim/regressed.ts';
import { rule as claimTwoValues } from './claim/two-values.ts';
import { rule as claimUnbound } from './claim/unbound.ts';
import { rule as completenessRequiredField } from './completeness/required-field.ts';
import { rule as completenessRequiredKind } from './completeness/required-kind.ts';
import { rule as confirmationNoLink } from './confirmation/no-link.ts';
import { rule as consistencyModelVersion } from './consistency/model-version.ts';
import { rule as consistencyNoFairnessAssessment } from './consistency/no-fairness-assessment.ts';
import { rule as consistencySliceNotMeasured } from './consistency/slice-not-measured.ts';
import { rule as consistencyUnwatchedLimit } from './consistency/unwatched-limit.ts';
import { rule as contentComponent } from './content/component.ts';
import { rule as contentExpression } from './content/expression.ts';
import { rule as contentHtml } from './content/html.ts';
import { rule as contentPlaceholder } from './content/placeholder.ts';
import { rule as contentProperty } from './content/property.ts';
import { rule as contentUrl } from './content/url.ts';
import { rule as crosswalkCatalogue } from './crosswalk/catalogue.ts';
import { rule as crosswalkCircular } from './crosswalk/circular.ts';
import { rule as crosswalkClause } from './crosswalk/clause.ts';
import { rule as crosswalkColumn } from './crosswalk/column.ts';
import { rule as crosswalkContradiction } from './crosswalk/contradiction.ts';
import { rule as crosswalkDiffers } from './crosswalk/differs.ts';
import { rule as crosswalkDuplicate } from './crosswalk/duplicate.ts';
import { rule as crosswalkFile } from './crosswalk/file.ts';
import { rule as crosswalkInert } from './crosswalk/inert.ts';
import { rule as crosswalkInvalid } from './crosswalk/invalid.ts';
import { rule as crosswalkRelationship } from './crosswalk/relationship.ts';
import { rule as decisionSupersededCited } from './decision/superseded-cited.ts';
import { rule as driftBasisDiffers } from './drift/basis-differs.ts';
import { rule as driftBreachNotRead } from './drift/breach-not-read.ts';
import { rule as driftChartNotDrawn } from './drift/chart-not-drawn.ts';
import { rule as driftCriesWolf } from './drift/cries-wolf.ts';
import { rule as driftDecisionWithoutBatch } from './drift/decision-without-batch.ts';
import { rule as driftLateDecision } from './drift/late-decision.ts';
import { rule as driftLimitAfterData } from './drift/limit-after-data.ts';
import { rule as driftLimitForOtherRule } from './drift/limit-for-other-rule.ts';
import { rule as driftMissingBatch } from './drift/missing-batch.ts';
import { rule as driftNoiseAsSignal } from './drift/noise-as-signal.ts';
import { rule as driftOtherModelVersion } from './drift/other-model-version.ts';
import { rule as driftRecordDiffers } from './drift/record-differs.ts';
import { rule as driftReferenceChanged } from './drift/reference-changed.ts';
import { rule as driftReport } from './drift/report.ts';
import { rule as driftReportedDiffers } from './drift/reported-differs.ts';
import { rule as driftRestingOnBreach } from './drift/resting-on-breach.ts';
import { rule as driftToolDisagrees } from './drift/tool-disagrees.ts';
import { rule as driftUndecidedBreach } from './drift/undecided-breach.ts';
import { rule as driftUnknownMethod } from './drift/unknown-method.ts';
import { rule as driftUnwatchedInput } from './drift/unwatched-input.ts';
import { rule as evidenceDigest } from './evidence/digest.ts';
import { rule as evidenceExpired } from './evidence/expired.ts';
import { rule as evidenceFailedRun } from './evidence/failed-run.ts';
import { rule as evidenceImpossibleValue } from './evidence/impossible-value.ts';
import { rule as evidenceMissing } from './evidence/missing.ts';
import { rule as evidencePointer } from './evidence/pointer.ts';
import { rule as evidenceRowsAboutPeople } from './evidence/rows-about-people.ts';
import { rule as evidenceShape } from './evidence/shape.ts';
import { rule as evidenceStale } from './evidence/stale.ts';
import { rule as evidenceTwoValues } from './evidence/two-values.ts';
import { rule as evidenceUnreadLineage } from './evidence/unread-lineage.ts';
import { rule as evidenceUnreadMetrics } from './evidence/unread-metrics.ts';
import { rule as evidenceUnregistered } from './evidence/unregistered.ts';
import { rule as explanationAdditivityGap } from './explanation/additivity-gap.ts';
import { rule as explanationApproachUndecided } from './explanation/approach-undecided.ts';
import { rule as explanationBackgroundMissing } from './explanation/background-missing.ts';
import { rule as explanationBackgroundWithoutUse } from './explanation/background-without-use.ts';
import { rule as explanationConstraintContradicted } from './explanation/constraint-contradicted.ts';
import { rule as explanationMissingFeature } from './explanation/missing-feature.ts';
import { rule as explanationNoReasonCode } from './explanation/no-reason-code.ts';
import { rule as explanationNotStated } from './explanation/not-stated.ts';
import { rule as explanationOtherOutputSpace } from './explanation/other-output-space.ts';
import { rule as explanationReasonsDiffer } from './explanation/reasons-differ.ts';
import { rule as explanationSensitiveInTop } from './explanation/sensitive-in-top.ts';
import { rule as explanationTooManyReasons } from './explanation/too-many-reasons.ts';
import { rule as explanationUnapprovedFeature } from './explanation/unapproved-feature.ts';
import { rule as explanationUnjustifiedFeature } from './explanation/unjustified-feature.ts';
import { rule as explanationUnknownCase } from './explanation/unknown-case.ts';
import { rule as explanationUnread } from './explanation/unread.ts';
import { rule as explanationUnregisteredFeature } from './explanation/unregistered-feature.ts';
import { rule as explanationUnstable } from './explanation/unstable.ts';
import { rule as fairnessBreachUnanswered } from './fairness/breach-unanswered.ts';
import { rule as fairnessNoComparisonGroup } from './fairness/no-comparison-group.ts';
import { rule as fairnessNoGroups } from './fairness/no-groups.ts';
import { rule as fairnessNoIntersection } from './fairness/no-intersection.ts';
import { rule as fairnessOtherModelVersion } from './fairness/other-model-version.ts';
import { rule as fairnessProxyNotAnalysed } from './fairness/proxy-not-analysed.ts';
import { rule as fairnessResultDiffers } from './fairness/result-differs.ts';
import { rule as fairnessThresholdAfterData } from './fairness/threshold-after-data.ts';
import { rule as fairnessTooFew } from './fairness/too-few.ts';
import { rule as independenceDeveloperApproves } from './independence/developer-approves.ts';
import { rule as independenceDeveloperValidates } from './independence/developer-validates.ts';
import { rule as linkSuspect } from './link/suspect.ts';
import { rule as mappingCatalogueVersion } from './mapping/catalogue-version.ts';
import { rule as mappingNoCell } from './mapping/no-cell.ts';
import { rule as mappingSupersededCatalogue } from './mapping/superseded-catalogue.ts';
import { rule as mappingUndecided } from './mapping/undecided.ts';
import { rule as mappingWithdrawnClause } from './mapping/withdrawn-clause.ts';
import { rule as oscalImport } from './oscal/import.ts';
import { rule as oscalInvalid } from './oscal/invalid.ts';
import { rule as oscalNoEffect } from './oscal/no-effect.ts';
import { unknownName } from './policy/unknown-name.ts';
import { rule as readBinary } from './read/binary.ts';
import { rule as readEncoding } from './read/encoding.ts';
import { rule as readOutside } from './read/outside.ts';
import { rule as readTooLarge } from './read/too-large.ts';
import { rule as readUnreadable } from './read/unreadable.ts';
import { rule as referenceAmbiguous } from './reference/ambiguous.ts';
import { rule as referenceCatalogue } from './reference/catalogue.ts';
import { rule as referenceCircular } from './reference/circular.ts';
import { rule as referenceDangling } from './reference/dangling.ts';
import { rule as referenceDuplicate } from './reference/duplicate.ts';
import { rule as referenceSideFile } from './reference/side-file.ts';
import { rule as referenceWrongKind } from './reference/wrong-kind.ts';
import { rule as reviewOverdue } from './review/overdue.ts';
import { rule as schemaInvalid } from './schema/invalid.ts';
import { rule as schemaMissingId } from './schema/missing-id.ts';
import { rule as schemaMissingPortfolio } from './schema/missing-portfolio.ts';
import { rule as schemaMissingTitle } from './schema/missing-title.ts';
import { rule as schemaUnclaimedFile } from './schema/unclaimed-file.ts';
import { rule as schemaUnknownField } from './schema/unknown-field.ts';
import { rule as schemaUnknownKind } from './schema/unknown-kind.ts';
import { rule as signatureAbsent } from './signature/absent.ts';
import { rule as signatureCardDiffers } from './signature/card-differs.ts';
import { rule as signatureExplainedOtherwise } from './signature/explained-otherwise.ts';
import { rule as signatureMissingFeature } from './signature/missing-feature.ts';
import { rule as signatureTypeDiffers } from './signature/type-differs.ts';
import { rule as signatureUnread } from './signature/unread.ts';
import { rule as signatureUnregisteredColumn } from './signature/unregistered-column.ts';
import { rule as signatureWidthDiffers } from './signature/width-differs.ts';
import { rule as syntaxCsv } from './syntax/csv.ts';
import { rule as syntaxFrontMatter } from './syntax/front-matter.ts';
import { rule as syntaxJson } from './syntax/json.ts';
import { rule as syntaxMdx } from './syntax/mdx.ts';
import { rule as syntaxYaml } from './syntax/yaml.ts';
import { rule as systemResidualRiskMissing } from './system/residual-risk-missing.ts';
import { rule as timeFutureRecord } from './time/future-record.ts';
import { rule as traceabilityNoControl } from './traceability/no-control.ts';
import { rule as traceabilityNoEvidence } from './traceability/no-evidence.ts';
import { rule as traceabilityNotAssessed } from './traceability/not-assessed.ts';
import { rule as validationConditionsMissing } from './validation/conditions-missing.ts';
import { rule as validationFailureUnanswered } from './validation/failure-unanswered.ts';
import { rule as validationFindingUnassigned } from './validation/finding-unassigned.ts';
import { rule as validationNotJudged } from './validation/not-judged.ts';
import { rule as validationOpinionContradicted } from './validation/opinion-contradicted.ts';
import { rule as validationOverdue } from './validation/overdue.ts';
import { rule as validationProfileDiffers } from './validation/profile-differs.ts';
import { rule as validationResultDiffers } from './validation/result-differs.ts';
import { rule as validationResultUnbound } from './validation/result-unbound.ts';
import { rule as validationThresholdAfterRun } from './validation/threshold-after-run.ts';
import { rule as validationUnproven } from './validation/unproven.ts';
import { rule as validationUnreasoned } from './validation/unreasoned.ts';
import { rule as validationUseAgainstOpinion } from './validation/use-against-opinion.ts';
import { rule as validationValidationOverdue } from './validation/validation-overdue.ts';
import { rule as waiverExpired } from './waiver/expired.ts';
import { rule as waiverNoEffect } from './waiver/no-effect.ts';
import { rule as waiverNoFinding } from './waiver/no-finding.ts';
import { rule as waiverTooLong } from './waiver/too-long.ts';

/** Rules over the whole graph, and those raised while files are read and put together. */
const own: readonly Rule[] = [
  approvalChain,
  approvalChanged,
  approvalConditionOverdue,
  approvalConditionUnowned,
  approvalConditionsMissing,
  approvalEmptied,
  approvalExpired,
  approvalMissing,
  approvalRole,
  catalogueEmpty,
  claimContradicted,
  claimLooseFigure,
  claimOtherModelVersion,
  claimOtherThreshold,
  claimRegressed,
  claimTwoValues,
  claimUnbound,
  completenessRequiredField,
  completenessRequiredKind,
  confirmationNoLink,
  consistencyModelVersion,
  consistencyNoFairnessAssessment,
  consistencySliceNotMeasured,
  consistencyUnwatchedLimit,
  contentComponent,
  contentExpression,
  contentHtml,
  contentPlaceholder,
  contentProperty,
  contentUrl,
  crosswalkCatalogue,
  crosswalkCircular,
  crosswalkClause,
  crosswalkColumn,
  crosswalkContradiction,
  crosswalkDiffers,
  crosswalkDuplicate,
  crosswalkFile,
  crosswalkInert,
  crosswalkInvalid,
  crosswalkRelationship,
  decisionSupersededCited,
  driftBasisDiffers,
  driftBreachNotRead,
  driftChartNotDrawn,
  driftCriesWolf,
  driftDecisionWithoutBatch,
  driftLateDecision,
  driftLimitAfterData,
  driftLimitForOtherRule,
  driftMissingBatch,
  driftNoiseAsSignal,
  driftOtherModelVersion,
  driftRecordDiffers,
  driftReferenceChanged,
  driftReport,
  driftReportedDiffers,
  driftRestingOnBreach,
  driftToolDisagrees,
  driftUndecidedBreach,
  driftUnknownMethod,
  driftUnwatchedInput,
  evidenceDigest,
  evidenceExpired,
  evidenceFailedRun,
  evidenceImpossibleValue,
  evidenceMissing,
  evidencePointer,
  evidenceRowsAboutPeople,
  evidenceShape,
  evidenceStale,
  evidenceTwoValues,
  evidenceUnreadLineage,
  evidenceUnreadMetrics,
  evidenceUnregistered,
  explanationAdditivityGap,
  explanationApproachUndecided,
  explanationBackgroundMissing,
  explanationBackgroundWithoutUse,
  explanationConstraintContradicted,
  explanationMissingFeature,
  explanationNoReasonCode,
  explanationNotStated,
  explanationOtherOutputSpace,
  explanationReasonsDiffer,
  explanationSensitiveInTop,
  explanationTooManyReasons,
  explanationUnapprovedFeature,
  explanationUnjustifiedFeature,
  explanationUnknownCase,
  explanationUnread,
  explanationUnregisteredFeature,
  explanationUnstable,
  fairnessBreachUnanswered,
  fairnessNoComparisonGroup,
  fairnessNoGroups,
  fairnessNoIntersection,
  fairnessOtherModelVersion,
  fairnessProxyNotAnalysed,
  fairnessResultDiffers,
  fairnessThresholdAfterData,
  fairnessTooFew,
  independenceDeveloperApproves,
  independenceDeveloperValidates,
  linkSuspect,
  mappingCatalogueVersion,
  mappingNoCell,
  mappingSupersededCatalogue,
  mappingUndecided,
  mappingWithdrawnClause,
  oscalImport,
  oscalInvalid,
  oscalNoEffect,
  unknownName(() => rules.map(({ id }) => id)),
  readBinary,
  readEncoding,
  readOutside,
  readTooLarge,
  readUnreadable,
  referenceAmbiguous,
  referenceCatalogue,
  referenceCircular,
  referenceDangling,
  referenceDuplicate,
  referenceSideFile,
  referenceWrongKind,
  reviewOverdue,
  schemaInvalid,
  schemaMissingId,
  schemaMissingPortfolio,
  schemaMissingTitle,
  schemaUnclaimedFile,
  schemaUnknownField,
  schemaUnknownKind,
  signatureAbsent,
  signatureCardDiffers,
  signatureExplainedOtherwise,
  signatureMissingFeature,
  signatureTypeDiffers,
  signatureUnread,
  signatureUnregisteredColumn,
  signatureWidthDiffers,
  syntaxCsv,
  syntaxFrontMatter,
  syntaxJson,
  syntaxMdx,
  syntaxYaml,
  systemResidualRiskMissing,
  timeFutureRecord,
  traceabilityNoControl,
  traceabilityNoEvidence,
  traceabilityNotAssessed,
  validationConditionsMissing,
  validationFailureUnanswered,
  validationFindingUnassigned,
  validationNotJudged,
  validationOpinionContradicted,
  validationOverdue,
  validationProfileDiffers,
  validationResultDiffers,
  validationResultUnbound,
  validationThresholdAfterRun,
  validationUnproven,
  validationUnreasoned,
  validationUseAgainstOpinion,
  validationValidationOverdue,
  waiverExpired,
  waiverNoEffect,
  waiverNoFinding,
  waiverTooLong,
];

/** Every rule there is, sorted by id. */
export const rules: readonly Rule[] = [...own, ...kinds.flatMap((kind) => kind.rules)].sort(
  byText(({ id }) => id),
);

const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

/** The severity a rule has before the policy has its say; `undefined` when there is no such rule. */
export const ruleSeverity = (id: string): Severity | undefined => severities.get(id);

/**
 * Runs every rule that has a check and yields what they find, by rule, in the order each rule finds it.
 * @param over those over the graph; or those over `portfolio.findings`, which the others have to have made before.
 */
export function runRules(portfolio: Portfolio, over: 'graph' | 'findings' = 'graph'): FindingDraft[] {
  const drafts: FindingDraft[] = [];
  for (const { id, check, over: own = 'graph' } of rules) {
    if (own !== over) continue;
    for (const finding of check?.(portfolio) ?? []) drafts.push({ rule: id, ...finding });
  }
  return withoutDoubles(drafts);
}
