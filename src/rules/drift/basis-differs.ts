import { asText } from '../../core/data.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { startOf } from '../../core/place.ts';
import { ofSystem } from '../../core/once.ts';
import { defineRule } from '../../core/rule.ts';
import { allBaselines, baselinesOf, isAhead, isCalled } from '../../evidence/drift/baselines.ts';
import { code, codes, listed } from '../../kinds/words.ts';
import { readingsByMonitor, type Reading } from '../judged-by.ts';

export const rule = defineRule({
  id: 'drift/basis-differs',
  severity: 'error',
  what: 'A monitor states another method, bins, baseline, direction or limit than the evidence that it reads.',
  why: 'A PSI over twenty bins is another number than one over ten, and a tool that alerts at its own limit does not watch the one that was approved. The document then describes a monitor that does not run, and what runs was approved by nobody.',
  fix: 'Correct the monitor, or produce the evidence by the rule that was approved. If the rule itself was changed, that is a decision: record it, and set the limits anew.',
  source: 'Review practice X5 and X7: a document and its numbers agree',
  *check(portfolio) {
    for (const reading of readingsByMonitor(portfolio)) {
      const differences = differencesOf(reading, portfolio);
      if (differences.length === 0) continue;
      const { monitor, evidence } = reading;
      yield {
        message: `monitor ${code(monitor.id)} and its evidence ${code(evidence.id)} differ: ${listed(differences.map(({ words }) => words))}`,
        at: portfolio.index.nodes.get(monitor.id)?.at ?? startOf('portfolio.yaml'),
        subject: monitor.id,
        detail: [evidence.id, ...differences.map(({ what }) => what)].join(' '),
        related: [{ at: evidence.at, message: `the evidence ${code(evidence.id)}` }],
        fix: `correct ${listed(differences.map(({ what }) => code(what)))} of the monitor, or produce the evidence by its rule`,
      };
    }
  },
});

interface Difference {
  /** The field of the monitor. */
  what: 'method' | 'metric' | 'bins' | 'baseline' | 'direction' | 'red' | 'amber';
  words: string;
}

/** How numeric features may be binned, as profiles name it and as methods are called after. */
const binRules = /reference-quantiles|pooled-equal-width|reference-equal-width/;

function differencesOf({ monitor, evidence, profile, rows }: Reading, portfolio: Portfolio): Difference[] {
  const found: Difference[] = [];
  const data = portfolio.index.items.get(monitor.id)?.data ?? {};
  const said = (value: string | number, theirs: string | number): string =>
    `${value} in the document, ${theirs} in the evidence`;
  if (profile !== null) {
    const { requested, numeric } = profile.bin_rule;
    if (monitor.bins !== null && monitor.bins !== requested && rows.some(({ bins }) => (bins ?? 0) > 0))
      found.push({ what: 'bins', words: `bins ${said(monitor.bins, requested)}` });
    const bins = binRules.exec(asText(data['method']) ?? '')?.[0];
    const isNumeric = rows.some(({ feature }) => profile.features[feature]?.categories === undefined);
    if (bins !== undefined && bins !== numeric && isNumeric)
      found.push({ what: 'method', words: `method ${said(code(bins), code(numeric))}` });
  }
  const against = [...new Set(rows.flatMap(({ baseline }) => baseline ?? []))];
  const { baseline } = monitor;
  // One that names another baseline of the system has no reading here.
  if (baseline !== null && against.length > 0 && !isBaseline(baseline, evidence.system, portfolio))
    found.push({ what: 'baseline', words: `baseline ${said(code(baseline), codes(against))}` });
  if (monitor.method.is_p && data['direction'] === 'above')
    found.push({
      what: 'direction',
      words: `direction ${said(code('above'), code('below'))}, as of every p-value`,
    });
  return [
    ...found,
    ...reportedOtherwise(
      monitor,
      rows.filter(({ source }) => source === 'reported'),
    ),
  ];
}

/** Whether words name any baseline of a system. */
function isBaseline(words: string, system: string | null, { evidence, as_of }: Portfolio): boolean {
  const files = ofSystem(evidence, system).filter((one) => !isAhead(one, as_of));
  return allBaselines(baselinesOf(files).values(), files).some((one) => isCalled(words, one));
}

/** What another tool says of its own readings; what it does not say differs from nothing. */
function reportedOtherwise(
  { id, method, direction, red, amber }: Reading['monitor'],
  rows: readonly DriftRow[],
): Difference[] {
  const found: Difference[] = [];
  const other = rows.find((row) => row.method !== 'unknown' && row.method !== method.name);
  if (other)
    found.push({
      what: 'metric',
      words: `metric ${code(method.name)} in the document, ${code(other.method)} in the evidence`,
    });
  const turned = rows.find((row) => row.direction !== direction);
  if (turned)
    found.push({
      what: 'direction',
      words: `direction ${code(direction)} in the document, ${code(turned.direction)} in the evidence`,
    });
  const own = rows.filter((row) => row.threshold_source !== null && row.threshold_source !== id);
  const limit = own.find((row) => row.threshold !== null && red !== null && row.threshold !== red);
  if (limit)
    found.push({ what: 'red', words: `red ${red} in the document, ${limit.threshold} in the evidence` });
  const warning = own.find((row) => row.amber !== null && amber !== null && row.amber !== amber);
  if (warning)
    found.push({ what: 'amber', words: `amber ${amber} in the document, ${warning.amber} in the evidence` });
  return found;
}
