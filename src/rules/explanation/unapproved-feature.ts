import { isBroken, spotOf, type Artefact, type Item } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import { defineRule } from '../../core/rule.ts';
import { groupBy } from '../group.ts';
import { registeredColumns, shapFiles } from '../shap.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unapproved-feature',
  severity: 'error',
  what: 'SHAP evidence attributes to a feature that is not approved, or that is registered for another use than as input.',
  why: 'A candidate that went live, a removed feature that still moves predictions, or one kept “for fairness testing only”: each means that the model in the evidence is not the model that was agreed.',
  fix: 'Have the feature approved and say so in the register, or retrain without it. If the evidence is of an older model, say which by `model_version`, and let it expire.',
  source: 'PRA SS1/23 Principle 3.2 (suitability of data and of proxies)',
  *check(portfolio) {
    for (const { evidence, features } of shapFiles(portfolio)) {
      const known = registeredColumns(portfolio, evidence.system);
      const used = features.flatMap((name) => {
        const item = known.get(name);
        return item ? [{ name, item }] : [];
      });
      for (const uses of groupBy(used, ({ item }) => item.id).values()) {
        const { item } = uses[0]!;
        const artefact = portfolio.index.artefacts.get(item.artefact);
        const fault = artefact && faultOf(item, artefact);
        if (!artefact || !fault) continue;
        const names = uses.map(({ name }) => name);
        const as = names.length === 1 && names[0] === item.local ? '' : ` as ${codes(names, 3)}`;
        yield {
          message: `${code(item.id)} has SHAP values in ${code(evidence.id)}${as} and ${fault.words}`,
          at: spotOf(
            artefact,
            item.data[fault.field] === undefined ? item.path : [...item.path, fault.field],
          ),
          subject: item.id,
          detail: `${evidence.id} ${fault.field}`,
          related: [{ at: evidence.at, message: `the evidence ${code(evidence.id)}` }],
          fix: fault.fix,
        };
      }
    }
  },
});

function faultOf(item: Item, artefact: Artefact): { field: string; words: string; fix: string } | null {
  const usage = asText(item.data['usage']);
  if (usage !== null && usage !== 'model-input') {
    return {
      field: 'usage',
      words: `is registered as ${code(usage)}`,
      fix: 'register it as `model-input` once that is agreed, or retrain without it',
    };
  }
  const status = asText(item.data['status']);
  if (status === 'approved' || isBroken(artefact, [...item.path, 'status'])) return null;
  return {
    field: 'status',
    words: status === null ? 'states no status' : `is ${code(status)}, not approved`,
    fix: 'have it approved and set `status: approved`, or retrain without it',
  };
}
