// The example, broken in many ways at once: exactly the findings that each fault deserves come out, each at its
// place, and nothing else of the portfolio is lost. Files that are written afresh hide nothing of the example.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Finding } from '../../src/core/finding.ts';
import { root, temporaryFolder } from './support.ts';

const asOf = '2026-11-20';
const pd = 'systems/retail-credit-pd/';
const beds = 'systems/hospital-bed-demand/';
const cv = 'systems/cv-screening/';

interface Expected {
  rule: string;
  file: string;
  /** Words of the line that the finding stands at; the first line when left out. */
  on?: string;
  message: string;
}

interface Fault {
  what: string;
  make: (at: (file: string) => string) => void;
  found: Expected[];
}

/** Adds to the end of a file. */
const append = (file: string, text: string) => (at: (file: string) => string) =>
  fs.appendFileSync(at(file), text);

/** Replaces a text that the file must hold, without moving the lines after it. */
const replace = (file: string, from: string, to: string) => (at: (file: string) => string) => {
  const text = fs.readFileSync(at(file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  fs.writeFileSync(
    at(file),
    text.replace(from, () => to),
  );
};

/** Writes a new file. */
const write = (file: string, content: string | Uint8Array) => (at: (file: string) => string) => {
  if (fs.existsSync(at(file))) throw new Error(`${file} is there already`);
  fs.mkdirSync(path.dirname(at(file)), { recursive: true });
  fs.writeFileSync(at(file), content);
};

/** Adds a record that repeats the last one and does not name it as the one before. */
const again = (file: string) => (at: (file: string) => string) => {
  const [, record] = fs.readFileSync(at(file), 'utf8').split('approvals:\n');
  fs.appendFileSync(at(file), record!.replace('\n', ' # again\n'));
};

/** Copies a file to a new name. */
const copy = (from: string, to: string) => (at: (file: string) => string) =>
  write(to, fs.readFileSync(at(from)))(at);

/** The digest that the register has of a file which is written anew. */
const registered = sha256(fs.readFileSync(path.join(root, 'content', pd, 'evidence/validation-summary.md')));

const faults: Fault[] = [
  {
    what: 'a sign that opens a tag',
    make: append('controls/CTL-CHG.mdx', '\nPSI <0.1 is fine.\n'),
    found: [
      {
        rule: 'syntax/mdx',
        file: 'controls/CTL-CHG.mdx',
        on: 'PSI <0.1 is fine',
        message: '`<` begins a tag, and `<0.1` is none',
      },
    ],
  },
  {
    what: 'a script',
    make: append('controls/CTL-INC.mdx', '\n<script>alert(1)</script>\n'),
    found: [
      {
        rule: 'content/html',
        file: 'controls/CTL-INC.mdx',
        on: '<script>',
        message: '`<script>` is HTML, which artefacts cannot hold',
      },
    ],
  },
  {
    what: 'a link that acts',
    make: append('controls/CTL-EXPL.mdx', '\n[here](javascript:alert(1))\n'),
    found: [
      {
        rule: 'content/url',
        file: 'controls/CTL-EXPL.mdx',
        on: 'javascript:',
        message: 'the link `javascript:alert(1)` is refused: `javascript:` is not allowed',
      },
    ],
  },
  {
    what: 'an expression',
    make: append('controls/CTL-LOG.mdx', '\nTwo is {1 + 1}.\n'),
    found: [
      {
        rule: 'content/expression',
        file: 'controls/CTL-LOG.mdx',
        on: '{1 + 1}',
        message: '`{1 + 1}` is an expression, and content is not run',
      },
    ],
  },
  {
    what: 'an import',
    make: append('controls/CTL-LIT.mdx', "\nimport x from './x.js'\n"),
    found: [
      {
        rule: 'content/expression',
        file: 'controls/CTL-LIT.mdx',
        on: 'import x',
        message: 'a line that begins with `import` is code, and content is not run',
      },
    ],
  },
  {
    what: 'an unknown component',
    make: append('controls/CTL-RIGHTS.mdx', '\n<Metrik of="ev:x#/a" />\n'),
    found: [
      {
        rule: 'content/component',
        file: 'controls/CTL-RIGHTS.mdx',
        on: '<Metrik',
        message: 'there is no component `<Metrik>`',
      },
    ],
  },
  {
    what: 'a party that is not there',
    make: replace('controls/CTL-DQ.mdx', 'owner: data-platform', 'owner: data-platfrom'),
    found: [
      {
        rule: 'reference/dangling',
        file: 'controls/CTL-DQ.mdx',
        on: 'owner: data-platfrom',
        message: 'no party has the id `data-platfrom`',
      },
    ],
  },
  {
    what: 'a word that is not allowed',
    make: replace('controls/CTL-STOP.mdx', 'nature: hybrid', 'nature: hybird'),
    found: [
      {
        rule: 'schema/invalid',
        file: 'controls/CTL-STOP.mdx',
        on: 'nature: hybird',
        message: '`nature` must be one of `manual`, `automated`, `hybrid`; it is `hybird`',
      },
    ],
  },
  {
    what: 'an unknown field',
    make: replace('controls/CTL-FEAT.mdx', 'frequency:', 'frequenzy:'),
    found: [
      {
        rule: 'schema/unknown-field',
        file: 'controls/CTL-FEAT.mdx',
        on: 'frequenzy:',
        message: 'unknown field `frequenzy`',
      },
    ],
  },
  {
    what: 'a review that is overdue',
    make: replace('controls/CTL-RISK.mdx', 'next_review: 2027-04-30', 'next_review: 2026-04-30'),
    found: [
      {
        rule: 'review/overdue',
        file: 'controls/CTL-RISK.mdx',
        on: 'next_review:',
        message: 'the review of `CTL-RISK` was due on 2026-04-30 (`next_review`), 204 days before 2026-11-20',
      },
    ],
  },
  {
    what: 'an id that differs only in case',
    make: copy('controls/CTL-INV.mdx', 'controls/ctl-inv.mdx'),
    found: [
      {
        rule: 'reference/duplicate',
        file: 'controls/ctl-inv.mdx',
        on: 'title:',
        message: '`CTL-INV` and `ctl-inv` differ only in upper and lower case',
      },
    ],
  },
  {
    what: 'a catalogue that does not exist',
    make: replace('portfolio.yaml', '  - gdpr\n', '  - gdpr\n  - gdrp\n'),
    found: [
      {
        rule: 'reference/catalogue',
        file: 'portfolio.yaml',
        on: '- gdrp',
        message: 'no catalogue called `gdrp` ships with Casebook',
      },
    ],
  },
  {
    what: 'a second portfolio file',
    make: write('portfolio.yml', 'title: Another\n'),
    found: [
      {
        rule: 'reference/duplicate',
        file: 'portfolio.yml',
        message: '`portfolio.yaml` is the portfolio file already; `portfolio.yml` is not read',
      },
    ],
  },
  {
    what: 'a dangling reference',
    make: append(`${pd}decisions/0009-salary-recognition.mdx`, '\n## Notes\n\nSee [[FM-99]].\n'),
    found: [
      {
        rule: 'reference/dangling',
        file: `${pd}decisions/0009-salary-recognition.mdx`,
        on: '[[FM-99]]',
        message: 'nothing has the id `FM-99`',
      },
    ],
  },
  {
    what: 'a placeholder',
    make: append(`${pd}decisions/0009-salary-recognition.mdx`, '\nThe cost is TBD.\n'),
    found: [
      {
        rule: 'content/placeholder',
        file: `${pd}decisions/0009-salary-recognition.mdx`,
        on: 'TBD',
        message: 'the text says `TBD`: it is not filled in yet',
      },
    ],
  },
  {
    what: 'a figure without its value',
    make: append(
      `${pd}decisions/0009-salary-recognition.mdx`,
      '\nIt is <Metric of="ev:perf-oot#/nowhere" />.\n',
    ),
    found: [
      {
        rule: 'claim/unbound',
        file: `${pd}decisions/0009-salary-recognition.mdx`,
        on: '/nowhere',
        message: '`retail-credit-pd/perf-oot` holds no number or text at `/nowhere`',
      },
    ],
  },
  {
    what: 'a figure that its evidence contradicts',
    make: append(
      `${pd}decisions/0009-salary-recognition.mdx`,
      '\nIt was <Metric of="ev:perf-oot#/metrics/auc/value" value={0.99} />.\n',
    ),
    found: [
      {
        rule: 'claim/contradicted',
        file: `${pd}decisions/0009-salary-recognition.mdx`,
        on: 'value={0.99}',
        message:
          '`retail-credit-pd/ADR-0009` says `0.99` for `retail-credit-pd/perf-oot#/metrics/auc/value`, and the evidence says `0.8429`',
      },
    ],
  },
  {
    what: 'a file that differs from its digest',
    make: (at) => fs.writeFileSync(at(`${pd}evidence/validation-summary.md`), 'Written anew.\n'),
    found: [
      {
        rule: 'evidence/digest',
        file: `${pd}evidence/evidence.yaml`,
        on: registered,
        message: `\`${pd}evidence/validation-summary.md\` has the SHA-256 \`${sha256('Written anew.\n').slice(0, 12)}…\`; evidence \`retail-credit-pd/validation-summary\` was registered with \`${registered.slice(0, 12)}…\``,
      },
    ],
  },
  {
    what: 'a file that is not there',
    make: (at) => fs.rmSync(at(`${pd}evidence/measures.py`)),
    found: [
      {
        rule: 'evidence/missing',
        file: `${pd}evidence/evidence.yaml`,
        on: 'file: measures.py',
        message:
          'evidence `retail-credit-pd/producer-measures` names `systems/retail-credit-pd/evidence/measures.py`, which does not exist',
      },
    ],
  },
  {
    what: 'a file that is cut off',
    make: (at) => fs.truncateSync(at(`${pd}evidence/training-manifest.json`), 200),
    found: [
      {
        rule: 'syntax/json',
        file: `${pd}evidence/training-manifest.json`,
        on: '"ma',
        message: 'the file is not JSON: the name of a member has to stand in double quotes',
      },
    ],
  },
  {
    what: 'a file that is in no register',
    make: write(`${pd}evidence/notes.txt`, 'notes\n'),
    found: [
      {
        rule: 'evidence/unregistered',
        file: `${pd}evidence/notes.txt`,
        message: '`systems/retail-credit-pd/evidence/notes.txt` is in no evidence register',
      },
    ],
  },
  {
    what: 'a link out of the folder',
    make: (at) => fs.symlinkSync('/etc/hostname', at(`${beds}evidence/host.txt`)),
    found: [
      {
        rule: 'read/outside',
        file: `${beds}evidence/host.txt`,
        message: 'the link leads out of the content folder',
      },
    ],
  },
  {
    what: 'a register that leads out',
    make: append(
      `${beds}evidence/evidence.yaml`,
      '  - id: outside\n    title: Outside\n    file: ../../../../outside.json\n    type: other\n    sha256: c8356f3586b745109dbc9236c1eafa5584289e797b60f985ca649de99a3ed8e9\n    captured_at: 2026-10-01\n    produced_by: nobody\n    provenance: synthetic\n    valid_until: 2027-10-01\n',
    ),
    found: [
      {
        rule: 'read/outside',
        file: `${beds}evidence/evidence.yaml`,
        on: 'outside.json',
        message: '`../../../../outside.json` is outside the content folder',
      },
    ],
  },
  {
    what: 'a row that does not fit its header',
    make: replace(`${beds}features.csv`, ',Mean of the season,', ',Mean of the season,and time,'),
    found: [
      {
        rule: 'syntax/csv',
        file: `${beds}features.csv`,
        on: 'and time',
        message: 'the row has 15 values, and the header names 14 columns',
      },
    ],
  },
  {
    what: 'one id twice',
    make: replace(`${beds}failure-modes.mdx`, 'id: FM-02', 'id: FM-01 # again'),
    found: [
      {
        rule: 'reference/duplicate',
        file: `${beds}failure-modes.mdx`,
        on: '# again',
        message: '`hospital-bed-demand/FM-01` is the id of two failure mode entries',
      },
    ],
  },
  {
    what: 'a waiver that never ends',
    make: write(
      `${cv}waivers/for-ever.yaml`,
      'title: For ever\nobligations: [eu-ai-act:art-4]\nrationale: Somebody said so.\napproved_by: model-risk-committee\ndate: 2026-01-05\n',
    ),
    found: [
      {
        rule: 'completeness/required-field',
        file: `${cv}waivers/for-ever.yaml`,
        message: '`cv-screening/waivers/for-ever` has no `expires`, which tier-4 asks for',
      },
    ],
  },
  {
    what: 'a broken chain of approvals',
    make: again(`${pd}approvals/ADR-0003.yaml`),
    found: [
      {
        rule: 'approval/chain',
        file: `${pd}approvals/ADR-0003.yaml`,
        on: '# again',
        message: 'approval 2 of `retail-credit-pd/ADR-0003` does not follow from the record before it',
      },
    ],
  },
  {
    what: 'an unknown kind',
    make: write(`${cv}notes.mdx`, '---\ntitle: Notes\nkind: modelcard\n---\n'),
    found: [
      {
        rule: 'schema/unknown-kind',
        file: `${cv}notes.mdx`,
        on: 'kind:',
        message: 'no kind is called `modelcard`',
      },
    ],
  },
  {
    what: 'broken YAML',
    make: write(`${cv}confirmed.yaml`, 'confirmations: [\n'),
    found: [{ rule: 'syntax/yaml', file: `${cv}confirmed.yaml`, message: '`[` is never closed' }],
  },
  {
    what: 'binary data',
    make: write(`${cv}handoff-checklist.mdx`, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1)),
    found: [
      {
        rule: 'read/binary',
        file: `${cv}handoff-checklist.mdx`,
        message: 'the file has the name of a text and holds binary data',
      },
    ],
  },
  {
    what: 'a file in Latin-1',
    make: write(
      `${cv}drift-governance.mdx`,
      Uint8Array.from(Buffer.from('---\ntitle: Prüfung\n---\n', 'latin1')),
    ),
    found: [
      {
        rule: 'read/encoding',
        file: `${cv}drift-governance.mdx`,
        on: 'title:',
        message: 'the file is not valid UTF-8 from here on',
      },
    ],
  },
  {
    what: 'a folder with the name of a file',
    make: (at) => fs.mkdirSync(at(`${cv}failure-modes.mdx`)),
    found: [
      {
        rule: 'read/unreadable',
        file: `${cv}failure-modes.mdx`,
        message: 'the file cannot be read: it is a folder, not a file',
      },
    ],
  },
  {
    what: 'an absurdly large file',
    make: write(`${cv}model-card.mdx`, `---\ntitle: Large\n---\n${'word '.repeat(1_100_000)}`),
    found: [
      {
        rule: 'read/too-large',
        file: `${cv}model-card.mdx`,
        message: 'the file has 5.5 MB; text files are read up to 5 MB',
      },
    ],
  },
  {
    what: 'a system without its profile',
    make: write('systems/ghost/decisions/0001-vanish.mdx', '---\ntitle: Vanish\n---\n'),
    found: [
      {
        rule: 'completeness/required-kind',
        file: 'systems/ghost/system.mdx',
        message: '`ghost` has no system profile, so what it must answer is not known',
      },
    ],
  },
  {
    what: 'line ends of Windows and a byte order mark',
    make: (at) => {
      const file = at('controls/CTL-DRIFT.mdx');
      fs.writeFileSync(file, '\ufeff' + fs.readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    },
    found: [],
  },
];

/** What two findings have in common when nothing about them changed but the line. */
const nameOf = ({ rule, file, message }: Pick<Finding, 'rule' | 'file' | 'message'>) =>
  `${file} ${rule} ${message}`;

test('a broken copy of the example has its own findings and exactly one for each fault', async () => {
  const copy = path.join(temporaryFolder(), 'content');
  fs.cpSync(path.join(root, 'content'), copy, { recursive: true });
  const at = (file: string): string => path.join(copy, file);
  const before = await analyse(copy, { asOf });
  for (const { make } of faults) make(at);
  const after = await analyse(copy, { asOf });

  const known = new Set(before.findings.map(nameOf));
  const lineOf = ({ file, on }: Expected): number => {
    if (on === undefined) return 1;
    const lines = fs.readFileSync(at(file), 'utf8').split('\n');
    const line = lines.findIndex((one) => one.includes(on)) + 1;
    if (line === 0) throw new Error(`no line of ${file} holds ${on}`);
    return line;
  };
  const found = after.findings.filter((finding) => !known.has(nameOf(finding)));
  for (const f of found)
    console.log(
      JSON.stringify([
        f.rule,
        f.file,
        f.line,
        f.message,
        fs.existsSync(at(f.file)) && fs.statSync(at(f.file)).isFile()
          ? fs.readFileSync(at(f.file), 'utf8').split('\n')[f.line - 1]?.slice(0, 100)
          : '',
      ]),
    );
  expect(found.map(({ rule, file, line, message }) => `${file}:${line} ${rule} ${message}`).sort()).toEqual(
    faults
      .flatMap((fault) => fault.found)
      .map((one) => `${one.file}:${lineOf(one)} ${one.rule} ${one.message}`)
      .sort(),
  );
  const now = new Set(after.findings.map(nameOf));
  expect(before.findings.map(nameOf).filter((name) => !now.has(name))).toEqual([]);
});
