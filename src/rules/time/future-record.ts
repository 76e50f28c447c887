import { spotOf } from '../../core/artefact.ts';
import type { CalendarDate } from '../../core/date.ts';
import type { Spot } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { isLater } from '../../kinds/decision/later.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'time/future-record',
  severity: 'info',
  what: 'A record is dated after the as-of date, and does not count yet.',
  why: 'The portfolio is computed as of a day. An approval of next week must not approve today, and a reader who knows of it should see why it is not counted.',
  fix: 'Nothing, if the date is right: build with a later `--as-of`. Otherwise correct the date.',
  *check(portfolio) {
    for (const { subject, word, date, at, detail } of datedRecords(portfolio)) {
      if (date <= portfolio.as_of) continue;
      yield {
        message: `${word} is dated ${date}, after ${portfolio.as_of}, and does not count yet`,
        at,
        subject,
        detail,
        fix: `check the date, or compute the portfolio as of ${date} or later`,
      };
    }
  },
});

interface Dated {
  subject: string;
  word: string;
  date: CalendarDate;
  at: Spot;
  detail: string;
}

function* datedRecords(portfolio: Portfolio): Generator<Dated> {
  for (const { id, subject, approver, date, at } of portfolio.approvals) {
    yield {
      subject,
      word: `the approval of ${code(subject)} by ${code(approver)}`,
      date,
      at: within(at, 'date'),
      detail: id,
    };
  }
  for (const { from, type, to, date, at } of portfolio.confirmations) {
    const word = `the confirmation that ${code(from)} ${type} ${code(to)}`;
    yield { subject: from, word, date, at: within(at, 'date'), detail: `${type} ${to} ${date}` };
  }
  for (const { id, date, at } of portfolio.waivers) {
    yield { subject: id, word: `waiver ${code(id)}`, date, at: within(at, 'date'), detail: 'waiver' };
  }
  for (const { id, captured_at, at } of portfolio.evidence) {
    if (captured_at === null) continue;
    yield {
      subject: id,
      word: `evidence ${code(id)}`,
      date: captured_at,
      at: within(at, 'captured_at'),
      detail: 'evidence',
    };
  }
  for (const { id, file, as_of, at } of portfolio.crosswalks) {
    if (as_of === null) continue;
    yield { subject: file, word: `crosswalk ${code(id)}`, date: as_of, at, detail: 'crosswalk' };
  }
  for (const artefact of portfolio.artefacts) {
    if (!isLater(artefact, portfolio.as_of)) continue;
    yield {
      subject: artefact.id,
      word: `decision ${code(artefact.id)}`,
      date: String(artefact.data['date']),
      at: spotOf(artefact, ['date']),
      detail: 'decision',
    };
  }
}
