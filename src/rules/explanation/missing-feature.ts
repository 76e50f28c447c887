import { spotOf } from '../../core/artefact.ts';
import { asTexts } from '../../core/data.ts';
import { defineRule } from '../../core/rule.ts';
import { groupBy } from '../group.ts';
import { featuresOf, newestPerModel, shapFiles } from '../shap.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/missing-feature',
  severity: 'error',
  what: 'The register lists a feature as an approved model input, and the newest SHAP evidence does not know it.',
  why: 'Either the model does not use what the register says it uses, or the explanation leaves out part of the model. Both are statements to a supervisor that are not true.',
  fix: 'Compute the explanation again over all inputs; or set the feature’s `usage` or `status` to what it is now; or list its encoded names under `columns`.',
  source: 'Cross-check of inventory against attribution',
  *check(portfolio) {
    const bySystem = groupBy(shapFiles(portfolio), ({ evidence }) => evidence.system ?? '');
    for (const files of bySystem.values()) {
      const newest = newestPerModel(files);
      const names = new Set(newest.flatMap(({ features }) => features));
      const ids = newest.map(({ evidence }) => evidence.id);
      for (const item of featuresOf(portfolio, newest[0]!.evidence.system)) {
        if (item.data['usage'] !== 'model-input' || item.data['status'] !== 'approved') continue;
        if (names.has(item.local)) continue;
        const columns = asTexts(item.data['columns']);
        const absent = columns.filter((column) => !names.has(column));
        if (columns.length > 0 && absent.length === 0) continue;
        const artefact = portfolio.index.artefacts.get(item.artefact);
        if (!artefact) continue;
        const what =
          absent.length === 0 || absent.length === columns.length
            ? ''
            : `, by its columns ${codes(absent, 3)},`;
        const verb = ids.length === 1 ? 'has' : 'have';
        yield {
          message: `${code(item.id)} is an approved model input, and ${codes(ids)} ${verb} no SHAP values for it${what.replace(/,$/, '')}`,
          at: spotOf(artefact, item.path),
          subject: item.id,
          detail: ids.join(' '),
          related: newest.map(({ evidence }) => ({
            at: evidence.at,
            message: `the evidence ${code(evidence.id)}`,
          })),
          fix: 'compute the SHAP values over every input, or correct the register',
        };
      }
    }
  },
});
