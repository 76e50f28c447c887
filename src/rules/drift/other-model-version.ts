import { spotOf } from '../../core/artefact.ts';
import { asRecord, asText } from '../../core/data.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/other-model-version',
  severity: 'warning',
  what: 'The latest drift readings of a system are of another model version than the one in production, or their file and the register name two versions.',
  why: 'Scores of another version drift by themselves, and inputs of the old one may not be those of the new. A monitor that still reads last year’s model watches nothing that runs.',
  fix: 'Produce the evidence from the version in production, or correct `model_version` in the register, or `production_version` of the system.',
  source: 'Review practice X7; PRA SS1/23 Principle 4.4',
  *check(portfolio) {
    const { index } = portfolio;
    for (const id of latestEvidence(portfolio)) {
      const evidence = index.evidence.get(id)!;
      const inFile = asText(asRecord(evidence.content)?.['model_version']);
      const stated = evidence.model_version;
      if (stated !== null && inFile !== null && stated !== inFile) {
        yield {
          message: `evidence ${code(id)} is registered for model version ${code(stated)}, and its file says ${code(inFile)}`,
          at: within(evidence.at, 'model_version'),
          subject: id,
          detail: 'register',
          fix: 'correct `model_version` in the register, or register the right file',
        };
        continue;
      }
      const profile = evidence.system === null ? null : (index.systems.get(evidence.system)?.profile ?? null);
      const running = asText(profile?.data['production_version']);
      const version = inFile ?? stated;
      if (profile === null || running === null || version === null || version === running) continue;
      yield {
        message: `the latest drift readings of ${code(evidence.system!)} (${code(id)}) are of model version ${code(version)}; in production is ${code(running)}`,
        at: stated === null ? evidence.at : within(evidence.at, 'model_version'),
        subject: id,
        detail: 'production',
        related: [{ at: spotOf(profile, ['production_version']), message: 'the version in production' }],
        fix: 'produce the evidence from the version in production',
      };
    }
  },
});

/** The files that hold the last reading of something, in the order of the readings; older files are history. */
function latestEvidence({ drift }: Portfolio): Set<string> {
  const last = new Map<string, string>();
  for (let i = 0; i < drift.length; i++) {
    const row = drift[i]!;
    const next = drift[i + 1];
    // The readings of a series follow one another: only the last of each run is asked for its key.
    if (next !== undefined && isSameSeries(row, next)) continue;
    last.set([row.system, row.source, row.feature, row.method, row.baseline].join('\n'), row.evidence);
  }
  return new Set(last.values());
}

const isSameSeries = (a: DriftRow, b: DriftRow): boolean =>
  a.feature === b.feature &&
  a.method === b.method &&
  a.baseline === b.baseline &&
  a.system === b.system &&
  a.source === b.source;
