import { asRecord, asText } from '../../core/data.ts';
import { spotOf } from '../../core/artefact.ts';
import { grouping } from '../../core/once.ts';
import type { Claim } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

const claimsIn = grouping((claim: Claim) => claim.artefact);

export const rule = defineRule({
  id: 'claim/other-model-version',
  severity: 'warning',
  what: 'A model card speaks of another model version than its numbers were measured on.',
  why: 'A card that was updated and whose numbers were not describes one model with the results of another. Nothing on the page shows it.',
  fix: 'Measure the version that the card speaks of and bind its numbers to that file; or correct `model_version` of the card.',
  source: 'Review practice X7; PRA SS1/23 Principle 4.4',
  *check(portfolio) {
    const { index } = portfolio;
    for (const card of portfolio.artefacts) {
      if (card.kind !== 'model-card') continue;
      const version = asText(asRecord(card.data['model_version'])?.['name']);
      if (version === null) continue;
      const at = spotOf(card, ['model_version', 'name']);
      const measured = new Map<string, string>();
      const named = claimsIn(portfolio.claims, card.id).map((claim) => claim.evidence);
      for (const id of named) {
        const evidence = index.evidence.get(id ?? '');
        if (evidence === undefined) continue;
        const of = asText(asRecord(evidence.content)?.['model_version']) ?? evidence.model_version;
        if (of !== null && of !== version) measured.set(evidence.id, of);
      }
      for (const [id, of] of measured) {
        yield {
          message: `${code(card.id)} speaks of model version ${code(version)}, and ${code(id)}, which its numbers are read from, is of ${code(of)}`,
          at,
          subject: card.id,
          detail: id,
          related: [{ at: index.evidence.get(id)!.at, message: `${code(id)}, of version ${code(of)}` }],
          fix: `measure ${code(version)} and bind the numbers to that file, or correct the version`,
        };
      }
    }
  },
});
