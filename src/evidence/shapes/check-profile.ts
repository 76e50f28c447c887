import { count as counted } from '../../core/words.ts';
import type { Path } from '../../core/place.ts';
import { lengthIssue, type ShapeIssue } from './common.ts';
import { binCount, type Profile, type ProfileFeature } from './profile.ts';

/** What a schema cannot say: one way of binning, lists of one length, counts that add up, edges that ascend. */
export function checkProfile(content: Profile): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const seen = new Set<string>();
  content.batches.forEach((batch, index) => {
    if (seen.has(batch.id)) {
      issues.push({ path: ['batches', index, 'id'], message: `\`${batch.id}\` is there twice` });
    }
    seen.add(batch.id);
  });
  for (const [name, one] of Object.entries(content.features)) {
    issues.push(...checkFeature(one, content, ['features', name]));
  }
  for (const [id, one] of Object.entries(content.series ?? {})) {
    for (const key of ['values', 'n', 'ci_lower', 'ci_upper'] as const) {
      const of = 'the batches are';
      issues.push(...lengthIssue(one[key], content.batches.length, ['series', id, key], of));
    }
  }
  for (const [id, table] of Object.entries(content.calibration ?? {})) {
    const path = ['calibration', id];
    const check = (one: (typeof table)['reference'], at: Path): void => {
      for (const key of ['n', 'predicted', 'observed'] as const) {
        issues.push(...lengthIssue(one?.[key], table.edges.length + 1, [...at, key], 'the edges leave'));
      }
    };
    check(table.reference, [...path, 'reference']);
    issues.push(
      ...lengthIssue(table.batches, content.batches.length, [...path, 'batches'], 'the batches are'),
    );
    table.batches.forEach((one, index) => check(one, [...path, 'batches', index]));
  }
  return issues;
}

function checkFeature(one: ProfileFeature, content: Profile, path: Path): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const ways = [one.edges, one.categories, one.constant].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    const message = 'must have exactly one of `edges`, `categories` and `constant`';
    return [{ path, message }];
  }
  one.edges?.forEach((edge, index) => {
    const before = one.edges?.[index - 1];
    if (before !== undefined && before >= edge) {
      issues.push({ path: [...path, 'edges', index], message: `does not ascend (${before}, then ${edge})` });
    }
  });
  const bins = binCount(one);
  const check = (row: readonly (number | null)[], n: number | null, at: Path): void => {
    if (row.length !== bins) {
      issues.push({
        path: at,
        message: `has ${counted(row.length, 'count')}, the feature has ${counted(bins, 'bin')}`,
      });
      return;
    }
    if (row.includes(null) || n === null) return;
    const sum = row.reduce<number>((total, value) => total + (value ?? 0), 0);
    if (sum !== n) issues.push({ path: at, message: `adds up to ${sum}, \`n\` is ${n}` });
  };
  check(one.reference.counts, one.reference.n, [...path, 'reference', 'counts']);
  const length = content.batches.length;
  for (const key of [
    'n',
    'missing',
    'infinite',
    'counts',
    'mean',
    'std',
    'quantiles',
    'ks',
    'ks_error',
    'wasserstein',
    'wasserstein_error',
    'unseen',
    'unseen_unnamed',
    'unseen_rows',
  ] as const) {
    issues.push(...lengthIssue(one.batches[key], length, [...path, 'batches', key], 'the batches are'));
  }
  one.batches.counts.forEach((row, index) => {
    if (row) check(row, one.batches.n[index] ?? null, [...path, 'batches', 'counts', index]);
  });
  const grid = content.quantile_grid?.length ?? 0;
  const of = 'the quantile grid has';
  issues.push(...lengthIssue(one.reference.quantiles, grid, [...path, 'reference', 'quantiles'], of));
  one.batches.quantiles?.forEach((row, index) => {
    issues.push(...lengthIssue(row ?? undefined, grid, [...path, 'batches', 'quantiles', index], of));
  });
  return issues;
}
