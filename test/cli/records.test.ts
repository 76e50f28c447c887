import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordDigest, type ApprovalRecord } from '../../src/core/approvals.ts';
import { edit, folderWithStarter, runIn, snapshot } from './support.ts';

let folder: string;
const system = 'demo/systems/delivery-time';
const at = (file: string) => path.join(folder, file);
const read = (file: string) => fs.readFileSync(at(file), 'utf8');
const casebook = (...args: string[]) => runIn(folder, args);
const check = async () => {
  const { findings } = JSON.parse((await casebook('check', 'demo', '--format', 'json')).out) as {
    findings: { rule: string; subject: string }[];
  };
  return findings.map(({ rule, subject }) => `${rule} ${subject}`);
};

beforeEach(() => {
  folder = folderWithStarter();
});

describe('casebook approve', () => {
  const approve = (...more: string[]) =>
    casebook('approve', 'model-card', '--content', 'demo', '--as', 'operations-risk', ...more);
  const records = () =>
    (parse(read(`${system}/approvals/model-card.yaml`)) as { approvals: ApprovalRecord[] }).approvals;

  test('records what was approved, by whom and until when', async () => {
    const { code, out } = await approve();
    const [record] = records();
    expect(record).toEqual({
      decision: 'approved',
      approver: 'operations-risk',
      role: 'approver',
      date: '2026-11-20',
      valid_until: '2028-11-20',
      fingerprint: expect.stringMatching(/^fp1:[0-9a-f]{64}$/) as string,
      body_fingerprint: expect.stringMatching(/^fp1:[0-9a-f]{64}$/) as string,
    });
    expect([code, out]).toEqual([
      0,
      `delivery-time/model-card: approved by Operations risk on 2026-11-20, until 2028-11-20 (fields ${record!.fingerprint.slice(4, 16)}, prose ${record!.body_fingerprint!.slice(4, 16)}).
Recorded in systems/delivery-time/approvals/model-card.yaml, not authenticated.
`,
    ]);
    expect(await check()).toEqual([]);
  });

  test('keeps what the approver saw, what it does not cover, who disagreed and where it is minuted', async () => {
    const { code } = await approve(
      ...['--gate', 'deployment', '--evidence', 'accuracy', '--limit', 'Not for parcels'],
      ...['--dissent', 'One voice for the table', '--minutes', 'R-7'],
    );
    expect([code, records()[0]]).toMatchObject([
      0,
      {
        gate: 'deployment',
        limits_of_use: ['Not for parcels'],
        evidence_considered: ['accuracy'],
        dissent: 'One voice for the table',
        minutes_ref: 'R-7',
      },
    ]);
    expect(await check()).toEqual([]);
  });

  test('chains a record to the one before it', async () => {
    await approve();
    await approve(
      '--condition',
      'Show the prohibited uses. | 2026-12-18 | data-science',
      '--condition',
      'Agree on the limits. | data-science | 2027-01-29',
      '--note',
      'Minutes 7: agreed.',
    );
    const [first, second] = records();
    expect(second).toMatchObject({
      decision: 'approved-with-conditions',
      conditions: [
        { condition: 'Show the prohibited uses.', owner: 'data-science', due: '2026-12-18', status: 'open' },
        { condition: 'Agree on the limits.', owner: 'data-science', due: '2027-01-29', status: 'open' },
      ],
      note: 'Minutes 7: agreed.',
      previous: recordDigest(first!),
    });
    expect(await check()).toEqual([]);
  });

  test('is voided by a change of meaning, and not by a change of layout', async () => {
    await approve();
    edit(
      at(`${system}/model-card.mdx`),
      'Predicts the minutes from depot',
      'Predicts the\nminutes from depot',
    );
    expect(await check()).toEqual([]);
    edit(at(`${system}/model-card.mdx`), 'an hour ahead', 'two hours ahead');
    expect(await check()).toEqual(['approval/changed delivery-time/model-card']);
  });

  test('keeps controls of the library in the portfolio’s own folder', async () => {
    expect((await casebook('approve', 'CTL-01', '--content', 'demo', '--as', 'operations-risk')).code).toBe(
      0,
    );
    expect(Object.keys(snapshot(at('demo')))).toContain('approvals/CTL-01.yaml');
    expect(await check()).toEqual([]);
  });

  test('says that a record dated after the as-of date counts from then', async () => {
    const later = { today: () => '2026-12-01' };
    const args = ['approve', 'model-card', '--content', 'demo', '--as', 'operations-risk'];
    expect((await runIn(folder, args, later)).err).toBe(
      'It is dated 2026-12-01, after the portfolio’s as-of date 2026-11-20, and counts from then.\n',
    );
  });

  test.each([
    [
      'an unknown party',
      ['model-card', '--as', 'operation-risk'],
      'no party in portfolio.yaml has the id `operation-risk`; did you mean `operations-risk`?',
    ],
    [
      'an unknown artefact',
      ['model-crd', '--as', 'operations-risk'],
      'nothing here has the id `model-crd`; did you mean `model-card`?',
    ],
    [
      'an item',
      ['FM-01', '--as', 'operations-risk'],
      '`delivery-time/FM-01` is not an artefact; approvals speak of whole artefacts, such as `delivery-time/failure-modes`',
    ],
    [
      'evidence that is none',
      ['model-card', '--as', 'operations-risk', '--evidence', 'FM-01'],
      '`delivery-time/FM-01` is a failure mode, not evidence',
    ],
    [
      'a gate that is none',
      ['model-card', '--as', 'operations-risk', '--gate', 'deploy'],
      'option `--gate <name>` argument `deploy` is invalid. Allowed choices are proposal, data-use, development-complete, validation, deployment, material-change, exception, risk-acceptance, retirement.',
    ],
    [
      'a party without the role',
      ['model-card', '--as', 'data-science'],
      '`data-science` has the roles developer; an approval of `delivery-time/model-card` takes approver or owner',
    ],
    [
      'a condition on a no',
      ['model-card', '--as', 'operations-risk', '--decision', 'rejected', '--condition', 'x'],
      'a --condition goes with `approved-with-conditions`, not with `rejected`',
    ],
    [
      'a condition with a part too many',
      ['model-card', '--as', 'operations-risk', '--condition', 'x | data-science | 2026-12-18 | open'],
      '--condition takes `<text> | <owner> | <due>`, of which owner and due may be left out; `x | data-science | 2026-12-18 | open` is none',
    ],
    [
      'a condition whose owner is none',
      ['model-card', '--as', 'operations-risk', '--condition', 'x | data-sience'],
      'no party in portfolio.yaml has the id `data-sience`; did you mean `data-science`?',
    ],
    [
      'a condition due on a day that there is not',
      ['model-card', '--as', 'operations-risk', '--condition', 'x | 2026-02-30'],
      '`2026-02-30` in --condition is not a day',
    ],
    [
      'conditions that are not named',
      ['model-card', '--as', 'operations-risk', '--decision', 'approved-with-conditions'],
      '`approved-with-conditions` needs at least one --condition',
    ],
    [
      'an end before the beginning',
      ['model-card', '--as', 'operations-risk', '--valid-until', '2026-01-01'],
      '--valid-until 2026-01-01 is before 2026-11-20',
    ],
  ])('refuses %s and writes nothing', async (_, args, message) => {
    const before = snapshot(at('demo'));
    const refused = await casebook('approve', ...args, '--content', 'demo');
    expect(refused).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
    expect(snapshot(at('demo'))).toEqual(before);
  });

  test('refuses developers and authors, whatever roles they have', async () => {
    edit(at('demo/portfolio.yaml'), 'roles: [developer]', 'roles: [developer, approver]');
    expect((await casebook('approve', 'model-card', '--content', 'demo', '--as', 'data-science')).err).toBe(
      'casebook: `data-science` developed `delivery-time` and cannot approve its artefacts\n',
    );
    edit(at('demo/portfolio.yaml'), 'authors: [data-science]', 'authors: [operations-risk]');
    expect((await approve()).err).toBe(
      'casebook: `operations-risk` is an author of `delivery-time/model-card` and cannot approve it\n',
    );
  });

  test('refuses an artefact with fields that cannot be read', async () => {
    edit(at(`${system}/model-card.mdx`), 'model_date: 2026-04-10', 'model_date: in spring');
    expect((await approve()).err).toBe(
      'casebook: `delivery-time/model-card` has fields that cannot be read (/model_date); mend them before anybody approves it\n',
    );
  });
});

describe('casebook confirm', () => {
  const confirm = (...what: string[]) =>
    casebook('confirm', ...what, '--content', 'demo', '--as', 'operations-risk');

  test('records what each target says now, and finds it doubtful once that changes', async () => {
    const { code, out } = await confirm('model-card');
    expect([code, out]).toEqual([
      0,
      `delivery-time/model-card uses delivery-time/distance_km
delivery-time/model-card uses delivery-time/stops_before
delivery-time/model-card uses delivery-time/rain_mm
delivery-time/model-card evidenced-by delivery-time/accuracy
delivery-time/model-card evidenced-by delivery-time/input-profile
delivery-time/model-card cites delivery-time/FM-01
delivery-time/model-card cites delivery-time/ADR-0001
7 links confirmed by Operations risk on 2026-11-20. Recorded in systems/delivery-time/confirmed.yaml, not authenticated.
`,
    ]);
    expect(await check()).toEqual([]);
    edit(at(`${system}/features.csv`), 'Forecast rain in the hour', 'Measured rain in the hour');
    expect(await check()).toEqual(['link/suspect delivery-time/model-card']);

    expect((await confirm('model-card', 'uses', 'rain_mm')).out).toBe(
      'delivery-time/model-card uses delivery-time/rain_mm\n1 link confirmed by Operations risk on 2026-11-20. Recorded in systems/delivery-time/confirmed.yaml, not authenticated.\n',
    );
    expect(await check()).toEqual([]);
  });

  test('records what a mapping says of clauses and controls where it is said, for the system that says it', async () => {
    const recorded =
      'confirmed by Operations risk on 2026-11-20. Recorded in systems/delivery-time/confirmed.yaml';
    const link = ['house-rules:r2', 'maps-to', 'CTL-01'];
    expect((await confirm('map:house-rules:r2')).out).toBe(
      `delivery-time/map:house-rules:r2 cites house-rules:r2
delivery-time/map:house-rules:r2 evidenced-by delivery-time/accuracy
CTL-01 implemented-by delivery-time/MON-02
house-rules:r2 maps-to CTL-01
4 links ${recorded}, not authenticated.
`,
    );
    edit(at('demo/controls/CTL-01-naive-benchmark.mdx'), 'title:', 'title: Another');
    expect(await check()).toEqual(['link/suspect house-rules:r2']);
    expect((await confirm(...link)).out).toContain(`1 link ${recorded}`);
    expect(await check()).toEqual([]);
    // A second system that maps the same clause to the same control confirms that for itself.
    fs.cpSync(at(system), at('demo/systems/other'), { recursive: true });
    fs.rmSync(at('demo/systems/other/confirmed.yaml'));
    edit(at('demo/controls/CTL-01-naive-benchmark.mdx'), 'title:', 'title: Yet another');
    expect((await confirm(...link)).err).toBe(
      'casebook: `delivery-time` and `other` each state that link; say whose with --system <id>\n',
    );
    expect((await confirm(...link, '--system', 'other')).out).toContain(
      'Recorded in systems/other/confirmed.yaml',
    );
    expect(await check()).toEqual(['link/suspect house-rules:r2']);
    expect((await confirm(...link, '--system', 'othr')).err).toBe(
      'casebook: there is no system `othr`; did you mean `other`?\n',
    );
  });

  test('confirms what a failure mode says of controls and monitors', async () => {
    expect((await confirm('FM-01')).out).toContain(
      'CTL-01 mitigates delivery-time/FM-01\ndelivery-time/MON-02 detects delivery-time/FM-01\n2 links confirmed',
    );
    const before = snapshot(at('demo'));
    expect((await confirm('FM-01')).out).toBe(
      'Nothing to confirm: every link was confirmed against what its target says now.\n',
    );
    expect(snapshot(at('demo'))).toEqual(before);
  });

  test('writes a record dated after the day of the portfolio once, though it does not count there yet', async () => {
    edit(at('demo/portfolio.yaml'), 'title:', 'as_of: 2026-11-01\ntitle:');
    const link = ['MON-02', 'detects', 'FM-01'];
    expect((await confirm(...link)).out).toContain('1 link confirmed by Operations risk on 2026-11-20');
    const before = snapshot(at('demo'));
    expect((await confirm(...link)).out).toBe(
      'Nothing to confirm: every link was confirmed against what its target says now.\n',
    );
    expect(snapshot(at('demo'))).toEqual(before);
    // On a day before it the link is not confirmed: that is another record.
    expect((await confirm(...link, '--as-of', '2026-11-10')).out).toContain('on 2026-11-10');
  });

  test.each([
    [
      'a link that is not there',
      ['FM-02', 'MON-02'],
      'there is no link from `delivery-time/FM-02` to `delivery-time/MON-02`',
    ],
    [
      'a link the wrong way round',
      ['FM-02', 'MON-01'],
      'there is no link from `delivery-time/FM-02` to `delivery-time/MON-01`; there is `delivery-time/MON-01 detects delivery-time/FM-02`',
    ],
    [
      'a type that is not one',
      ['MON-01', 'detect', 'FM-02'],
      '`detect` is not a type of link; did you mean `detects`?',
    ],
    ['too many words', ['a', 'b', 'c', 'd'], 'say one artefact, or one link as `<from> [type] <to>`'],
  ])('refuses %s', async (_, what, message) => {
    expect(await confirm(...what)).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
  });
});

describe('casebook evidence', () => {
  const register = `${system}/evidence/evidence.yaml`;
  const add = (file: string, ...more: string[]) =>
    casebook('evidence', 'add', file, '--title', 'Notes', '--provenance', 'synthetic', ...more);

  test('adds a file with its digest, and nothing else changes', async () => {
    const before = read(register);
    fs.writeFileSync(at(`${system}/evidence/notes.md`), 'seen\n');
    const result = await add(
      `${system}/evidence/notes.md`,
      '--type',
      'report',
      '--captured-at',
      '2026-11-01',
    );
    expect(result).toEqual({
      code: 0,
      err: '',
      out: `notes: notes.md, report, captured 2026-11-01, sha256 47a8dea66db0…
Registered in demo/systems/delivery-time/evidence/evidence.yaml; cite it as \`ev:notes#/…\`.
`,
    });
    expect(read(register)).toBe(`${before}  - id: notes
    title: Notes
    file: notes.md
    type: report
    sha256: 47a8dea66db04a6f2a18b6e27ef53a56f2122c0733e67f3908f1485fe1d4547f
    captured_at: 2026-11-01
    provenance: synthetic
`);
    expect(await check()).toEqual([]);
  });

  test('takes a file by its path in the content folder too, as findings name it', async () => {
    fs.renameSync(at('demo'), at('content'));
    const named = 'systems/delivery-time/evidence/notes.md';
    fs.writeFileSync(at(`content/${named}`), 'seen\n');
    const { code, out } = await add(named, '--type', 'report', '--captured-at', '2026-11-01');
    expect([code, out.split('\n')[1]]).toEqual([
      0,
      'Registered in content/systems/delivery-time/evidence/evidence.yaml; cite it as `ev:notes#/…`.',
    ]);
  });

  test('knows Casebook’s own shapes by their schema', async () => {
    fs.copyFileSync(at(`${system}/evidence/accuracy.json`), at(`${system}/evidence/again.json`));
    expect((await add(`${system}/evidence/again.json`, '--captured-at', '2026-11-01')).out).toContain(
      'again: again.json, metrics, captured 2026-11-01',
    );
  });

  test('refuses drift results that cannot be parsed', async () => {
    const broken = `${system}/evidence/broken.json`;
    fs.writeFileSync(at(broken), '{ "metrics": [');
    expect(await add(broken, '--type', 'drift', '--captured-at', '2026-11-01')).toEqual({
      code: 2,
      out: '',
      err: `casebook: ${broken}:1:15: the file is not JSON: the text ends in the middle of a value; write it again from its source\n`,
    });
    const table = `${system}/evidence/broken.csv`;
    fs.writeFileSync(at(table), 'name,psi\n"distance,0.31\n');
    expect((await add(table, '--type', 'drift', '--captured-at', '2026-11-01')).err).toBe(
      `casebook: ${table}:2:1: a double quote is never closed; put the whole value in double quotes, and write a double quote inside it twice (\`""\`)\n`,
    );
  });

  test('takes a byte order mark and numbers that are not finite as `check` takes them', async () => {
    const rows = `${system}/evidence/rows.json`;
    fs.writeFileSync(at(rows), '\uFEFF[{ "name": "distance", "psi": 0.31 }, { "name": "load", "psi": NaN }]');
    const how = ['--format', 'drift-table', '--batch', '2026-10', '--columns', 'feature=name,value=psi'];
    const named = [...how, '--constants', 'method=PSI,bins=10', '--captured-at', '2026-11-01'];
    expect(await add(rows, ...named)).toMatchObject({ code: 0, err: '' });
  });

  test('writes how drift results of other tools are read, and says what is in them', async () => {
    const table = `${system}/evidence/drift.csv`;
    fs.writeFileSync(at(table), 'name,psi\ndistance,0.31\nload,0.02\n');
    const named = [
      '--columns',
      'feature=name,value=psi',
      '--constants',
      'method=PSI,bins=10',
      '--captured-at',
      '2026-11-01',
    ];
    const asTable = ['--format', 'drift-table', '--batch', '2026-10', ...named];
    expect(await add(table, ...asTable.map((one) => one.replace('=psi', '=score')))).toEqual({
      code: 2,
      out: '',
      err: `casebook: ${table}: there is no column \`score\`, which the register names for \`value\`; the columns are \`name\`, \`psi\`; correct the name under \`columns\` of the row\n`,
    });
    expect((await add(table, '--columns', 'feture=name')).err).toContain(
      'There is no `feture`; did you mean `feature`?.',
    );
    expect((await add(table, '--type', 'report', '--batch', '2026-10')).err).toBe(
      `casebook: --batch is of drift results of other tools, and ${table} is of type report\n`,
    );
    expect(await add(table, ...asTable)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('Read as results of drift table: 2 readings.') as string,
    });
    const rows = (parse(read(register)) as { evidence: Record<string, unknown>[] }).evidence;
    expect(rows.at(-1)).toMatchObject({
      id: 'drift',
      type: 'drift',
      format: 'drift-table',
      batch: '2026-10',
      columns: { feature: 'name', value: 'psi' },
      constants: { method: 'PSI', bins: 10 },
    });
    expect(
      (await check()).filter((one) => one.startsWith('evidence/') || one.startsWith('content/')),
    ).toEqual([]);
  });

  test('refuses a file that is not of the shape it names, with what `check` would find, and writes nothing', async () => {
    const wrong = `${system}/evidence/wrong.json`;
    fs.writeFileSync(at(wrong), '{\n  "schema": "casebook/metrics@2",\n  "metrics": []\n}\n');
    const before = snapshot(at('demo'));
    expect(await add(wrong, '--captured-at', '2026-11-01')).toEqual({
      code: 1,
      out: '',
      err: `systems/delivery-time/evidence/wrong.json
  2:13  error  evidence/shape
    \`/schema\` \`casebook/metrics@2\` is not a shape that Casebook knows; did you mean
    \`casebook/metrics@1\`?
    2 |   "schema": "casebook/metrics@2",
      |             ^^^^^^^^^^^^^^^^^^^^
    fix correct what writes the file; the shape is in \`data/schemas/\` of the built site

casebook: ${wrong} is not of the shape it names; nothing is registered
`,
    });
    expect(snapshot(at('demo'))).toEqual(before);
    const accuracy = JSON.parse(read(`${system}/evidence/accuracy.json`)) as { metrics: object };
    Reflect.deleteProperty(accuracy.metrics, 'mae');
    Reflect.set(accuracy.metrics, 'mae', { value: 4.293 });
    fs.writeFileSync(at(wrong), JSON.stringify(accuracy));
    const { code, err } = await add(wrong, '--captured-at', '2026-11-01');
    expect([code, err]).toEqual([1, expect.stringContaining('`/metrics/mae/type` is missing')]);
    Reflect.deleteProperty(accuracy.metrics, 'mae');
    fs.writeFileSync(at(wrong), JSON.stringify(accuracy));
    expect(await add(wrong, '--provenance', 'real')).toEqual({
      code: 2,
      out: '',
      err: `casebook: --provenance: ${wrong} says itself that its data are synthetic, not real; register it as that, or produce it with the right word\n`,
    });
  });

  test('renews digests after files were produced anew, and keeps what people wrote beside them', async () => {
    edit(at(register), '    model_version: 1.0.0', '    model_version: 1.0.0 # as registered');
    expect((await casebook('evidence', 'refresh', '--content', 'demo')).out).toBe(
      'Every digest is what its file has.\n',
    );
    const before = read(register);
    edit(at(`${system}/evidence/produce.py`), 'Standard library only', 'The standard library only');
    expect(await check()).toEqual(['evidence/digest delivery-time/producer']);
    const { code, out } = await casebook('evidence', 'refresh', `${system}/evidence/produce.py`);
    expect(code).toBe(0);
    expect(out).toMatch(/^producer: [0-9a-f]{12}… → [0-9a-f]{12}…\n$/);
    const changed = read(register)
      .split('\n')
      .filter((line, i) => line !== before.split('\n')[i]);
    expect(changed).toEqual([expect.stringMatching(/^ {4}sha256: [0-9a-f]{64}$/)]);
    expect(await check()).toEqual([]);
  });

  test('renews the others when one file is gone, and says so', async () => {
    fs.rmSync(at(`${system}/evidence/accuracy.json`));
    edit(at(`${system}/evidence/produce.py`), 'Standard library only', 'The standard library only');
    const { code, out, err } = await casebook('evidence', 'refresh', '--content', 'demo');
    expect(code).toBe(1);
    expect(out).toMatch(/^producer: /);
    expect(err).toBe(
      'casebook: accuracy: there is no file accuracy.json beside demo/systems/delivery-time/evidence/evidence.yaml; its row stays as it is\n',
    );
  });

  test('tells results of a drift tool by their keys', async () => {
    const file = `${system}/evidence/ours.json`;
    fs.writeFileSync(
      at(file),
      '{"metrics":[{"id":"a","metric_id":"ValueDrift(column=age)","value":0.21}],"tests":[]}\n',
    );
    expect(await add(file)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /^ours: ours\.json, drift, .*\nRead as results of Evidently: 1 reading\.\n/,
      ) as string,
    });
  });

  test('refuses what it cannot register', async () => {
    const said = async (...args: string[]) => (await add(...(args as [string]))).err;
    expect(await said('nowhere.json')).toBe('casebook: there is no file nowhere.json\n');
    expect(await said('demo/portfolio.yaml')).toBe(
      'casebook: demo/portfolio.yaml does not lie in a system’s evidence folder; put it below systems/<id>/evidence/ first\n',
    );
    expect(await said(`${system}/evidence/accuracy.json`)).toBe(
      `casebook: ${system}/evidence/accuracy.json is registered as \`accuracy\`; \`casebook evidence refresh\` renews its digest\n`,
    );
    fs.writeFileSync(at(`${system}/evidence/notes.md`), 'seen\n');
    expect(await said(`${system}/evidence/notes.md`)).toBe(
      `casebook: say what ${system}/evidence/notes.md is with --type metrics|profile|drift|shap|report|log|dataset|model|lineage|code|dashboard|minutes|ticket|screenshot|other\n`,
    );
    expect(await said(`${system}/evidence/notes.md`, '--type', 'report', '--id', 'accuracy')).toBe(
      `casebook: ${register} has \`accuracy\` already; choose another --id\n`,
    );
    edit(at(register), 'evidence:', 'evidence: {');
    expect(await said(`${system}/evidence/notes.md`, '--type', 'report')).toMatch(
      /^casebook: demo\/systems\/delivery-time\/evidence\/evidence\.yaml:\d+:\d+: is not valid YAML \(.+\); mend it first\n$/,
    );
  });
});
