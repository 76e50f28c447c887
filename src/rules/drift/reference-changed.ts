import { spotOf } from '../../core/artefact.ts';
import { byText, compareText } from '../../core/compare.ts';
import { asRecord, asText } from '../../core/data.ts';
import { isDate } from '../../core/date.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { isProfile } from '../../evidence/content.ts';
import { baselinesOf, isCalled } from '../../evidence/drift/baselines.ts';
import { driftMonitors } from '../../evidence/drift/monitor.ts';
import type { Profile } from '../../evidence/shapes/profile.ts';
import type { DriftGovernance } from '../../kinds/drift-governance/schema.ts';
import { artefactsOf } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/reference-changed',
  severity: 'error',
  what: 'What readings are compared with has changed, in the evidence or against the document, and no decision says so.',
  why: 'Whoever chooses the reference chooses what counts as normal. A reference that moves along with the data makes every drift disappear, which is why changing it needs somebody who answers for it.',
  fix: 'Record the change as a decision and name it under `baseline.decision`; else produce the evidence against the frozen reference again.',
  source: 'OSFI E-23 P3.5: small changes add up; review practice: the baseline is frozen',
  *check(portfolio) {
    const profiles = profilesBySystem(portfolio);
    for (const { artefact, data } of artefactsOf<DriftGovernance>(portfolio, 'drift-governance')) {
      const own = profiles.get(artefact.system) ?? [];
      if (isDecided(data, artefact.system, portfolio)) continue;
      const frozen = data.baseline?.frozen_on;
      const second = namedBesides(own, artefact.system, portfolio);
      const latest = new Map<string | null, Dated>();
      for (const one of own) {
        const { evidence, profile } = one;
        const named = second.get(evidence.id) ?? null;
        const before = latest.get(named);
        latest.set(named, one);
        const stated = profile.reference.frozen_on;
        const isOther = before !== undefined && sayReference(before.profile) !== sayReference(profile);
        const contradicts =
          named === null && frozen !== undefined && stated !== undefined && stated !== frozen;
        if (!isOther && !contradicts) continue;
        yield {
          message: isOther
            ? `the reference of ${code(evidence.id)} (${sayReference(profile)}) is not that of ${code(before.evidence.id)} (${sayReference(before.profile)}), and no decision says so`
            : `the reference of ${code(evidence.id)} was frozen on ${stated}, the baseline of ${code(artefact.id)} on ${frozen}, and no decision says so`,
          at: evidence.at,
          subject: evidence.id,
          detail: isOther ? 'reference' : 'frozen_on',
          related: [
            { at: spotOf(artefact, ['baseline']), message: 'the baseline' },
            ...(isOther ? [{ at: before.evidence.at, message: 'the earlier file' }] : []),
          ],
          fix: 'name the decision under `baseline.decision`, or produce the evidence against the frozen reference',
        };
      }
    }
  },
});

/** A reference in words; two that read the same are the same. */
function sayReference({ reference: { label, period, n, frozen_on } }: Profile): string {
  const parts = [
    label,
    period === undefined ? null : `${period.from} to ${period.to}`,
    `n ${n}`,
    frozen_on === undefined ? null : `frozen on ${frozen_on}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** A profile with its record. */
interface Dated {
  evidence: Evidence;
  profile: Profile;
}

/**
 * The words by which a monitor names the baseline of a profile besides that of the first one, by the id of the file: a
 * second baseline that a monitor was approved with is no change of the first. One of its own is compared with its own.
 */
function namedBesides(
  own: readonly Dated[],
  system: string | null,
  { items }: Portfolio,
): ReadonlyMap<string, string> {
  const baselines = baselinesOf(own.map(({ evidence }) => evidence));
  const first = baselines.get(own[0]?.evidence.id ?? '');
  const stated = driftMonitors(ofSystem(items, system))
    .flatMap(({ baseline }) => baseline ?? [])
    .filter((words) => first !== undefined && !isCalled(words, first));
  return new Map(
    [...baselines].flatMap(([id, baseline]) => {
      const words = stated.find((one) => isCalled(one, baseline));
      return words === undefined ? [] : [[id, words] as const];
    }),
  );
}

/** Whether the baseline names a decision that had been taken by the as-of date. */
function isDecided(data: DriftGovernance, system: string | null, { index, as_of }: Portfolio): boolean {
  const named = asText(asRecord(data.baseline)?.['decision']);
  const found = named === null ? null : index.resolve(named, system);
  if (found?.state !== 'found') return false;
  const { adr_status: status, date } = index.artefacts.get(found.node.id)?.data ?? {};
  return status !== 'proposed' && status !== 'rejected' && !(isDate(date) && date > as_of);
}

/** The profiles of each system that exist on the date, in the order in which they were captured. */
function profilesBySystem({ evidence, as_of }: Portfolio): Map<string | null, Dated[]> {
  const profiles = evidence.flatMap((one) =>
    isProfile(one.content) && (one.captured_at === null || one.captured_at <= as_of)
      ? [{ evidence: one, profile: one.content }]
      : [],
  );
  profiles.sort(
    (a, b) =>
      compareText(a.evidence.captured_at ?? '', b.evidence.captured_at ?? '') ||
      byText<(typeof profiles)[number]>((one) => one.evidence.id)(a, b),
  );
  return Map.groupBy(profiles, (one) => one.evidence.system);
}
