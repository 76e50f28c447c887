import type { Cell } from './cell.ts';
import { cellsOfSystem, type Graph } from './coverage.ts';
import type { System } from './portfolio.ts';
import { isAnsweredBy, recordedIndex, type Answers } from './recorded-index.ts';

interface Kept {
  graph: Omit<Graph, 'systems' | 'index'>;
  answers: Answers;
  cells: Cell[];
}

/**
 * The cells of portfolios of the same files, one after the other. Those of a system are worked out again only when the
 * system, what all cells rest on, or something that was looked up for them is another object than it was.
 */
export class KeptCells {
  #kept = new WeakMap<System, Kept>();
  /** Who looks but once pays for no record. */
  #isFirst = true;

  /** `cellsOf`; the cells are shared with other portfolios, and not to be changed. */
  of(graph: Graph): Cell[] {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return graph.systems.flatMap((system) =>
      isFirst ? cellsOfSystem(graph, system) : this.#ofSystem(graph, system),
    );
  }

  #ofSystem(graph: Graph, system: System): Cell[] {
    const known = this.#kept.get(system);
    if (known && isSameGround(known.graph, graph) && isAnsweredBy(known.answers, graph.index))
      return known.cells;
    const { catalogues, crosswalks, waivers, as_of } = graph;
    const { index, answers } = recordedIndex(graph.index);
    const ground = { catalogues, crosswalks, waivers, as_of };
    const cells = cellsOfSystem({ ...ground, index }, system);
    this.#kept.set(system, { graph: ground, answers: answers(), cells });
    return cells;
  }
}

const isSameGround = (a: Kept['graph'], b: Kept['graph']): boolean =>
  a.catalogues === b.catalogues &&
  a.crosswalks === b.crosswalks &&
  a.waivers === b.waivers &&
  a.as_of === b.as_of;
