import { spotOf } from '../../core/artefact.ts';
import { asRecord, asText } from '../../core/data.ts';
import { fromPointer, valueAt } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { differ } from '../../evidence/rounding.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { fieldPath } from '../../kinds/numbers.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

/** A threshold in the name of a figure: `Recall at 0.12`, `Precision at 12 %`. */
const named = /\b(?:at|@)\s*(\d*\.\d+|\d+(?:\.\d+)?(?=\s?%))(\s?%)?/i;

export const rule = defineRule({
  id: 'claim/other-threshold',
  severity: 'error',
  what: 'A figure of front matter names one decision threshold, and the evidence that it is read from was computed at another.',
  why: 'Recall at 0.12 and recall at 0.20 are two different promises. The number is right and the name is not, so nothing else notices.',
  fix: 'Correct the threshold in the name, or read the figure that was computed at it.',
  source: 'Mitchell et al. 2019, section 4.4 (decision thresholds)',
  *check(portfolio) {
    for (const claim of portfolio.claims) {
      const artefact = portfolio.index.artefacts.get(claim.artefact);
      const evidence = claim.evidence === null ? undefined : portfolio.index.evidence.get(claim.evidence);
      if (claim.field === null || !artefact || evidence === undefined || isClosed(artefact)) continue;
      const path = fieldPath(claim.field);
      const steps = fromPointer(claim.path ?? '');
      if (steps?.at(-1) !== 'value' || !['value', 'result'].includes(String(path.at(-1)))) continue;
      const at = [...steps.slice(0, -1), 'threshold'];
      const measured = valueAt(evidence.content, at);
      const row = asRecord(valueAt(artefact.data, path.slice(0, -1)));
      const key = ['type', 'metric', 'name'].find((one) => asText(row?.[one]) !== null);
      const words = key === undefined ? null : asText(row?.[key]);
      const found = words === null ? null : named.exec(words);
      if (typeof measured !== 'number' || !found) continue;
      const stated = Number(found[1]) / (found[2] === undefined ? 1 : 100);
      if (!differ(stated, measured)) continue;
      yield {
        message: `${code(artefact.id)} calls a figure ${code(words!)}, and ${code(evidence.id)} computed it at ${measured}`,
        at: spotOf(artefact, [...path.slice(0, -1), key!]),
        subject: artefact.id,
        detail: `${claim.field} ${evidence.id}`,
        related: [{ at: evidenceSpot(evidence, at), message: `the threshold in ${code(evidence.local)}` }],
        fix: `correct the name, or read the figure at ${found[0].replace(/^(?:at|@)\s*/i, '')}`,
      };
    }
  },
});
