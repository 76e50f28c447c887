/** Which rows of SHAP values a page may show. */
import { expect, test } from 'vitest';
import { shownShap } from '../../src/evidence/shap/permitted.ts';
import { evidenceOf } from './portfolio.ts';

const content = {
  schema: 'casebook/shap@1',
  features: ['a'],
  n_drawn: 1,
  rows: [{ id: 'case-7', shap: [1] }],
};
const shown = (more: Parameters<typeof evidenceOf>[2]) => shownShap(evidenceOf('shap', content, more));

test('rows that nobody stands behind are shown as they are', () => {
  expect(shown({ provenance: 'synthetic' })).toEqual(content);
});

test('rows about people are shown without their ids where a party permitted it, else not at all', () => {
  expect(shown({ provenance: 'anonymised', rows_approved_by: 'dpo' })?.rows).toEqual([{ shap: [1] }]);
  const hidden = shown({ provenance: 'anonymised', rows_approved_by: null });
  expect(hidden).toMatchObject({ n_drawn: 0, features: ['a'] });
  expect(hidden).not.toHaveProperty('rows');
});

test('other files have none', () => {
  expect(shownShap(evidenceOf('m', { schema: 'casebook/metrics@1' }, {}))).toBe(null);
  expect(shownShap(null)).toBe(null);
});
