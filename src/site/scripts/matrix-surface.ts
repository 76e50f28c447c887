/** What a matrix is drawn on: the table of a page, or a grid of which only the part in view is drawn. */
import type { Result } from './matrix-filter.ts';
import type { Reach, Spot } from './matrix-move.ts';

export interface Surface {
  element: HTMLElement;
  /** Shows what a filter leaves. */
  show: (result: Result) => void;
  reach: () => Reach;
  /** Brings a cell into view and gives it the focus. */
  focus: (spot: Spot) => void;
  /** The cell that an element belongs to. */
  spotOf: (target: Element) => Spot | null;
  /** The clause and the control of a cell, by index; `null` in headings and where there is none. */
  at: (spot: Spot) => { clause: number | null; control: number | null };
  /** The line of a clause; -1 when it is not shown. */
  lineOf: (clause: number) => number;
  /** Marks the clause whose proof is shown, or none. */
  mark: (clause: number | null) => void;
}

/** A mark of the sprite. */
export function glyph(name: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'g');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** An element with a class, attributes and children. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (string | Node)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
