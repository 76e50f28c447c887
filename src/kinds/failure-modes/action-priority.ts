/** How urgent an action is: `H` needs an owned and dated action, `M` should have one, `L` may. */
export const actionPriorities = ['H', 'M', 'L'] as const;
export type ActionPriority = (typeof actionPriorities)[number];

/** The name of the table, printed wherever a priority is shown. */
export const tableName = "Casebook's own severity-first table";

type Band = 0 | 1 | 2;
type Row = readonly [ActionPriority, ActionPriority, ActionPriority];

/**
 * Casebook's own table. It follows the idea of the AIAG-VDA FMEA Handbook (2019), that severity comes before
 * occurrence and occurrence before detection, but neither its bands nor its cells: that table is proprietary.
 * First index: severity 1–3, 4–6, 7–8, 9–10. Second: occurrence 1–3, 4–6, 7–10. Third: detection 1–3, 4–6, 7–10.
 */
const table: readonly (readonly [Row, Row, Row])[] = [
  [
    ['L', 'L', 'L'],
    ['L', 'L', 'L'],
    ['L', 'L', 'M'],
  ],
  [
    ['L', 'L', 'M'],
    ['L', 'M', 'M'],
    ['M', 'M', 'H'],
  ],
  [
    ['L', 'M', 'M'],
    ['M', 'M', 'H'],
    ['M', 'H', 'H'],
  ],
  [
    ['M', 'H', 'H'],
    ['H', 'H', 'H'],
    ['H', 'H', 'H'],
  ],
];

const severityBand = (rating: number): number => (rating >= 9 ? 3 : rating >= 7 ? 2 : rating >= 4 ? 1 : 0);
const band = (rating: number): Band => (rating >= 7 ? 2 : rating >= 4 ? 1 : 0);

/** The three ratings of a failure mode, each 1 to 10. */
export interface Ratings {
  severity?: number | undefined;
  occurrence?: number | undefined;
  detection?: number | undefined;
}

/** The action priority of three ratings by `tableName`; `null` while one of them is missing. */
export function actionPriority({ severity, occurrence, detection }: Ratings): ActionPriority | null {
  if (severity === undefined || occurrence === undefined || detection === undefined) return null;
  return table[severityBand(severity)]![band(occurrence)][band(detection)];
}

/**
 * The risk priority number, 1 to 1000, shown for continuity only; `null` while a rating is missing.
 * Source: FMEA practice before AIAG-VDA 2019, which dropped it because unlike risks share a number.
 */
export function riskPriorityNumber({ severity, occurrence, detection }: Ratings): number | null {
  if (severity === undefined || occurrence === undefined || detection === undefined) return null;
  return severity * occurrence * detection;
}
