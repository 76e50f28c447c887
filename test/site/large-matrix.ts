/** A portfolio with one matrix of any size: clauses in chapters, controls, files, and every state for its own reason. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

/** How large a matrix is. */
export interface Size {
  clauses: number;
  controls: number;
  /** Clauses in a chapter. */
  chapter?: number;
}

const owners = ['risk-office', 'data-team', 'model-team', 'operations', 'legal'];
const types = ['preventive', 'detective', 'corrective', 'directive'];
const words = [
  'review',
  'log',
  'test',
  'notify',
  'document',
  'approve',
  'monitor',
  'restrict',
  'record',
  'train',
];
const things = [
  'access to data',
  'the model',
  'each decision',
  'complaints',
  'suppliers',
  'incidents',
  'changes',
];

const pad = (n: number, width = 3): string => String(n).padStart(width, '0');
const controlId = (n: number): string => `CTL-${pad(n)}`;
const clauseId = (n: number): string => `c${pad(n, 4)}`;

/** Writes the portfolio into a folder. Each system of `systems` has the same matrix. */
export function writeLargeMatrix(folder: string, size: Size, systems: readonly string[] = ['large']): void {
  const write = (file: string, text: string): void => {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const page = (data: object, body = ''): string => `---\n${stringify(data)}---\n\n${body}\n`;
  write(
    'portfolio.yaml',
    stringify({
      title: 'One large matrix',
      organisation: 'Nobody (generated)',
      as_of: '2026-11-20',
      catalogues: ['./catalogues/large.yaml'],
      parties: owners.map((id) => ({ id, title: `The ${id.replace('-', ' ')}`, roles: ['owner'] })),
      owner: 'risk-office',
      authors: ['risk-office'],
      version: '1.0',
      confidentiality: 'internal',
      provenance: 'synthetic',
    }),
  );
  write('catalogues/large.yaml', stringify(catalogue(size)));
  for (let n = 1; n <= size.controls; n++) {
    write(
      `controls/${controlId(n)}.mdx`,
      page(
        {
          title: `${words[n % 10]!} ${things[n % 7]!}, control ${n}`,
          owner: owners[n % owners.length],
          status: 'final',
          type: types[n % types.length],
          nature: 'manual',
          frequency: 'monthly',
          implementation_status: n % 17 === 0 ? 'partial' : 'implemented',
          ...(n % 3 === 0 ? {} : { evidence: systems.map((system) => `${system}/file-${pad(n)}`) }),
        },
        '## Description\n\nSomebody looks and writes down what was seen.',
      ),
    );
  }
  for (const system of systems) writeSystem(write, page, system, size);
}

function catalogue({ clauses, chapter = 25 }: Size): object {
  const chapters = Math.ceil(clauses / chapter);
  const id = (local: string): string => `large:${local}`;
  return {
    framework: {
      id: 'large',
      title: 'A large catalogue (generated)',
      short_title: 'Large catalogue',
      legal_force: 'binding',
      version: '1',
      as_of: '2026-11-20',
    },
    obligations: [
      ...Array.from({ length: chapters }, (_, i) => ({
        id: id(`ch-${i + 1}`),
        ref: `Ch. ${i + 1}`,
        title: `Chapter on ${things[i % 7]!}`,
        summary: 'A heading.',
      })),
      ...Array.from({ length: clauses }, (_, i) => ({
        id: id(clauseId(i + 1)),
        parent: id(`ch-${Math.floor(i / chapter) + 1}`),
        ref: `§ ${i + 1}`,
        title: `The firm shall ${words[i % 10]!} ${things[i % 7]!} as far as paragraph ${i + 1} asks`,
        summary: 'A duty.',
        ...(i % 4 === 0 ? { applies_from: [{ date: `${2027 + (i % 3)}-01-01` }] } : {}),
      })),
    ],
  };
}

function writeSystem(
  write: (file: string, text: string) => void,
  page: (data: object, body?: string) => string,
  system: string,
  size: Size,
): void {
  const at = (file: string): string => `systems/${system}/${file}`;
  write(
    at('system.mdx'),
    page(
      {
        title: `System ${system}`,
        status: 'final',
        risk_tier: 'tier-4',
        lifecycle_stage: 'in-production',
        roles: ['deployer'],
        frameworks: ['large'],
      },
      '## Description\n\nA generated system.\n\n## Intended purpose\n\nTo be large.',
    ),
  );
  write(
    at('compliance-mapping.mdx'),
    page({
      title: `Mapping of ${system}`,
      status: 'final',
      mappings: Array.from({ length: size.clauses }, (_, i) =>
        mapping(i, Math.floor(i / 20) * 16 + (i % 20), size),
      ).filter((row) => row !== null),
    }),
  );
  const files = Array.from({ length: size.controls }, (_, i) => i + 1).filter((n) => n % 3 !== 0);
  for (const n of files) write(at(`evidence/file-${pad(n)}.csv`), content(n));
  write(
    at('evidence/evidence.yaml'),
    stringify({
      evidence: files.map((n) => ({
        id: `file-${pad(n)}`,
        title: `Record ${n} of what was seen`,
        file: `file-${pad(n)}.csv`,
        type: 'log',
        sha256: createHash('sha256').update(content(n)).digest('hex'),
        captured_at: '2026-06-01',
        valid_until: n % 13 === 0 ? '2026-10-01' : '2027-06-01',
        provenance: 'synthetic',
      })),
    }),
  );
}

const content = (n: number): string => `day,seen\n2026-06-01,${n}\n`;

/** One row of the mapping, the `n`th with controls; every twentieth clause has none. */
function mapping(i: number, n: number, { controls }: Size): object | null {
  const row = { obligation: `large:${clauseId(i + 1)}`, assessed_by: 'legal', assessed_on: '2026-09-01' };
  if (i % 20 === 7) return null;
  if (i % 20 === 9) {
    return {
      ...row,
      applicability: 'not-applicable',
      applicability_rationale: 'The system does nothing of this kind.',
      decided_by: 'legal',
    };
  }
  if (i % 20 === 11) return { ...row, applicability: 'applicable', gap: 'Nobody does this yet.' };
  if (i % 20 === 13) {
    return {
      ...row,
      applicability: 'applicable',
      implementation_status: 'planned',
      remediation: { action: 'Begin.', owner: 'operations', due: '2027-03-31' },
    };
  }
  const chosen = Array.from({ length: 1 + (i % 4) }, (_, k) => controlId(((n + k * 67) % controls) + 1));
  return {
    ...row,
    applicability: 'applicable',
    controls: [...new Set(chosen)],
    implementation_status: i % 10 === 3 ? 'partial' : 'implemented',
    ...(i % 10 === 3 ? { remainder: 'The night shift.' } : {}),
  };
}
