// The rule behind each monitor's limits, in facts that most monitors of a document share and that are said once.
import { compareText } from '../../core/compare.ts';
import type { Monitor } from './monitor.ts';
import { count } from '../words.ts';

/** One fact of a monitor's rule, in words. */
export interface RuleFact {
  label: string;
  text: string;
}

const labels = {
  rule: 'rule',
  bins: 'bins',
  empty: 'empty bins',
  adjusted: 'adjusted by',
  window: 'read over',
  amber: 'at amber',
  least: 'no verdict below',
  segments: 'also by',
  chart: 'chart',
} as const;

/** What a monitor says of its rule besides metric, limits and owner; what it does not say is left out. */
function ruleFacts(row: Monitor): RuleFact[] {
  const part = (value: string | number | undefined, say: (value: string | number) => string): string[] =>
    value === undefined ? [] : [say(value)];
  const facts: [keyof typeof labels, string[]][] = [
    ['rule', part(row.method, String)],
    ['bins', part(row.bins, String)],
    ['empty', part(row.zero_rule, String)],
    ['adjusted', part(row.correction, String)],
    ['window', part(row.window, String)],
    ['amber', part(row.action_amber, String)],
    ['least', part(row.minimum_n, (n) => count(Number(n), 'row'))],
    ['segments', row.segments ?? []],
    [
      'chart',
      [
        ...part(row.chart, String),
        ...part(row.chart_baseline, (batches) => `limits from ${batches}`),
        ...part(row.chart_target, (value) => `centre ${value}`),
        ...part(row.chart_sigma, (value) => `sigma ${value}`),
        ...part(row.chart_width, (value) => `width ${value}`),
        ...part(row.chart_lambda, (value) => `lambda ${value}`),
        ...part(row.chart_k, (value) => `k ${value}`),
        ...part(row.chart_h, (value) => `h ${value}`),
        ...(row.run_rules ?? []),
      ],
    ],
  ];
  return facts.flatMap(([name, said]) =>
    said.length === 0 ? [] : [{ label: labels[name], text: said.join(', ').replace(/\.$/, '') }],
  );
}

/** The facts that more than half of several monitors state alike. */
export function usualFacts(rows: readonly Monitor[]): RuleFact[] {
  const all = rows.flatMap(ruleFacts);
  return Object.values(labels).flatMap((label) => {
    const times = Map.groupBy(
      all.filter((fact) => fact.label === label),
      ({ text }) => text,
    );
    const [most] = [...times.values()].sort(
      (a, b) => b.length - a.length || compareText(a[0]!.text, b[0]!.text),
    );
    return most !== undefined && most.length > 1 && most.length * 2 > rows.length ? [most[0]!] : [];
  });
}

/** What a monitor says otherwise than most; of what most say and it does not, that it does not. */
export function ownFacts(row: Monitor, usual: readonly RuleFact[]): RuleFact[] {
  const own = ruleFacts(row);
  return [
    ...own.filter(({ label, text }) => !usual.some((one) => one.label === label && one.text === text)),
    ...usual
      .filter(({ label }) => !own.some((one) => one.label === label))
      .map(({ label }) => ({ label, text: 'not said' })),
  ];
}
