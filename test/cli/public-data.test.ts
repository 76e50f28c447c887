// The public data from rows to a governed page, by the commands that a user would type.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { isInLedger, ledgerOf, readingsOf } from '../../src/kinds/drift-governance/ledger.ts';
import { absent, expectNear, hasFixtures, oracles } from '../evidence/fixtures.ts';
import { lenient, page } from '../rules/support.ts';
import { edit, runIn, temporaryFolder } from './support.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../shared/fixtures');
const rows = (side: string): string => path.join(fixtures, `nannyml-california-housing-${side}.csv`);
const never = { stopped: () => new Promise<void>(() => undefined) };

describe.skipIf(!hasFixtures)(`the public data (${absent})`, () => {
  it(
    'becomes a profile, evidence and a governed page with the known answers',
    { timeout: 60_000 },
    async () => {
      const folder = temporaryFolder();
      const files: Record<string, string> = {
        'portfolio.yaml': `${lenient}\nas_of: 2022-06-20\n`,
        'systems/housing/system.mdx': page('title: House values\nrisk_tier: tier-1\nowner: own'),
        'systems/housing/decisions/0001-keep.mdx': page(
          'title: Keep the score and look at the region\nadr_status: accepted\ndate: 2021-07-12',
        ),
        'systems/housing/drift-governance.mdx': page(`title: Drift of the score
monitors:
  - { id: MON-01, type: prediction-drift, target: y_pred_proba, metric: PSI, bins: 10, amber: 0.1, red: 0.25, thresholds_set_on: 2021-05-01, minimum_n: 200, response_time: P30D, frequency: monthly, owner: own, action_red: Decides., evidence: [drift] }
breaches: []`),
      };
      for (const [file, text] of Object.entries(files)) {
        const at = path.join(folder, 'demo', file);
        fs.mkdirSync(path.dirname(at), { recursive: true });
        fs.writeFileSync(at, text);
      }
      const out = 'demo/systems/housing/evidence/drift.json';
      fs.mkdirSync(path.join(folder, path.dirname(out)));
      const casebook = (...args: string[]) => runIn(folder, args, never);
      const scored = ['--time', 'timestamp', '--by', 'month', '--features', 'MedInc,AveOccup,y_pred_proba'];
      const stated = [
        '--model',
        'housing',
        '--model-version',
        '1.0',
        '--dataset',
        'all blocks',
        '--provenance',
        'real',
      ];
      expect(
        await casebook(
          'profile',
          rows('analysis'),
          '--reference',
          rows('reference'),
          ...scored,
          ...stated,
          '--minimum-group',
          '1',
          '--out',
          out,
        ),
      ).toMatchObject({ code: 0, err: '' });
      expect(
        await casebook(
          'evidence',
          'add',
          out,
          '--title',
          'Drift by month',
          '--provenance',
          'real',
          '--captured-at',
          '2022-06-02',
        ),
      ).toMatchObject({ code: 0, err: '' });
      const check = async () => {
        const { code, out: text } = await casebook(
          'check',
          'demo',
          '--format',
          'json',
          '--as-of',
          '2022-06-20',
        );
        const { findings } = JSON.parse(text) as {
          findings: { rule: string; severity: string; subject: string }[];
        };
        return {
          code,
          errors: findings.filter(({ severity }) => severity === 'error').map((one) => one.rule),
        };
      };
      // Over red until November, back in December, and over again.
      expect(await check()).toEqual({
        code: 1,
        errors: ['drift/undecided-breach', 'drift/undecided-breach'],
      });
      edit(
        path.join(folder, 'demo/systems/housing/drift-governance.mdx'),
        'breaches: []',
        'breaches: [{ id: BR-01, monitor: MON-01, feature: y_pred_proba, batch: 2021-06, detected: 2021-07-02, severity: red, value: 1.217, decision: ADR-0001 }]',
      );
      expect(await check()).toEqual({ code: 0, errors: [] });

      const portfolio = await analyse(path.join(folder, 'demo'), { asOf: '2022-06-20', cacheDir: null });
      const artefact = portfolio.artefacts.find(({ kind }) => kind === 'drift-governance')!;
      const readings = readingsOf(artefact.system, portfolio.drift);
      const monthly = readings.filter(
        ({ feature, method }) => feature === 'y_pred_proba' && method === 'PSI',
      );
      const known = oracles();
      expect(monthly).toHaveLength(known.y_pred_proba_monthly.length);
      for (const { month, n, psi_q10_eps1e6 } of known.y_pred_proba_monthly) {
        const row = monthly.find(({ batch }) => batch === month)!;
        expectNear(row.value!, psi_q10_eps1e6, 1e-6);
        expect([row.n_ref, row.n_cur, row.threshold, row.monitor]).toEqual([5832, n, 0.25, 'housing/MON-01']);
        expect(row.verdict).toBe(psi_q10_eps1e6 > 0.25 ? 'red' : psi_q10_eps1e6 > 0.1 ? 'amber' : 'stable');
      }
      for (const feature of ['MedInc', 'AveOccup']) {
        const answers = known.psi_and_friends_california_reference_vs[`${feature}|month_2022-05`]!;
        const row = readings.find(
          (one) => one.feature === feature && one.method === 'PSI' && one.batch === '2022-05',
        )!;
        expectNear(row.value!, answers['psi_quantile10_eps1e6']!, 1e-6);
      }

      // The score went over at once and never came back for long: one breach, on record, decided in time and still open.
      const [entry, ...others] = ledgerOf(artefact, portfolio).filter(isInLedger);
      expect(others).toEqual([]);
      expect(entry).toMatchObject({
        target: 'y_pred_proba',
        decided_after: 10,
        decision: { id: 'housing/ADR-0001' },
        breach: {
          record: 'housing/BR-01',
          severity: 'red',
          match: 'agrees',
          answer: 'in-time',
          stage: 'open',
        },
      });
      expect(entry!.breach.batches).toEqual(
        known.y_pred_proba_monthly.filter((one) => one.psi_q10_eps1e6 > 0.1).map(({ month }) => month),
      );
    },
  );
});
