import { asText } from '../../core/data.ts';
import type { Artefact, Item } from '../../core/artefact.ts';
import { itemsOf } from '../../core/items-of.ts';
import { ofSystem } from '../../core/once.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import type { Metric, ModelCard } from '../../kinds/model-card/schema.ts';
import { artefactsOf, isClosed } from '../../kinds/rows.ts';
import { liveStages } from '../../kinds/system/schema.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'consistency/unwatched-limit',
  severity: 'warning',
  what: 'The card of a model in use states a limit for a metric, and no monitor watches that metric.',
  why: 'A limit says when the model would not be good enough. One that was read once, before release, says nothing of the months since: it will be crossed and nobody will know.',
  fix: 'Add a monitor of the metric to the drift governance. Where one watches it under another name, name it in the metric’s `decision:`, such as `Watched by [[MON-18]].`',
  source: 'PRA SS1/23 Principle 4.4; Regulation (EU) 2024/1689, Art. 72',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      const system = portfolio.index.systems.get(artefact.system ?? '');
      if (!system || !liveStages.includes(system.lifecycle_stage ?? '')) continue;
      const governed = system.artefacts.filter((one) => one.kind === 'drift-governance' && !isClosed(one));
      // Without any governance of drift that is the finding, and not each limit.
      if (governed.length === 0 || governed.some(isUnread)) continue;
      const monitors = ofSystem(itemsOf(portfolio.items, 'monitor'), system.id);
      for (const [i, metric] of (data.metrics ?? []).entries()) {
        if (metric.threshold === undefined || metric.type === undefined) continue;
        if (monitors.some((monitor) => watches(monitor, metric))) continue;
        const on = metric.slice === undefined ? '' : ` on ${metric.slice}`;
        yield aboutField(artefact, ['metrics', i, 'threshold'], {
          message: `${code(artefact.id)} states a limit for ${code(metric.type)}${on}, and no monitor of ${code(system.id)} watches it`,
          detail: `limit ${metric.type}${on}`,
          related: governed.map((one) => ({
            at: { file: one.file, path: ['monitors'], part: 'key' as const },
            message: `the monitors of ${code(one.id)}`,
          })),
          fix: 'add a monitor of it, or name the one that watches it in `decision:`',
        });
      }
    }
  },
});

/** Whether monitors may be in what could not be read. */
const isUnread = ({ broken }: Artefact): boolean => broken.some((at) => at === '' || at === '/monitors');

/**
 * Whether a monitor is of a metric: the card names it, or its words are those of the metric, which people write in many
 * ways. All of the name's words, or two of them and of the metric's id in the evidence, are taken for the same.
 */
function watches({ local, data }: Item, { type = '', value, decision = '' }: Metric): boolean {
  if (new RegExp(`(?<![\\w-])${local.replaceAll('.', String.raw`\.`)}(?![\\w-])`).test(decision)) return true;
  const watched = wordsOf(['metric', 'target', 'method'].map((field) => asText(data[field]) ?? '').join(' '));
  const name = wordsOf(type);
  if (name.size > 0 && [...name].every((word) => watched.has(word))) return true;
  const from = typeof value === 'object' ? value.from : '';
  const id = /#\/(?:.*\/)?metrics\/([^/]+)\//.exec(from)?.[1] ?? '';
  return [...new Set([...name, ...wordsOf(id)])].filter((word) => watched.has(word)).length >= 2;
}

const common = new Set('a an and at by for in of on the to rate score share value model roc'.split(' '));

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !common.has(word)),
  );
