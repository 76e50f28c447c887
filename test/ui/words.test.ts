import { expect, test } from 'vitest';
import { cellStates } from '../../src/core/cell.ts';
import { approvalStatuses } from '../../src/core/artefact.ts';
import { severities } from '../../src/core/severity.ts';
import { dueIn, shortDate } from '../../src/ui/dates.ts';
import { glyphs } from '../../src/ui/glyphs.ts';
import {
  cellWords,
  count,
  driftVerdicts,
  firstSentence,
  humanise,
  number,
  sentence,
  Spell,
  spell,
  clauseName,
  clauseRef,
} from '../../src/ui/words.ts';

test('every state has a glyph of its family', () => {
  const names = Object.keys(glyphs);
  for (const state of cellStates) expect(names).toContain(`c-${state}`);
  for (const status of approvalStatuses) expect(names).toContain(`a-${status}`);
  for (const verdict of driftVerdicts) expect(names).toContain(`d-${verdict}`);
  for (const severity of severities) expect(names).toContain(`s-${severity}`);
});

test('no two glyphs are drawn alike', () => {
  expect(new Set(Object.values(glyphs)).size).toBe(Object.keys(glyphs).length);
});

test('the nine words of a cell are nine', () => {
  expect(new Set(Object.values(cellWords)).size).toBe(9);
});

test('counts carry their noun, thousands their comma', () => {
  expect([count(1, 'party', 'parties'), count(2, 'party', 'parties'), number(1234567), number(999)]).toEqual([
    '1 party',
    '2 parties',
    '1,234,567',
    '999',
  ]);
});

test('small counts are words, larger ones figures', () => {
  expect([spell(0), spell(3), spell(11), Spell(0), Spell(8)]).toEqual(['no', 'three', '11', 'No', 'Eight']);
});

test('slugs and clauses read as words', () => {
  expect(humanise('in-production')).toBe('In production');
  expect(sentence('it was valid until 2026-09-30')).toBe('It was valid until 2026-09-30.');
  expect(firstSentence('Scores accounts, e.g. cards. An adviser reads each.')).toBe(
    'Scores accounts, e.g. cards.',
  );
  expect(firstSentence(null)).toBeNull();
});

test('dates are written out, what is not a date is left alone', () => {
  expect([shortDate('2026-11-20'), shortDate(null), shortDate('quarterly')]).toEqual([
    '20 Nov 2026',
    '–',
    'quarterly',
  ]);
});

test('lateness is counted from the as-of date', () => {
  expect(dueIn('2026-09-30', '2026-11-20')).toEqual({ text: '51 days late', late: true });
  expect(dueIn('2026-11-21', '2026-11-20')).toEqual({ text: 'in 1 day', late: false });
  expect(dueIn('2026-11-20', '2026-11-20')).toEqual({ text: 'today', late: false });
});

test('a clause whose number repeats its title is named by both once', () => {
  const repeated = { ref: '§ V – Conceptual Soundness', title: 'Conceptual soundness' };
  expect([clauseRef(repeated), clauseName(repeated)]).toEqual(['§ V', '§ V Conceptual soundness']);
  const plain = { ref: 'Art. 9(9)', title: 'Vulnerable groups' };
  expect([clauseRef(plain), clauseName(plain)]).toEqual(['Art. 9(9)', 'Art. 9(9) Vulnerable groups']);
  expect(clauseName({ ref: '', title: 'Access control' })).toBe('Access control');
  expect(clauseName({ ref: 'Rule 3', title: '' })).toBe('Rule 3');
});
