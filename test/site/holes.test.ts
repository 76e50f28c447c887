/** What is not there: each list with a hole, without one, and where nobody can know. */
import { beforeAll, describe, expect, test } from 'vitest';
import { findingKey } from '../../src/core/finding.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import type { HoleList } from '../../src/site/data/holes/hole.ts';
import { byWeight, countStates, holeLists, scopeOf } from '../../src/site/data/holes/lists.ts';
import {
  holesAddress,
  holesHeadline,
  holesPaths,
  holesStandfirst,
  listHeading,
  nothingIn,
  openIn,
  shareOf,
} from '../../src/site/data/holes/page.ts';
import { digestOf, lenient, page, portfolioOf, system, type Files } from '../rules/support.ts';

const shap = {
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'pd',
  model_version: '1.0.0',
  dataset: 'a sample',
  provenance: 'synthetic',
  explainer: { name: 'xgboost 2.1' },
  output_space: 'log-odds',
  base_value: -1,
  n_total: 10,
  n_drawn: 0,
  features: ['income', 'tenure'],
  mean_abs: [0.2, 0.1],
};
const log = 'day,entries\n2026-10-01,12\n';
const register = `evidence:
  - { id: shap, title: SHAP values, file: shap.json, type: shap, provenance: synthetic, captured_at: 2026-10-01, sha256: ${digestOf(shap)} }
  - { id: log, title: The log, file: log.csv, type: log, provenance: synthetic, captured_at: 2026-10-01, sha256: ${digestOf(log)} }
`;

const mapping = 'systems/demo/compliance-mapping.mdx';
const control = 'controls/CTL-LOG.mdx';
const features = 'systems/demo/feature-register.mdx';
const modes = 'systems/demo/failure-modes.mdx';
const drift = 'systems/demo/drift-governance.mdx';
const handoff = 'systems/demo/handoff-checklist.mdx';
const card = 'systems/demo/model-card.mdx';
const evidence = 'systems/demo/evidence/evidence.yaml';

/** A portfolio in which nothing is missing that any list looks for. */
const whole: Files = {
  'portfolio.yaml': lenient + 'catalogues: [./house.yaml]\n',
  'house.yaml': `framework:
  id: house
  title: House rules for models
  legal_force: house-rule
obligations:
  - { id: house:r-1, ref: Rule 1, title: Keep a log, summary: Outputs are logged. }
  - { id: house:r-2, ref: Rule 2, title: Test the log, summary: The log is tested. }
`,
  'systems/demo/system.mdx': system('frameworks: [house]\n'),
  [mapping]: page(`title: Mapping
mappings:
  - { obligation: house:r-1, applicability: applicable, implementation_status: implemented, controls: [CTL-LOG] }
  - { obligation: house:r-2, applicability: not-applicable, applicability_rationale: No test., decided_by: cro }`),
  [control]: page('title: Log\nimplementation_status: implemented\nevidence: [demo/log]\nowner: dev'),
  [features]: page(`title: Features
features:
  - { name: income, usage: model-input, status: approved, justification: Ability to pay. }
  - { name: tenure, usage: model-input, status: approved, justification: Stability. }`),
  [modes]: page(`title: Failures
failure_modes:
  - { id: FM-01, failure_mode: A file is late, linked_monitor: MON-01, owner: dev }`),
  [drift]: page(
    `title: Drift
monitors:
  - { id: MON-01, target: income, metric: PSI, amber: 0.1, red: 0.25, owner: dev, action_red: Stop. }`,
    '\n## Threshold rationale\n\nSet on a year of stable months.\n',
  ),
  [handoff]: page(`title: Handoff
items:
  - { id: HO-01, question: Is there a log?, result: pass, evidence: [log] }
conditions:
  - { id: HC-01, condition: The log is read, status: met, evidence: [log] }
  - { id: HC-02, condition: The log is kept, status: open }`),
  [card]: page(
    `title: Card
inputs:
  - { name: income }
  - { name: months, feature: tenure }
decision_thresholds:
  - { threshold: 0.5, action: Call, rationale: Capacity of the desk., set_by: cro }`,
    '\nIt rests on [[ev:shap]].\n',
  ),
  [evidence]: register,
  'systems/demo/evidence/shap.json': shap,
  'systems/demo/evidence/log.csv': log,
};

/** The whole portfolio with some text replaced in a file. */
const changed = (file: string, ...pairs: [from: string | RegExp, to: string][]): Files => {
  let text = whole[file] as string;
  for (const [from, to] of pairs) {
    const after = text.replace(from, to);
    if (after === text) throw new Error(`nothing to replace: ${String(from)} in ${file}`);
    text = after;
  }
  return { ...whole, [file]: text };
};

const listed = async (id: string, files: Files): Promise<HoleList> => listIn(await portfolioOf(files), id);
const listIn = (portfolio: Portfolio, id: string): HoleList =>
  holeLists(portfolio).find((list) => list.id === id)!;
const rowsOf = async (id: string, files: Files): Promise<string[]> =>
  (await listed(id, files)).rows.map((row) => `${row.state} ${row.id}: ${row.why}`);

describe('a portfolio in which nothing is missing', () => {
  let portfolio: Portfolio;
  beforeAll(async () => {
    portfolio = await portfolioOf(whole);
  });

  test('has empty lists, each with what it looked at', () => {
    expect(holeLists(portfolio).map((list) => [list.id, list.rows, scopeOf(list)])).toEqual([
      ['obligations', [], 1],
      ['controls', [], 1],
      ['evidence', [], 2],
      ['failure-modes', [], 1],
      ['monitors', [], 1],
      ['features', [], 3],
      ['justification', [], 2],
      ['handoff', [], 2],
      ['thresholds', [], 2],
    ]);
    expect(holesHeadline(holeLists(portfolio))).toBe('No hole is open in nine lists');
    expect(nothingIn(listIn(portfolio, 'monitors'))).toBe('None of 1 monitor.');
    expect(shareOf(listIn(portfolio, 'evidence'))).toBe('0 of 2 (0\u00a0%)');
  });
});

test('a portfolio without anything has nothing in scope, which is not "no hole"', async () => {
  const lists = holeLists(await portfolioOf({ 'portfolio.yaml': lenient }));
  expect(holesHeadline(lists)).toBe('Nothing is in scope yet');
  expect(lists.map(nothingIn)).toEqual(Array.from({ length: 9 }, () => 'Nothing in scope.'));
  expect(lists.map(shareOf)).toEqual(Array.from({ length: 9 }, () => 'nothing in scope'));
});

describe('obligations', () => {
  test('that nobody assessed, and gaps', async () => {
    const files = changed(
      mapping,
      [/\n {2}- \{ obligation: house:r-2.*/, ''],
      ['implementation_status: implemented, controls: [CTL-LOG]', 'gap: The log is kept by nobody.'],
    );
    const list = await listed('obligations', files);
    expect(list.rows).toEqual([
      {
        id: 'house:r-1',
        title: 'Rule 1 Keep a log',
        system: 'demo',
        systems: ['demo'],
        owners: ['own'],
        why: 'The log is kept by nobody.',
        address: '/traceability/house/demo/#p-r-1',
        state: 'open',
        waiver: null,
      },
      {
        id: 'house:r-2',
        title: 'Rule 2 Test the log',
        system: 'demo',
        systems: ['demo'],
        owners: ['own'],
        why: 'Nobody has assessed this clause for this system.',
        address: '/traceability/house/demo/#p-r-2',
        state: 'open',
        waiver: null,
      },
    ]);
    expect(listHeading(list)).toBe('Obligations without a control: 2 of 2');
  });

  test('that are planned with an owner and a date are explained', async () => {
    const files = changed(mapping, [
      'implementation_status: implemented, controls: [CTL-LOG]',
      'implementation_status: planned, remediation: { action: Build it, owner: dev, due: 2027-01-31 }',
    ]);
    expect(await rowsOf('obligations', files)).toEqual([
      'explained house:r-1: Planned by Model developer for 2027-01-31.',
    ]);
  });

  test('that a waiver accepts are shown as waived, with its id', async () => {
    const files: Files = {
      ...changed(mapping, ['implementation_status: implemented, controls: [CTL-LOG]', 'gap: No log.']),
      'systems/demo/waivers/log.yaml':
        'id: W-01\ntitle: No log yet\nobligations: [house:r-1]\nrationale: Next release.\napproved_by: cro\ndate: 2026-11-01\nexpires: 2027-02-01\n',
    };
    const [row, ...more] = (await listed('obligations', files)).rows;
    expect(more).toEqual([]);
    expect([row!.state, row!.waiver]).toEqual(['waived', 'demo/W-01']);
  });

  test('of a mapping that could not be read are unknown, never "no hole"', async () => {
    const files = { ...whole, [mapping]: '---\ntitle: [\n---\n' };
    expect(await rowsOf('obligations', files)).toEqual([
      'unread demo/compliance-mapping: `mappings` could not be read; the findings say why.',
      'unread house:r-1: Whether it is mapped is not known: the mapping could not be read.',
      'unread house:r-2: Whether it is mapped is not known: the mapping could not be read.',
    ]);
    expect(await rowsOf('controls', files)).toEqual([
      'unread CTL-LOG: No mapping that could be read names it.',
    ]);
  });
});

describe('controls', () => {
  test('without evidence, in each system that uses them', async () => {
    const files = changed(control, ['evidence: [demo/log]\n', '']);
    const list = await listed('controls', files);
    expect(list.rows).toEqual([
      {
        id: 'CTL-LOG',
        title: 'Log',
        system: null,
        systems: ['demo'],
        owners: ['dev'],
        why: 'No evidence is cited for 1 obligation (House rules for models Rule 1).',
        address: '/controls/CTL-LOG/',
        state: 'open',
        waiver: null,
      },
    ]);
    expect([...list.scope]).toEqual([[null, 1]]);
    const waived: Files = {
      ...files,
      'systems/demo/waivers/log.yaml': `id: W-01\ntitle: No log yet\nfindings: [${findingKey('traceability/no-evidence', 'CTL-LOG', 'demo')}]\nrationale: Next release.\napproved_by: cro\ndate: 2026-11-01\nexpires: 2027-02-01\n`,
    };
    expect((await listed('controls', waived)).rows.map(({ state, waiver }) => [state, waiver])).toEqual([
      ['waived', 'demo/W-01'],
    ]);
  });

  test('shared by systems say in which of them nothing shows that they run', async () => {
    const files: Files = {
      ...whole,
      'systems/other/system.mdx': system('frameworks: [house]\n').replace('Demo', 'Other'),
      'systems/other/compliance-mapping.mdx': whole[mapping] as string,
    };
    const [row, ...more] = (await listed('controls', files)).rows;
    expect(more).toEqual([]);
    expect([row!.id, row!.systems, row!.why]).toEqual([
      'CTL-LOG',
      ['other'],
      'No evidence is cited for 1 obligation of Other system (House rules for models Rule 1).',
    ]);
  });

  test('that the evidence of the row proves are not bare', async () => {
    const files = {
      ...changed(control, ['evidence: [demo/log]\n', '']),
      [mapping]: (whole[mapping] as string).replace(
        'controls: [CTL-LOG]',
        'controls: [CTL-LOG], evidence: [log]',
      ),
    };
    expect(await rowsOf('controls', files)).toEqual([]);
  });

  test('without an obligation; of one that is planned no evidence is asked, a retired one is history', async () => {
    const more = (text: string): Files => ({ ...whole, 'controls/CTL-X.mdx': page(`title: Extra\n${text}`) });
    expect(await rowsOf('controls', more('implementation_status: implemented'))).toEqual([
      'open CTL-X: No obligation in scope names it and it cites no evidence.',
    ]);
    expect(await rowsOf('controls', more('implementation_status: planned'))).toEqual([
      'open CTL-X: No obligation in scope names it.',
    ]);
    const retired = await listed('controls', more('implementation_status: implemented\nstatus: retired'));
    expect([retired.rows, scopeOf(retired)]).toEqual([[], 1]);
  });
});

describe('evidence', () => {
  test('that nothing in force cites', async () => {
    const files = changed(card, ['It rests on [[ev:shap]].', '']);
    expect(await rowsOf('evidence', files)).toEqual(['open demo/shap: Nothing cites this `shap` file.']);
    const history = changed(card, ['title: Card', 'title: Card\nstatus: superseded']);
    expect(await rowsOf('evidence', history)).toEqual(['open demo/shap: Nothing cites this `shap` file.']);
  });

  test('that a page might cite which could not be read is unknown', async () => {
    const files = { ...whole, [card]: '---\ntitle: [\n---\n' };
    expect(await rowsOf('evidence', files)).toEqual([
      'unread demo/shap: Nothing that could be read cites it; not read: `demo/model-card`.',
    ]);
  });

  test('that is the program behind other files is explained; of a later day it does not exist yet', async () => {
    const program = 'print("hello")\n';
    const entry = (more: string): Files => ({
      ...whole,
      [evidence]: `${register.replace('title: The log,', 'title: The log, produced_by: run.py,')}  - { id: run, title: Program, file: run.py, type: code, provenance: synthetic, sha256: ${digestOf(program)}, ${more} }\n`,
      'systems/demo/evidence/run.py': program,
    });
    expect(await rowsOf('evidence', entry('captured_at: 2026-10-01'))).toEqual([
      'explained demo/run: Nothing cites it; the register names it as the program behind 1 other file.',
    ]);
    const later = await listed('evidence', entry('captured_at: 2026-12-01'));
    expect([later.rows, scopeOf(later)]).toEqual([[], 2]);
  });
});

describe('failure modes', () => {
  test.each([
    [
      ', owner',
      'open demo/FM-01: Nothing would show it: no monitor, no detection control, no word on why there is none.',
    ],
    [
      ', detection_controls: [A person looks], owner',
      'open demo/FM-01: Detection controls are described in words; no monitor is linked, and nothing says why.',
    ],
    [', undetectable: No trace is left., owner', 'explained demo/FM-01: No trace is left.'],
    [
      ', linked_monitor: MON-99, owner',
      'open demo/FM-01: It names the monitor `MON-99`, which does not exist.',
    ],
    [', linked_monitor: [MON-01], owner', 'unread demo/FM-01: Its `linked_monitor` could not be read.'],
  ])('with %s', async (fields, row) => {
    expect(
      await rowsOf('failure-modes', changed(modes, [', linked_monitor: MON-01, owner', fields])),
    ).toEqual([row]);
  });

  test('whose table could not be read are unknown', async () => {
    const files = { ...whole, [modes]: page('title: Failures\nfailure_modes: ./gone.csv') };
    expect(await rowsOf('failure-modes', files)).toEqual([
      'unread demo/failure-modes: `failure_modes` could not be read; the findings say why.',
    ]);
  });
});

test('detectors that name nobody, or somebody unknown', async () => {
  expect(await rowsOf('monitors', changed(drift, [' owner: dev,', '']))).toEqual([
    'open demo/MON-01: It names no owner.',
  ]);
  expect(await rowsOf('monitors', changed(drift, ['owner: dev', 'owner: nobody-known']))).toEqual([
    'open demo/MON-01: It names `nobody-known`, who is not among the parties.',
  ]);
});

describe('features', () => {
  test('of the model that the register does not know', async () => {
    const files = changed(features, [/\n {2}- \{ name: tenure.*/, '']);
    const list = await listed('features', files);
    expect(list.rows.map(({ id, why, address }) => [id, why, address])).toEqual([
      [
        'demo/months',
        '`demo/model-card` uses it, and the register has no row for it.',
        '/systems/demo/model-card/',
      ],
      ['demo/tenure', '`demo/shap` uses it, and the register has no row for it.', '/evidence/demo/shap/'],
    ]);
    expect(await rowsOf('justification', files)).toEqual([
      'open demo/tenure: It is number 2 in `demo/shap`, and not in the register.',
    ]);
  });

  test('of a system without a register count where its tier asks for one', async () => {
    const { [features]: _, ...none } = whole;
    expect(scopeOf(await listed('features', none))).toBe(0);
    const demanded: Files = {
      ...none,
      'portfolio.yaml': (whole['portfolio.yaml'] as string).replace('kinds: []', 'kinds: [feature-register]'),
    };
    expect(await rowsOf('features', demanded)).toEqual([
      'open demo/income: `demo/shap` uses it, and the system has no feature register.',
      'open demo/months: `demo/model-card` uses it, and the system has no feature register.',
      'open demo/tenure: `demo/shap` uses it, and the system has no feature register.',
    ]);
  });

  test('at the top without a justification', async () => {
    expect(await rowsOf('justification', changed(features, [', justification: Stability.', '']))).toEqual([
      'open demo/tenure: It is number 2 in `demo/shap`, and its `justification` is empty.',
    ]);
  });

  test('are unknown where the register or the SHAP file could not be read', async () => {
    const lost = { ...whole, [features]: page('title: Features\nfeatures: ./gone.csv') };
    expect(await rowsOf('features', lost)).toEqual([
      'unread demo/feature-register: `features` could not be read; the findings say why.',
      'unread demo/income: Whether it is registered is not known: the register could not be read.',
      'unread demo/months: Whether it is registered is not known: the register could not be read.',
      'unread demo/tenure: Whether it is registered is not known: the register could not be read.',
    ]);
    const broken = { ...whole, 'systems/demo/evidence/shap.json': { ...shap, n_total: 11 } };
    const unknown =
      'unread demo/shap: Which features it speaks of is not known: the file is missing, differs from its digest or is not of its shape.';
    expect(await rowsOf('features', broken)).toEqual([unknown]);
    expect(await rowsOf('justification', broken)).toEqual([unknown]);
  });
});

test('handoffs: what passed or is met without anything that shows it; what is open claims nothing', async () => {
  const files = changed(handoff, ['pass, evidence: [log]', 'pass'], ['met, evidence: [log]', 'met']);
  expect(await rowsOf('handoff', files)).toEqual([
    'open demo/HC-01: It is said to be met, and nothing shows it.',
    'open demo/HO-01: It passed, and nothing shows it.',
  ]);
  expect(await rowsOf('handoff', changed(handoff, ['pass, evidence: [log]', 'pass, evidence: 7']))).toEqual([
    'unread demo/HO-01: Its `evidence` could not be read.',
  ]);
});

test('thresholds: limits of monitors and of decisions without a reason', async () => {
  expect(await rowsOf('thresholds', changed(drift, [/## Threshold rationale[^]*/, '']))).toEqual([
    'open demo/MON-01: Neither it nor `demo/drift-governance` says why its limits are where they are.',
  ]);
  expect(await rowsOf('thresholds', changed(card, [' rationale: Capacity of the desk.,', '']))).toEqual([
    'open demo/model-card: A decision threshold without a rationale.',
  ]);
});

describe('the page', () => {
  const holed: Files = {
    ...changed(modes, [', linked_monitor: MON-01, owner', ', undetectable: No trace., owner']),
    [drift]: (whole[drift] as string).replace(' owner: dev,', ''),
    [control]: (whole[control] as string).replace('evidence: [demo/log]\n', ''),
    [handoff]: (whole[handoff] as string).replaceAll(', evidence: [log]', ''),
  };

  test('says how many holes, where most are, and what the headline leaves out', async () => {
    const portfolio = await portfolioOf(holed);
    const lists = byWeight(holeLists(portfolio));
    expect(lists.slice(0, 4).map((list) => [list.id, countStates(list.rows).open])).toEqual([
      ['handoff', 2],
      ['controls', 1],
      ['evidence', 1],
      ['monitors', 1],
    ]);
    expect(holesHeadline(lists)).toBe(
      '5 holes in 4 of 9 lists; the largest: handoff conditions without proof (2 of 2)',
    );
    expect(holesStandfirst(lists)).toBe(
      'What the record lacks, as far as a machine can tell from what is there. One more is explained: the record says why, or by whom and when it comes.',
    );
    expect(openIn(portfolio, 'demo')).toBe(5);
    expect(holesAddress(portfolio, portfolio.systems[0]!)).toBe('/holes/?system=demo');
    expect(holesPaths(portfolio).map(({ params }) => params.page)).toEqual([undefined]);
  });

  test('is cut by system and into parts once its rows are too many, and loses none of them', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, i) => `  - { id: MON-${100 + i}, target: x, metric: PSI, action_red: Stop. }`,
    ).join('\n');
    const portfolio = await portfolioOf({
      ...holed,
      [drift]: (holed[drift] as string).replace('monitors:\n', `monitors:\n${rows}\n`),
    });
    const paths = holesPaths(portfolio);
    expect(paths.map(({ params }) => params.page)).toEqual([
      undefined,
      'portfolio',
      'demo',
      'demo/2',
      'demo/3',
      'demo/4',
    ]);
    expect(paths[0]!.props.page.shown).toEqual([]);
    const shown = paths.flatMap(({ props }) =>
      props.page.shown.flatMap((list) => list.rows.map(({ id }) => id)),
    );
    const all = holeLists(portfolio).flatMap((list) => list.rows.map(({ id }) => id));
    expect(shown.toSorted()).toEqual(all.toSorted());
    expect(holesHeadline(paths[2]!.props.page.lists)).toBe(
      '204 holes in 3 of 9 lists; the largest: detectors without an owner (201 of 201)',
    );
    expect(holesAddress(portfolio, portfolio.systems[0]!)).toBe('/holes/demo/');
  });
});
