import type { DriftRow } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { readingsFrom } from '../../evidence/drift/readings-from.ts';
import { code } from '../../kinds/words.ts';
import { againstWords, readingDetail } from '../breach-words.ts';

export const rule = defineRule({
  id: 'drift/tool-disagrees',
  severity: 'warning',
  what: 'A monitor and the tool that reported the value come to opposite verdicts: one calls it drift, the other stable.',
  why: 'Two limits are in force for one value, and the one that raises no alarm will be quoted. A reader has to know which of them somebody decided, and why the other differs.',
  fix: 'Give both the same limit, or state in the rationale of the monitor why its limit is another than the default of the tool.',
  *check(portfolio) {
    for (const row of readingsFrom(portfolio.drift, 'reported')) {
      if (!disagrees(row)) continue;
      const evidence = portfolio.index.evidence.get(row.evidence)!;
      const monitor = portfolio.index.nodes.get(row.monitor!);
      const { alert, threshold } = row.reported!;
      const limit = row.verdict === 'red' ? row.threshold : (row.amber ?? row.threshold);
      yield {
        message: `${row.tool!} ${alert ? 'calls' : 'does not call'} ${row.method}${againstWords(row)} ${row.value!} of ${code(row.feature)} in ${code(row.batch)} drift${threshold === null ? '' : ` (its limit is ${threshold})`}, and ${code(row.monitor!)} calls it ${row.verdict} (its limit is ${limit!})`,
        at: { file: evidence.file, path: row.reported!.path },
        subject: row.evidence,
        detail: readingDetail(row),
        system: row.system,
        related: monitor ? [{ at: monitor.at, message: `the limits of ${code(row.monitor!)}` }] : [],
        fix: 'give both the same limit, or say in the rationale of the monitor why they differ',
      };
    }
  },
});

/** Amber agrees with either: it says that somebody should look. */
const disagrees = ({ monitor, reported, verdict }: DriftRow): boolean =>
  monitor !== null &&
  reported !== undefined &&
  ((verdict === 'red' && reported.alert === false) || (verdict === 'stable' && reported.alert === true));
