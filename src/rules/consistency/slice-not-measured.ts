import { defineRule, type RuleFinding } from '../../core/rule.ts';
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { didYouMean } from '../../core/suggest.ts';
import { isMetrics } from '../../evidence/content.ts';
import { aboutField } from '../../kinds/about.ts';
import type { ModelCard } from '../../kinds/model-card/schema.ts';
import { artefactsOf } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'consistency/slice-not-measured',
  severity: 'error',
  what: 'A card says that it reports on a group, and the evidence it rests on holds no figures of that group, or the figure given for it is the one of all rows.',
  why: 'A promise to look at a group is the part of a card that people quote. A group that nobody measured, and one that was given the figure of the whole, look exactly like one that does well.',
  fix: 'Measure the group and register the file; bind the metric to the figure of the group, `…#/slices/product/credit-card/…`; or take the promise out.',
  source: 'Mitchell et al. 2019, section 4.4; Regulation (EU) 2024/1689, Annex IV(3)',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      yield* promised(portfolio, artefact, data);
      yield* ofTheWhole(artefact, data);
    }
  },
});

/** Dimensions under `slices:` that no file the card rests on breaks its figures down by. */
function* promised(portfolio: Portfolio, artefact: Artefact, data: ModelCard): Generator<RuleFinding> {
  const slices = data.slices ?? [];
  if (slices.length === 0) return;
  const files = [...new Set((portfolio.index.linksFrom.get(artefact.id) ?? []).map(({ to }) => to))].flatMap(
    (id) => portfolio.index.evidence.get(id) ?? [],
  );
  const measured = files.filter(({ content }) => isMetrics(content));
  const known = new Set(
    measured.flatMap(({ content }) =>
      isMetrics(content) ? [...Object.keys(content.slices ?? {}), ...Object.keys(content.groups ?? {})] : [],
    ),
  );
  // What a file that is missing or misshapen holds is not known, and has its finding.
  if (files.some(({ content, type }) => type === 'metrics' && content === null)) return;
  for (const [i, slice] of slices.entries()) {
    if (known.has(slice)) continue;
    yield aboutField(artefact, ['slices', i], {
      message: `${code(artefact.id)} says that it reports by ${code(slice)}, and ${
        measured.length === 0
          ? 'rests on no file of metrics'
          : `no figures by it are in ${codes(measured.map(({ id }) => id))}`
      }`,
      detail: `slice ${slice}`,
      related: measured.map(({ id, at }) => ({ at, message: `the evidence ${code(id)}` })),
      fix: didYouMean(slice, [...known]) ?? 'measure it, or take it out of `slices:`',
    });
  }
}

/** Metrics on a group that are bound to the very figure that another row gives for everybody. */
function* ofTheWhole(artefact: Artefact, { metrics = [] }: ModelCard): Generator<RuleFinding> {
  const fromOf = (value: unknown): string | null =>
    typeof value === 'object' && value !== null && 'from' in value ? String(value.from) : null;
  const whole = new Map(
    metrics.flatMap(({ slice, value }, i) => {
      const from = fromOf(value);
      return slice === undefined && from !== null ? [[from, i] as const] : [];
    }),
  );
  for (const [i, { type, slice, value }] of metrics.entries()) {
    const from = fromOf(value);
    const first = from === null ? undefined : whole.get(from);
    if (slice === undefined || first === undefined) continue;
    yield aboutField(artefact, ['metrics', i, 'value'], {
      message: `${code(artefact.id)} gives ${code(type ?? 'a metric')} on ${code(slice)} the figure of all rows, ${code(from!)}`,
      detail: `whole ${type ?? ''} ${slice}`,
      related: [aboutField(artefact, ['metrics', first, 'value'], { message: '' })].map(({ at }) => ({
        at,
        message: 'the same figure, given for all rows',
      })),
      fix: 'bind it to the figure of the group',
    });
  }
}
