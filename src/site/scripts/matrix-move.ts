/** Where a key leads in a grid. Source: WAI-ARIA Authoring Practices, grid pattern. */

/** A cell: line -1 is the header; column 0 the clause, 1 its state, then the controls shown. */
export interface Spot {
  line: number;
  column: number;
}

/** How far a grid reaches, and how many lines a page of it has. */
export interface Reach {
  lines: number;
  columns: number;
  page: number;
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** The cell a key leads to from another, inside the grid; `null` for a key that does not move. */
export function move(key: string, control: boolean, from: Spot, reach: Reach): Spot | null {
  const last: Spot = { line: reach.lines - 1, column: reach.columns - 1 };
  const to = (line: number, column: number): Spot => ({
    line: Math.max(-1, Math.min(line, last.line)),
    column: Math.max(0, Math.min(column, last.column)),
  });
  const step = control ? undefined : steps[key];
  if (step) return to(from.line + step[0], from.column + step[1]);
  switch (key) {
    case 'Home':
      return control ? to(Math.min(0, last.line), 0) : to(from.line, 0);
    case 'End':
      return control ? last : to(from.line, last.column);
    case 'PageDown':
      return to(from.line + reach.page, from.column);
    case 'PageUp':
      return to(Math.max(Math.min(0, last.line), from.line - reach.page), from.column);
    default:
      return null;
  }
}
