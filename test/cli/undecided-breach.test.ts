import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findingKey } from '../../src/core/finding.ts';
import { lenient, page, type Files } from '../rules/support.ts';
import { spawnIn } from './support.ts';

/** A portfolio with a red breach on record that was seen on 1 October 2026, with thirty days to decide. */
function folderWith(more: Files = {}, breach = ''): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-breach-'));
  const files: Files = {
    'portfolio.yaml': `${lenient}\nas_of: 2026-11-20\n`,
    'systems/demo/system.mdx': page('title: Demo system\nrisk_tier: tier-1\nowner: own'),
    'systems/demo/decisions/0001-a.mdx': page('title: Keep it\nadr_status: accepted\ndate: 2026-10-20'),
    'systems/demo/drift-governance.mdx': page(`title: Drift
monitors:
  - { id: MON-01, type: prediction-drift, target: score, metric: PSI, amber: 0.1, red: 0.25, response_time: P30D, owner: own, action_red: Decides. }
breaches:
  - { id: BR-01, monitor: MON-01, feature: score, batch: 2026-09, detected: 2026-10-01, severity: red, value: 0.31${breach} }`),
    ...more,
  };
  for (const [file, content] of Object.entries(files)) {
    const at = path.join(folder, 'demo', file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, content as string);
  }
  return folder;
}

test('a breach without a decision beyond its response time is not published', async () => {
  const folder = folderWith();
  const refused = await spawnIn(folder, ['build', 'demo']);
  expect(refused.code).toBe(1);
  expect(refused.out + refused.err).toContain('drift/undecided-breach');
  expect(refused.out + refused.err).toContain('Not published: 1 error');
  expect(fs.existsSync(path.join(folder, 'site'))).toBe(false);
}, 300_000);

test('nothing is in the way of publishing with a decision, or with a waiver of the finding that runs', async () => {
  const key = findingKey('drift/undecided-breach', 'demo/BR-01', 'undecided');
  const waiver = `waivers:\n  - { id: WAI-01, title: Decided by the board in December, findings: ['${key}'], rationale: The board meets on 3 December., approved_by: cro, date: 2026-11-10, expires: 2026-12-10 }\n`;
  expect((await spawnIn(folderWith({}, ', decision: ADR-0001'), ['check', 'demo'])).code).toBe(0);
  const waived = await spawnIn(folderWith({ 'systems/demo/waivers/w.yaml': waiver }), ['check', 'demo']);
  expect(waived.code).toBe(0);
  expect(waived.out).toContain('1 waived');
}, 300_000);
