import { housing, numbers, oracles } from './fixtures.ts';

/** A column of the California housing set on both sides, whole or in one month, with what other tools say of the two. */
export interface HousingPair {
  reference: number[];
  current: number[];
  known: Record<string, number>;
}

/** The pairs that the oracles compare. */
export function housingPairs(): HousingPair[] {
  const [reference, analysis] = [housing('reference'), housing('analysis')];
  return Object.entries(oracles().psi_and_friends_california_reference_vs).map(([key, known]) => {
    const [column = '', part = ''] = key.split('|');
    const month = part.startsWith('month_') ? part.slice(6) : '';
    const rows = analysis.filter((row) => row.timestamp.startsWith(month));
    return { reference: numbers(reference, column), current: numbers(rows, column), known };
  });
}
