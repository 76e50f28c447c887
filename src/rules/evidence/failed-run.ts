import { isProof } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { failedAssertions, lastRuns, lineageOf } from '../../evidence/lineage/runs.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/failed-run',
  severity: 'warning',
  what: 'By the lineage on file, the last run of a job failed, was broken off, never ended, or made a check of its data that did not hold.',
  why: 'What a model was trained on or scores with was made by that run, or should have been. A register that cites the lineage as proof of the pipeline cites a run that did not do its work.',
  fix: 'Register the lineage of the run that put it right, or say in the pipeline document what was done about it.',
  source: 'OpenLineage 2-0-2: `eventType`, `dataQualityAssertions`',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      const lineage = lineageOf(evidence);
      if (lineage === null || !isProof(evidence.state)) continue;
      for (const run of lastRuns(lineage)) {
        const failed = failedAssertions(run).map(
          ({ dataset, assertion }) =>
            `${code(assertion.name)}${assertion.column === null ? '' : ` of ${code(assertion.column)}`} in ${code(dataset.name)}`,
        );
        const says =
          run.state === 'complete'
            ? failed.length === 0
              ? null
              : `ended, and ${failed.length === 1 ? 'a check' : `${failed.length} checks`} did not hold: ${failed.join(', ')}`
            : { fail: 'failed', abort: 'was broken off', running: 'never ended' }[run.state];
        if (says === null) continue;
        yield {
          message: `the last run of ${code(run.job)}, ${code(run.id)}, ${says}`,
          at: run.at,
          subject: evidence.id,
          detail: `${run.namespace} ${run.job}`,
          related: [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }],
          fix: 'register the lineage of the run that put it right, or say what was done about it',
        };
      }
    }
  },
});
