// What an artefact's prose says already, and what is left of its components in a field.
import type { Artefact } from '../core/artefact.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { boundValue } from './bound.ts';
import { writeFigure } from './figures.ts';

/**
 * The names of fields whose text stands in the body under a heading of that name. The body is shown whole, with
 * its components, so a view does not say those fields a second time.
 */
export const writtenFields = (artefact: Pick<Artefact, 'body'>): ReadonlySet<string> =>
  new Set(
    (artefact.body?.headings ?? []).map((heading) =>
      heading.text
        .trim()
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '_'),
    ),
  );

/**
 * A text taken from the body, for a table: each `<Metric of="…" />` becomes the figure its evidence holds, and
 * other components, which a table has no room for, go.
 */
export function withFigures(
  text: string,
  artefact: Pick<Artefact, 'system'>,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): string {
  return text
    .replace(/<Metric\b[^>]*?\/>/g, (tag) => {
      const of = /\bof=["']([^"']+)["']/.exec(tag)?.[1];
      const digits = /\bdigits=(?:\{(\d)\}|["'](\d)["'])/.exec(tag);
      const unit = /\bunit=["']([^"']+)["']/.exec(tag)?.[1];
      const value = of === undefined ? null : boundValue({ from: of }, artefact, portfolio).value;
      const places = digits?.[1] ?? digits?.[2];
      return value === null
        ? '(no figure)'
        : writeFigure(value, { unit, ...(places !== undefined && { digits: Number(places) }) });
    })
    .replace(/\s*<[A-Z][A-Za-z]*\b[^>]*?\/>/g, '');
}
