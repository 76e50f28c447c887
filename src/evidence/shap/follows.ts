// Figures of a file of SHAP values that follow from others of it.
import type { Impossible } from '../counts.ts';
import { round, slackAmong } from '../rounding.ts';
import type { Shap } from '../shapes/shap.ts';
import { count } from '../../core/words.ts';

/**
 * Means over all rows that are not those of the batches, rows that do not add up though the file says that all do, and
 * a group above the sum of its columns. Figures are allowed the rounding of the digits they are written with.
 */
export const unfollowedShap = (content: Shap): Impossible[] => [
  ...ofBatches(content),
  ...ofRows(content),
  ...ofGroups(content),
];

function ofBatches({ batches, n_total: total, mean_abs: means, features }: Shap): Impossible[] {
  if (batches === undefined) return [];
  const sum = batches.reduce((all, { n }) => all + n, 0);
  const rows = { path: ['batches'], message: 'the batches' };
  // Rows without a batch are in the total alone.
  if (sum > total)
    return [
      { path: ['n_total'], message: `is ${total}, and the batches have ${count(sum, 'row')}`, beside: rows },
    ];
  if (sum < total || sum === 0) return [];
  const slack =
    2 * slackAmong(...means, ...batches.flatMap((one) => one.mean_abs)) + 1e-7 * Math.max(...means, 1);
  return means.flatMap((said, i): Impossible[] => {
    const made = batches.reduce((all, one) => all + one.mean_abs[i]! * one.n, 0) / total;
    return Math.abs(said - made) <= slack
      ? []
      : [
          {
            path: ['mean_abs', i],
            message: `is ${said} of \`${features[i]!}\`, and the batches make ${Number(made.toFixed(6))}`,
            beside: { path: ['batches', 0, 'mean_abs', i], message: 'the batches' },
          },
        ];
  });
}

/** Kept rows whose gap is above the largest that the file states of all its rows. */
function ofRows({ rows, additivity, base_value: base }: Shap): Impossible[] {
  if (rows === undefined || additivity === undefined) return [];
  for (const [i, { shap, output, base_value: own }] of rows.entries()) {
    const from = own ?? base;
    if (output === undefined || from === null) continue;
    const gap = Math.abs(from + shap.reduce((sum, value) => sum + value, 0) - output);
    // Each number may be off by half its last digit; that all are, and in one direction, does not happen.
    // Figures of nine significant digits, as they are kept of another tool's file, are allowed those.
    const kept =
      1e-8 * (Math.abs(output) + Math.abs(from) + shap.reduce((sum, value) => sum + Math.abs(value), 0));
    const slack = 0.5 * slackAmong(...shap, output) * (shap.length + 2) + kept;
    if (gap <= additivity.max_abs_gap + slack) continue;
    return [
      {
        path: ['rows', i, 'output'],
        message: `is ${output}, off by ${round(gap)} from base value and contributions, and no row is said to be off by more than ${additivity.max_abs_gap}`,
        beside: { path: ['additivity', 'max_abs_gap'], message: 'the largest gap as stated' },
      },
    ];
  }
  return [];
}

function ofGroups({ groups, features, mean_abs: means }: Shap): Impossible[] {
  return Object.entries(groups ?? {}).flatMap(([name, { columns, mean_abs: said }]): Impossible[] => {
    const parts = columns.map((column) => means[features.indexOf(column)] ?? 0);
    const most = parts.reduce((sum, one) => sum + one, 0);
    return said <= most + slackAmong(said, ...parts) * (parts.length + 1) + 1e-7 * most
      ? []
      : [
          {
            path: ['groups', name, 'mean_abs'],
            message: `is ${said}, and its columns make ${Number(most.toFixed(6))} at most`,
            beside: {
              path: ['mean_abs', features.indexOf(columns[0]!)],
              message: 'the first of its columns',
            },
          },
        ];
  });
}
