import type { Evidence } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { isShap } from '../../evidence/content.ts';
import { within } from '../../kinds/about.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/rows-about-people',
  severity: 'error',
  what: 'Evidence holds rows about single cases, is not synthetic, and names no approval that permits it.',
  why: 'SHAP rows and case files can be traced to a person by their values alone, even without a name. A portfolio is made to be passed on, so rows enter it only when nobody stands behind them or when somebody with authority said yes.',
  fix: 'Keep the aggregates (mean absolute values, profiles) and drop the rows; or state `provenance: synthetic` where that is so; or name who permitted it as `rows_approved_by`.',
  source: 'GDPR Article 5(1)(c), data minimisation',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      const rows = rowsIn(evidence);
      if (rows === 0 || evidence.provenance === 'synthetic' || evidence.rows_approved_by !== null) continue;
      const word = evidence.provenance === null ? 'states no provenance' : `is ${code(evidence.provenance)}`;
      yield {
        message: `evidence ${code(evidence.id)} holds ${count(rows, 'row')} about single cases, ${word} and names no \`rows_approved_by\``,
        at: evidence.provenance === null ? evidence.at : within(evidence.at, 'provenance'),
        subject: evidence.id,
        detail: evidence.file,
        fix: 'keep only the aggregates, or name the party that permitted the rows as `rows_approved_by`',
      };
    }
  },
});

/** How many rows about single cases a file in one of Casebook's shapes holds. */
const rowsIn = ({ content }: Evidence): number => (isShap(content) ? (content.rows?.length ?? 0) : 0);
