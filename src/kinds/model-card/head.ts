import type { HeadOf } from '../../core/view.ts';
import { readMetric } from './intervals.ts';
import type { ModelCard } from './schema.ts';

/** The sections that a card has something to say in, in the order of the page. */
export function sectionsOf(data: ModelCard): { slug: string; text: string }[] {
  const some = (...lists: (readonly unknown[] | undefined)[]): boolean =>
    lists.some((list) => (list ?? []).length > 0);
  const parts: [string, string, boolean][] = [
    ['use', 'Use, limits, not for', true],
    ['metrics', 'How well it works, and for whom', some(data.metrics)],
    ['thresholds', 'Where the output turns into action', some(data.decision_thresholds)],
    ['reading', 'How to read it', true],
    ['model', 'The model', true],
    ['data', 'What it was trained and evaluated on', some(data.training_data, data.evaluation_data)],
    [
      'considerations',
      'Risks to people, trade-offs and assumptions',
      some(data.ethical_considerations, data.performance_tradeoffs, data.assumptions),
    ],
  ];
  return parts.filter(([, , shown]) => shown).map(([slug, text]) => ({ slug, text }));
}

/** The card’s finding: how its metrics stand to their limits. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as ModelCard;
  const readings = (data.metrics ?? []).map((metric) => readMetric(metric, artefact, portfolio));
  const judged = readings.filter(({ verdict }) => verdict !== 'no-limit');
  const count = (verdict: string): number => judged.filter((one) => one.verdict === verdict).length;
  const [fails, unsettled] = [count('fails'), count('unsettled')];
  const claims = (data.metrics ?? []).filter(({ value }) => typeof value === 'number').length;
  const parts = [
    `${count('holds')} of ${judged.length} limits hold over the whole interval`,
    unsettled > 0 ? `${unsettled} not settled` : '',
    fails > 0 ? `${fails} missed` : '',
  ].filter((part) => part !== '');
  return {
    headline: judged.length === 0 ? null : parts.join(', '),
    standfirst: data.overview ?? null,
    sections: sectionsOf(data),
    doesNotProve:
      'That the model works on people or periods unlike those it was evaluated on. ' +
      (readings.length === 0
        ? 'No metric is given here.'
        : claims === 0
          ? 'Every metric here is read from a registered file.'
          : `${claims === 1 ? 'One metric is' : `${claims} metrics are`} the author’s claim, without an evidence file.`),
  };
};
