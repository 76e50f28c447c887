import { asRecord } from '../../core/data.ts';
import { deepest } from './parse-content.ts';

/** Lists that say which controls there are. */
const lists = [
  'groups',
  'controls',
  'imports',
  'include-controls',
  'exclude-controls',
  'with-ids',
  'matching',
  'insert-controls',
];

/** What such lists stand in. */
const holders = ['merge', 'custom'];

/**
 * Whether every list of a catalog or profile that says which controls there are is a list. Where one is not, nobody
 * knows what the document holds, and who refers into it is not at fault.
 */
export function isWhole(data: Record<string, unknown>, depth = 0): boolean {
  if (depth > 2 * deepest) return true;
  const isWholeBelow = (one: unknown): boolean => {
    const record = asRecord(one);
    return record === null || isWhole(record, depth + 1);
  };
  return (
    lists.every((name) => {
      const value = data[name];
      return value === undefined || (Array.isArray(value) && value.every(isWholeBelow));
    }) && holders.every((name) => isWholeBelow(data[name]))
  );
}
