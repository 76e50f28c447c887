// A catalog of a thousand controls in twenty families, as large as the catalogues that people use, with a baseline; and
// a portfolio of one system that maps to it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const letters = 'abcdefghijklmnopqrst';
/** One family is far larger than the rest, as access control is in SP 800-53. */
const sizes = [150, ...Array.from({ length: 10 }, () => 45), ...Array.from({ length: 8 }, () => 44), 48];

const words =
  'the organisation defines documents reviews and updates procedures for systems components users services and records of events so that responsible roles can show what was done when and why'.split(
    ' ',
  );
const text = (seed: number, n: number): string =>
  Array.from({ length: n }, (_, i) => words[(seed * 7 + i * (1 + (seed % 5))) % words.length]).join(' ');

interface Control {
  id: string;
  title: string;
  params: object[];
  props: object[];
  links?: object[];
  parts?: object[];
  controls?: Control[];
}

function control(id: string, label: string, seed: number): Control {
  const withdrawn = seed % 23 === 22;
  const item = (n: string, words: string, parts: object[] = []) => ({
    id: `${id}_smt.${n}`,
    name: 'item',
    props: [{ name: 'label', value: `${n}.` }],
    prose: words,
    ...(parts.length > 0 && { parts }),
  });
  return {
    id,
    title: `${text(seed, 4)} {{ insert: param, ${id}_prm_1 }}`,
    params: [
      { id: `${id}_prm_1`, label: 'defined roles' },
      {
        id: `${id}_prm_2`,
        select: {
          'how-many': 'one-or-more',
          choice: [`every {{ insert: param, ${id}_prm_3 }}`, 'on request'],
        },
      },
      { id: `${id}_prm_3`, label: 'period' },
    ],
    props: [
      { name: 'label', value: label },
      { name: 'sort-id', value: id },
      ...(withdrawn ? [{ name: 'status', value: 'withdrawn' }] : []),
    ],
    ...(withdrawn && { links: [{ href: `#${id.replace(/\..*/, '')}`, rel: 'incorporated-into' }] }),
    ...(!withdrawn && {
      parts: [
        {
          id: `${id}_smt`,
          name: 'statement',
          parts: [
            item('a', `${text(seed, 12)} {{ insert: param, ${id}_prm_1 }}:`, [
              item('a.1', text(seed + 1, 16)),
              item('a.2', text(seed + 2, 14)),
            ]),
            item('b', `${text(seed + 3, 12)} {{ insert: param, ${id}_prm_2 }}.`),
          ],
        },
        { id: `${id}_gdn`, name: 'guidance', prose: text(seed + 4, 120) },
      ],
    }),
  };
}

/** Twenty groups, a thousand controls, each base control with four enhancements. */
export function largeCatalog(): object {
  let seed = 0;
  const groups = [...letters].map((letter, g) => {
    const family = letter + 'c';
    const controls: Control[] = [];
    for (let n = 0; n < sizes[g]!; n++) {
      const base = Math.floor(n / 5) + 1;
      if (n % 5 === 0) controls.push(control(`${family}-${base}`, `${family.toUpperCase()}-${base}`, seed));
      else {
        const parent = controls.at(-1)!;
        (parent.controls ??= []).push(
          control(`${parent.id}.${n % 5}`, `${family.toUpperCase()}-${base}(${n % 5})`, seed),
        );
      }
      seed += 1;
    }
    return { id: family, class: 'family', title: `Family ${family.toUpperCase()}`, controls };
  });
  return {
    catalog: {
      uuid: '0d9b1d1a-2f1e-4b5c-9a64-9a9d2c1e0001',
      metadata: {
        title: 'A thousand controls',
        'last-modified': '2026-03-01T00:00:00Z',
        version: '5.2.0',
        'oscal-version': '1.2.1',
      },
      groups,
    },
  };
}

/** A baseline over it: all but one family's enhancements, with parameters set. */
export const largeProfile = (): object => ({
  profile: {
    uuid: '0d9b1d1a-2f1e-4b5c-9a64-9a9d2c1e0002',
    metadata: {
      title: 'High baseline',
      'last-modified': '2026-03-02T00:00:00Z',
      version: '5.2.0',
      'oscal-version': '1.2.1',
    },
    imports: [
      {
        href: 'thousand.json',
        'include-all': {},
        'exclude-controls': [{ matching: [{ pattern: 'tc-*.[34]' }] }],
      },
    ],
    merge: { 'as-is': true },
    modify: {
      'set-parameters': [...letters].flatMap((letter) =>
        Array.from({ length: 8 }, (_, i) => ({
          'param-id': `${letter}c-${i + 1}_prm_1`,
          values: ['the head of operations'],
        })),
      ),
      alters: [...letters].map((letter) => ({
        'control-id': `${letter}c-1`,
        adds: [
          {
            position: 'ending',
            'by-id': `${letter}c-1_smt`,
            parts: [{ name: 'item', prose: 'And keep it.' }],
          },
        ],
      })),
    },
  },
});

/** Writes a portfolio that names the profile, with one system that says of every seventh control what it does. */
export function writeLargePortfolio(folder: string): void {
  const put = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  put('catalogues/thousand.json', JSON.stringify(largeCatalog()));
  put('catalogues/baseline.json', JSON.stringify(largeProfile()));
  put(
    'portfolio.yaml',
    `title: One system, a thousand controls
organisation: Northmark Bank (fictional)
as_of: 2026-11-20
catalogues: [./catalogues/baseline.json]
parties:
  - { id: dev, title: Model developer, roles: [developer] }
  - { id: val, title: Model validator, roles: [validator] }
  - { id: own, title: Model owner, roles: [owner] }
owner: own
policy:
  tiers:
    tier-4: { kinds: [compliance-mapping], fields: none, approvals: false }
`,
  );
  put(
    'controls/CTL-LOG.mdx',
    `---
title: Everything is logged
control_owner: own
implementation_status: implemented
---
Each event is written down.
`,
  );
  put(
    'systems/atlas/system.mdx',
    `---
title: Atlas, loan scoring
risk_tier: tier-4
model_developer: dev
model_reviewer: val
frameworks: [baseline]
next_review: 2027-05-01
---
Atlas scores loans.
`,
  );
  const rows = [...letters].flatMap((letter) =>
    Array.from({ length: 8 }, (_, i) => i + 1)
      .filter((n) => n % 2 === 1)
      .map(
        (n) =>
          `  - { obligation: "baseline:${letter}c-${n}", applicability: applicable, implementation_status: implemented, controls: [CTL-LOG] }`,
      ),
  );
  put(
    'systems/atlas/compliance-mapping.mdx',
    `---
title: What Atlas does
mappings:
${rows.join('\n')}
---
`,
  );
}
