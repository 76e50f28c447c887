import { asTexts } from '../../core/data.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { RegisterFeature } from './importance.ts';

/** The features of a system's register with the columns they become. */
export function registerFeatures(portfolio: Pick<Portfolio, 'items'>, system: string): RegisterFeature[] {
  return portfolio.items
    .filter((item) => item.kind === 'feature' && item.system === system)
    .map((item) => {
      const columns = asTexts(item.data['columns']);
      return { name: item.local, columns: columns.length > 0 ? columns : [item.local] };
    });
}
