import type { CellState } from '../../core/cell.ts';

/** The order of states on a narrow screen: what needs somebody first. The same in the build and in the browser. */
export const stateOrder: readonly CellState[] = [
  'gap',
  'lapsed',
  'not-assessed',
  'planned',
  'partial',
  'waived',
  'implemented',
  'evidenced',
  'not-applicable',
];
