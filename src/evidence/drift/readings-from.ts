import { grouping } from '../../core/once.ts';
import type { DriftRow } from '../../core/portfolio.ts';

/** The readings from a source, in their order: few banks have reports of other tools, and all have rules about them. */
export const readingsFrom = grouping((row: DriftRow) => row.source);
