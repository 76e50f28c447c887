import { defineRule } from '../../core/rule.ts';
import { readingsFrom } from '../../evidence/drift/readings-from.ts';
import { code, codes, count } from '../../kinds/words.ts';
import { groupBy } from '../group.ts';

export const rule = defineRule({
  id: 'drift/unknown-method',
  severity: 'info',
  what: 'A file of drift results does not say by which method its values were computed.',
  why: 'The same data give 0.002 by one rule for PSI and 0.32 by another. A value without its method cannot be held against any limit, and is shown without a verdict.',
  fix: 'Write the report with a version of the tool that names the method, or state the method under `constants` of the register row when it is known from the code that made the file.',
  *check(portfolio) {
    const unknown = readingsFrom(portfolio.drift, 'reported').filter(({ method }) => method === 'unknown');
    for (const [id, rows] of groupBy(unknown, ({ evidence }) => evidence)) {
      const evidence = portfolio.index.evidence.get(id)!;
      const features = [...new Set(rows.map(({ feature }) => feature))];
      yield {
        message: `${count(rows.length, 'reading')} of ${rows[0]!.tool!} in ${code(evidence.file)} ${rows.length === 1 ? 'names' : 'name'} no method: ${codes(features)}`,
        at: { file: evidence.file, path: rows[0]!.reported?.path ?? [] },
        subject: id,
        detail: 'unknown method',
        system: rows[0]!.system,
        related: [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }],
        fix: 'write the report with a version that names the method, or state it under `constants` of the register row',
      };
    }
  },
});
