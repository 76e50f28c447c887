/**
 * The sprite: every glyph as the inside of a 16 × 16 symbol. Families are told apart by outline, so that they read
 * in greyscale at 17 px: squares for coverage, circles for approval, triangle or bars for drift, diamonds for
 * severity, a page corner or quote marks for provenance. The more solid the mark, the stronger the proof.
 */
const square = 'M1.8 1.8h12.4v12.4H1.8z';
const diamond = 'M8 1.8L14.2 8 8 14.2 1.8 8z';
const sheet = '<path class="gs" d="M3 1.8h7l3.2 3.2v9.2H3z"/>';

const line = (d: string, more = ''): string => `<path class="gs${more && ' ' + more}" d="${d}"/>`;
const solid = (d: string): string => `<path class="gf" d="${d}"/>`;
const cut = (d: string): string => `<path class="gk" d="${d}"/>`;
const ring = (more = ''): string => `<circle class="gs${more && ' ' + more}" cx="8" cy="8" r="6.4"/>`;

export const glyphs = {
  'c-evidenced': solid('M1 1h14v14H1z') + cut('M4 8.4l2.8 2.8L12.2 5'),
  'c-implemented': line(square) + line('M4.4 8.3l2.4 2.4 4.8-5.4'),
  'c-partial': line(square) + solid('M1.8 8h12.4v6.2H1.8z'),
  'c-planned': line(square, 'gd') + solid('M6 4.6L11 8l-5 3.4z'),
  'c-waived': line(square) + line('M4 5.2l1.9 5.8L8 6.2l2.1 4.8L12 5.2', 'gt'),
  'c-lapsed': solid('M1 1h11.4L1 12.4zM15 3.6V15H3.6z'),
  'c-gap': line('M2 2h12v12H2z', 'gb') + line('M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6', 'gb'),
  'c-not-assessed':
    line(square, 'gp') +
    line('M5.7 6.2c0-3.1 4.7-3.1 4.7-.2 0 1.8-2.3 1.8-2.3 3.4', 'gt') +
    solid('M7.2 10.6h1.7v1.7H7.2z'),
  'c-not-applicable': line('M3 8h10', 'gb'),

  'a-approved': '<circle class="gf" cx="8" cy="8" r="7.2"/>' + cut('M4.6 8.3l2.4 2.4 4.5-5'),
  'a-changed': line('M8 1.6a6.4 6.4 0 0 1 0 12.8') + solid('M6.6.9a7.2 7.2 0 0 0 0 14.2z'),
  'a-expired': ring('gb') + line('M8 3.8V8l3 2', 'gb'),
  'a-rejected': '<circle class="gf" cx="8" cy="8" r="7.2"/>' + cut('M4.4 8h7.2'),
  'a-in-review': ring() + '<circle class="gf" cx="8" cy="8" r="2.6"/>',
  'a-draft': ring('gd'),
  'a-missing': ring('gb') + line('M5.5 5.5l5 5M10.5 5.5l-5 5', 'gb'),

  'd-stable': line('M1 5.6h14M1 10.4h14', 'gb'),
  'd-amber': line('M8 2.4L14.2 14H1.8z') + line('M8 6.6v3.2M8 11.6v.2', 'gt'),
  'd-red': solid('M8 .8L15.6 15H.4z') + cut('M8 5.6v4.6M8 12.2v.6'),
  'd-no-verdict': line('M8 2.4L14.2 14H1.8z', 'gd') + line('M6 10.4h4', 'gt'),

  's-error': solid('M8 .6L15.4 8 8 15.4.6 8z') + cut('M8 4.8v4M8 10.9v.4'),
  's-warning': line(diamond) + solid('M1.8 8h12.4L8 14.2z'),
  's-info': line(diamond),

  'p-bound': sheet + line('M5.4 9l2 2 3.4-4', 'gt'),
  'p-lapsed': sheet + line('M8 6v3.2l2 1.4', 'gt'),
  'p-broken': sheet + line('M5.8 6.6l4.4 4.4M10.2 6.6l-4.4 4.4', 'gt'),
  'p-claim': solid(
    'M1.6 11.4c0-4 1-6.6 4.6-7.8l.6 1.4C4.9 5.9 4.3 7 4.3 7.9h2.5v4.5H1.6zM8.8 11.4c0-4 1-6.6 4.6-7.8l.6 1.4c-1.9.9-2.5 2-2.5 2.9H14v4.5H8.8z',
  ),

  'i-derived': line('M3 2.5v6.2h9.4') + line('M9 5.2l3.6 3.5L9 12.2'),
  'i-search': '<circle class="gs" cx="6.8" cy="6.8" r="4.6"/>' + line('M10.3 10.3L15 15'),
} as const;

export type GlyphName = keyof typeof glyphs;

/** Every mark as a symbol of the sprite, made once for all pages. */
export const symbolsHtml = Object.entries(glyphs)
  .map(([name, inside]) => `<symbol id="${name}" viewBox="0 0 16 16">${inside}</symbol>`)
  .join('');

/** A mark where hundreds stand: `.matrix` styles the marks within it, so that these need no class. */
export const bareGlyphHtml = (name: GlyphName): string => `<svg role=none><use href="#${name}"/></svg>`;

/**
 * One mark as HTML. What HTML lets a writer leave out is left out.
 * @param more further classes, such as a tone.
 */
export const glyphHtml = (name: GlyphName, more = ''): string =>
  `<svg class=${more === '' ? 'g' : `"g ${more}"`} role=none><use href="#${name}"/></svg>`;
