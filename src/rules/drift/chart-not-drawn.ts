import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { isFault } from '../../evidence/control/chart.ts';
import { chartOf } from '../../evidence/series/monitor.ts';
import { metricsOfSystem } from '../../evidence/series/watched.ts';
import { rowsOf } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/chart-not-drawn',
  severity: 'warning',
  what: 'A monitor declares a control chart, and the evidence holds no metric that it reads, or not what such a chart is made of.',
  why: 'A chart that is promised and not there looks like one that shows nothing. Whoever relies on it to see a small lasting shift would not see it.',
  fix: 'Name the series of the profile as `target` or `metric` of the monitor, or correct the fields of the chart.',
  source: 'Montgomery, Introduction to Statistical Quality Control, on what each chart is made of',
  *check(portfolio) {
    const metrics = new Map<string | null, ReturnType<typeof metricsOfSystem>>();
    for (const { artefact, item } of rowsOf(portfolio, 'monitor')) {
      const chart = chartOf(item.data);
      if (chart === null) continue;
      const known = metrics.get(item.system) ?? metricsOfSystem(item.system, portfolio);
      metrics.set(item.system, known);
      const own = known.filter(({ monitor }) => monitor?.id === item.id);
      const faults = own.flatMap(({ series, control }) =>
        control !== null && isFault(control) ? [`of ${code(series.id)}: ${control.fault}`] : [],
      );
      if (own.length > 0 && faults.length === 0) continue;
      const name = `the ${chart.name} chart that ${code(item.local)} declares`;
      yield {
        message:
          own.length === 0
            ? `${name} is not drawn: no profile of ${code(item.system ?? '')} holds a metric that it reads`
            : `${name} is not drawn, ${faults.join('; ')}`,
        at: spotOf(artefact, [...item.path, 'chart']),
        subject: item.id,
        detail: chart.name,
        fix:
          own.length === 0
            ? 'name the series of the profile as `target` or `metric`, or leave `chart` out'
            : 'correct the fields of the chart, or take another chart',
      };
    }
  },
});
