import { expect, test } from 'vitest';
import { schemaOf } from '../../src/kinds/envelope.ts';
import { kinds } from '../../src/kinds/index.ts';
import { approvalRow } from '../../src/kinds/approvals/schema.ts';
import { boardAnswers, boardHeadline, boardWithout } from '../../src/site/data/board-answers.ts';
import { boardQuestions } from '../../src/site/data/board-questions.ts';
import { lenient, page, portfolioOf, system } from '../rules/support.ts';

test('every question has an id of its own, and names fields that there are', () => {
  expect(new Set(boardQuestions.map(({ id }) => id)).size).toBe(64);
  const known = new Set([
    'not-built.lifecycle_stage',
    ...Object.keys(approvalRow.shape).map((name) => `approval.${name}`),
  ]);
  for (const kind of kinds) {
    const own = Object.keys(schemaOf(kind).shape);
    const rows = kind.items.flatMap(({ field }) => {
      const list = schemaOf(kind).shape[field] as { unwrap: () => { element: { shape: object } } };
      return Object.keys(list.unwrap().element.shape);
    });
    for (const name of [...own, ...rows]) known.add(`${kind.name}.${name}`);
  }
  expect(boardQuestions.flatMap(({ fields }) => fields).filter((field) => !known.has(field))).toEqual([]);
});

test('a question is on file, in part, open, or without a record, and leads to the page that answers it', async () => {
  const portfolio = await portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(
      'accountable_executive: own\nprohibited_uses: [Pricing]\norigin: internal',
    ),
    'systems/demo/feature-register.mdx': page(
      'title: F\nfeatures:\n  - { name: income, justification: Needed., lawful_basis: contract }',
    ),
    'systems/demo/validation-report.mdx': page('title: V'),
  });
  const answers = boardAnswers(portfolio.systems[0]!, portfolio);
  const of = (id: string) => answers.find(({ question }) => question.id === id)!;
  expect(of('rq-04').state).toBe('in-part');
  expect(of('rq-20')).toMatchObject({
    state: 'in-part',
    places: [
      {
        title: 'Feature register',
        field: 'justification',
        address: '/systems/demo/feature-register/',
        isFilled: true,
      },
      { field: 'lawful_basis', isFilled: true },
      { field: 'proxy_test', isFilled: false },
    ],
  });
  expect(of('rq-27').places.map(({ address, isFilled }) => [address, isFilled])).toEqual([
    ['/systems/demo/validation-report/', false],
    ['/systems/demo/validation-report/', false],
  ]);
  expect([of('rq-48').state, of('rq-48').places[0]?.address]).toEqual(['open', null]);
  expect(of('rq-50').state).toBe('no-kind');
  // What the firm makes itself has no vendor.
  expect(of('rq-59').places.map(({ field }) => field)).toEqual(['limitations_found']);
  expect(boardHeadline(answers)).toMatch(
    /^0 of 64 questions of a board are answered on file, \d+ in part, \d+ are open$/,
  );
  const without = answers.filter(({ state }) => state === 'no-kind').length;
  expect(boardWithout(answers)).toBe(`${without} ask for what Casebook has no kind of record for yet.`);
  expect(boardWithout([of('rq-04')])).toBe('');
});
