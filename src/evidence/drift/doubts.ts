import { toPointer } from '../../core/place.ts';
import type { DriftRow, Index } from '../../core/portfolio.ts';
import { isProfile } from '../content.ts';

/**
 * The values in an evidence file that a breach casts doubt on, as JSON Pointers in which `*` stands for any step:
 * what the file says of the thing that crossed the limit, in the batches that did. The reference and the other
 * batches are as they were. Of files other than profiles it is not known where a value stands, and none is named.
 */
export function doubtsOf(
  row: Pick<DriftRow, 'evidence' | 'feature' | 'source'>,
  batches: readonly string[],
  index: Pick<Index, 'evidence'>,
): string[] {
  const content = index.evidence.get(row.evidence)?.content;
  if (!isProfile(content)) return [];
  const positions = batches
    .map((batch) => content.batches.findIndex(({ id }) => id === batch))
    .filter((at) => at >= 0);
  const holder = row.source === 'series' ? 'series' : 'features';
  return positions.map((at) =>
    row.source === 'series'
      ? `${toPointer([holder, row.feature])}/*/${at}`
      : `${toPointer([holder, row.feature, 'batches'])}/*/${at}`,
  );
}
