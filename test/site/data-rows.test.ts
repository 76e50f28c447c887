/** The data of a site hold no rows about people that its pages may not show. */
import { expect, test } from 'vitest';
import { dataFiles } from '../../src/site/data-files.ts';
import { evidenceOf } from '../evidence/portfolio.ts';
import { makePortfolio } from './fixture.ts';

const content = {
  schema: 'casebook/shap@1',
  features: ['a'],
  n_drawn: 1,
  rows: [{ id: 'case-7', shap: [1] }],
};
const written = (more: Parameters<typeof evidenceOf>[2]): unknown => {
  const record = evidenceOf('shap', content, more);
  const portfolio = { ...makePortfolio(), evidence: [record] };
  const file = dataFiles(portfolio, false).find(
    ({ address }) => address === `data/evidence/${record.id}.json`,
  );
  return JSON.parse([...file!.pieces()].join(''));
};

test('rows of SHAP values are data where they may be seen, and nowhere else', () => {
  expect(written({ provenance: 'synthetic' })).toEqual(content);
  expect(written({ provenance: 'anonymised', rows_approved_by: 'dpo' })).toMatchObject({
    rows: [{ shap: [1] }],
  });
  expect(written({ provenance: 'anonymised', rows_approved_by: null })).not.toHaveProperty('rows');
});
