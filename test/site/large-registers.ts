/** A portfolio of one system whose registers are long: features, failure modes, controls, files, waivers, parties. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

/** How many there are of each. */
export interface Lengths {
  features: number;
  modes: number;
  controls: number;
  files: number;
  waivers: number;
  parties: number;
}

const pad = (n: number): string => String(n).padStart(4, '0');
const list = <T>(length: number, make: (n: number) => T): T[] =>
  Array.from({ length }, (_, i) => make(i + 1));

/** Writes the portfolio into a folder. */
export function writeLargeRegisters(folder: string, size: Lengths): void {
  const write = (file: string, text: string): void => {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const page = (data: object, body = ''): string => `---\n${stringify(data)}---\n\n${body}\n`;
  const party = (n: number): string => `team-${pad((n % size.parties) + 1)}`;
  const at = (file: string): string => `systems/long/${file}`;
  write(
    'portfolio.yaml',
    stringify({
      title: 'Long registers',
      organisation: 'Nobody (generated)',
      as_of: '2026-11-20',
      catalogues: ['./house.yaml'],
      policy: { tiers: { 'tier-4': { kinds: [], fields: 'none', approvals: false } } },
      parties: list(size.parties, (n) => ({
        id: `team-${pad(n)}`,
        title: `Team ${pad(n)} of the bank`,
        roles: ['owner'],
        description: 'It looks after its part of the record.',
      })),
    }),
  );
  write(
    'house.yaml',
    stringify({
      framework: { id: 'house', title: 'House rules' },
      obligations: list(size.waivers, (n) => ({ id: `house:r-${n}`, ref: `Rule ${n}`, title: `Rule ${n}` })),
    }),
  );
  write(at('system.mdx'), page({ title: 'A long system', risk_tier: 'tier-4', frameworks: ['house'] }));
  write(
    at('compliance-mapping.mdx'),
    page({
      title: 'Mapping',
      mappings: list(size.waivers, (n) => ({
        obligation: `house:r-${n}`,
        applicability: 'applicable',
        gap: 'Nobody does this.',
      })),
    }),
  );
  write(
    at('feature-register.mdx'),
    page(
      {
        title: 'Features',
        features: list(size.features, (n) => ({
          name: `balance_ratio_${pad(n)}`,
          business_name: `Ratio ${n} of balances`,
          definition: `Balance of account ${n} by its limit, mean of the last three months, in the currency of the account.`,
          usage: n % 9 === 0 ? 'monitoring-only' : 'model-input',
          logical_type: 'number',
          source: 'Core banking, table of monthly balances',
          justification: `People who use a large part of limit ${n} have less room when their income falls.`,
          protected_attribute_relation: 'none',
          personal_data: 'personal',
          lawful_basis: 'contract',
          drift_monitor: `MON-${pad((n % 40) + 1)}`,
          status: 'approved',
          approved_by: party(n),
          approved_on: '2026-03-01',
          owner: party(n + 1),
        })),
      },
      'The first is [[balance_ratio_0001]], the last is ' + `[[balance_ratio_${pad(size.features)}]].`,
    ),
  );
  write(
    at('drift-governance.mdx'),
    page({
      title: 'Drift',
      monitors: list(40, (n) => ({
        id: `MON-${pad(n)}`,
        target: `balance_ratio_${pad(n)}`,
        metric: 'PSI',
        amber: 0.1,
        red: 0.25,
        action_red: 'Stop.',
        owner: party(n),
      })),
    }),
  );
  write(
    at('failure-modes.mdx'),
    page({
      title: 'Failure modes',
      failure_modes: list(size.modes, (n) => ({
        id: `FM-${pad(n)}`,
        failure_mode: `Balance ${n} arrives a month late and is taken for the one of this month.`,
        item_or_function: 'The nightly load',
        category: 'data',
        failure_effects: [{ on: 'person', effect: 'A limit is cut that should have stayed.' }],
        causes: ['The file of a subsidiary is late', 'Nobody compares the dates'],
        severity: (n % 10) + 1,
        occurrence: (n % 7) + 1,
        detection: (n % 5) + 1,
        controls: size.controls === 0 ? [] : [`CTL-${pad((n % size.controls) + 1)}`],
        detection_controls: ['Dates of the rows are compared with the calendar each night.'],
        recommended_actions: [
          { action: 'Refuse a file whose date is old.', owner: party(n), due: '2027-01-31', status: 'open' },
        ],
        owner: party(n),
      })),
    }),
  );
  for (const n of list(size.controls, (one) => one)) {
    write(
      `controls/CTL-${pad(n)}.mdx`,
      page(
        { title: `Control ${n} of the nightly load`, owner: party(n), implementation_status: 'implemented' },
        '## Description\n\nSomebody compares the dates and writes down what was seen.',
      ),
    );
  }
  for (const n of list(size.files, (one) => one)) write(at(`evidence/log-${pad(n)}.csv`), content(n));
  write(
    at('evidence/evidence.yaml'),
    stringify({
      evidence: list(size.files, (n) => ({
        id: `log-${pad(n)}`,
        title: `Log ${n} of the nightly load`,
        file: `log-${pad(n)}.csv`,
        type: 'log',
        sha256: createHash('sha256').update(content(n)).digest('hex'),
        captured_at: '2026-06-01',
        provenance: 'synthetic',
      })),
    }),
  );
  write(
    at('waivers/all.yaml'),
    stringify({
      waivers: list(size.waivers, (n) => ({
        id: `W-${pad(n)}`,
        title: `Rule ${n} waits`,
        obligations: [`house:r-${n}`],
        rationale: 'The new archive comes first.',
        approved_by: party(n),
        date: '2026-10-01',
        expires: '2027-03-31',
      })),
    }),
  );
}

const content = (n: number): string => `day,rows\n2026-06-01,${n}\n`;
