import { qualify } from '../../core/id.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { isProfile } from '../../evidence/content.ts';
import { code, codes, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/unwatched-input',
  severity: 'warning',
  what: 'A model input is in the drift evidence, and no monitor judges it.',
  why: 'The numbers are there, month after month, and no limit says when somebody has to look. What the register calls its monitor may watch something else.',
  fix: 'Add a monitor whose `target` is the feature (or `all features`) and whose `metric` is one that profiles hold.',
  source: 'PRA SS1/23 Principle 4.4',
  *check(portfolio) {
    const governed = new Set(
      portfolio.artefacts.filter(({ kind }) => kind === 'drift-governance').map(({ system }) => system),
    );
    const judged = new Set<string>();
    const seen = new Map<string, { baseline: string | null; features: Set<string> }>();
    for (const { system, feature, evidence, monitor, source, baseline = null } of portfolio.drift) {
      // A monitor that judges a feature against one baseline says nothing of another.
      if (monitor !== null) judged.add(keyOf(system, feature, baseline));
      else if (source === 'profile' && governed.has(system)) {
        const known = seen.get(evidence);
        if (known) known.features.add(feature);
        else seen.set(evidence, { baseline, features: new Set([feature]) });
      }
    }
    for (const [id, { baseline, features }] of seen) {
      const evidence = portfolio.index.evidence.get(id)!;
      const unwatched = [...features].filter(
        (feature) =>
          ![baseline, null].some((one) => judged.has(keyOf(evidence.system, feature, one))) &&
          isInput(feature, id, portfolio),
      );
      if (unwatched.length === 0) continue;
      const against = baseline === null ? '' : ` against ${code(baseline)}`;
      yield {
        message: `${count(unwatched.length, 'input')} of ${code(evidence.system ?? '')} in ${code(id)} (${codes(unwatched, 5)}) ${unwatched.length === 1 ? 'is' : 'are'} judged by no monitor${against}`,
        at: evidence.at,
        subject: id,
        detail: 'unwatched',
        fix: 'add a monitor for each, or one for `all features`',
      };
    }
  },
});

/** A feature of a system as it is read against a baseline; `null` where there is one only, or it is not said which. */
const keyOf = (system: string | null, feature: string, baseline: string | null): string =>
  `${system}\n${feature}\n${baseline ?? ''}`;

/** Whether a feature is an input by the profile, and no rule of the register says already that nothing watches it. */
function isInput(feature: string, evidence: string, { index }: Portfolio): boolean {
  const record = index.evidence.get(evidence)!;
  const role = isProfile(record.content) ? record.content.features[feature]?.role : undefined;
  if (role !== undefined && role !== 'input') return false;
  const registered = index.items.get(qualify(record.system, feature));
  if (registered?.kind !== 'feature') return true;
  const { usage, status, drift_monitor: monitor } = registered.data;
  if (usage !== undefined && usage !== 'model-input') return false;
  return !(usage === 'model-input' && status === 'approved' && monitor === undefined);
}
