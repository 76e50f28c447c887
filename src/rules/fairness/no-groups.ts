import { defineRule } from '../../core/rule.ts';
import { parseEvidenceReference } from '../../core/id.ts';
import { isMetrics } from '../../evidence/content.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/no-groups',
  severity: 'error',
  what: 'A comparison leads to no block of groups in its evidence, or a limit to no comparison.',
  why: 'Results are computed from counts of groups. Without them an assessment is an opinion, and its limits judge nothing.',
  fix: 'Point `groups:` at a block of groups in a metrics file, `ev:<id>#/groups/<attribute>`, and `comparison:` at a row of `comparisons:`.',
  source: 'Review practice 6.1, provenance per number',
  *check(portfolio) {
    for (const { artefact, comparisons, criteria } of assessed(portfolio)) {
      for (const { item, row, found } of comparisons) {
        if (found !== null) continue;
        if (lacks({ artefact, item }, 'groups')) {
          yield aboutRow({ artefact, item }, ['groups'], {
            message: `${code(item.local)} names no groups`,
            fix: 'add `groups:` with the way to them, `ev:<id>#/groups/<attribute>`',
            absent: [['groups']],
          });
          continue;
        }
        if (row.groups === undefined) continue;
        const { id } = parseEvidenceReference(row.groups);
        const node = portfolio.index.resolve(id, artefact.system);
        const evidence = node.state === 'found' ? portfolio.index.evidence.get(node.node.id) : undefined;
        // A file that is not there, or not as registered, has a finding of its own.
        if (evidence === undefined || evidence.content === null) continue;
        const held = isMetrics(evidence.content) ? Object.keys(evidence.content.groups ?? {}) : [];
        yield aboutRow({ artefact, item }, ['groups'], {
          message: `${code(row.groups)} leads to no block of groups`,
          fix:
            held.length === 0
              ? `${code(evidence.local)} holds no groups: name another file, or have them counted`
              : `it holds ${codes(held)}: write ${code(`ev:${evidence.local}#/groups/${held[0]!}`)}`,
        });
      }
      for (const { item, row, compared } of criteria) {
        if (compared !== null || row.comparison !== undefined) continue;
        if (!lacks({ artefact, item }, 'comparison')) continue;
        yield aboutRow({ artefact, item }, ['comparison'], {
          message: `${code(item.local)} says of no comparison that it must hold there`,
          fix: 'add `comparison:` with the id of a row of `comparisons:`',
          absent: [['comparison']],
        });
      }
    }
  },
});
