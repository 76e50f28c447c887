import { unsoundLinks } from '../../core/links-of.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/pointer',
  severity: 'error',
  what: 'A citation names a value in an evidence file, and the file does not hold it.',
  why: 'The file is there and its digest is right, so everything looks proved; but the figure that was said to prove the clause is not in it. The step of the proof is broken, and the cell lapses.',
  fix: 'Correct the pointer after `#` (RFC 6901: `/metrics/0/value`), or cite the file as a whole.',
  source: 'RFC 6901; domain model, “Links have a type, a place and a state”',
  *check({ links, index }) {
    for (const { why, pointer, to, from, at, field } of unsoundLinks(links)) {
      const record = index.evidence.get(to);
      // What is wrong with the file as a whole has its own finding; so has content that is not of its shape.
      const isRefused = record !== undefined && record.schema !== null && record.content === null;
      if (why === undefined || pointer === undefined || record?.state !== 'valid' || isRefused) continue;
      yield {
        message: `${code(from)} cites ${code(`${record.local}#${pointer}`)}, and ${why}`,
        at,
        subject: from,
        detail: `${field ?? ''} ${to}#${pointer}`,
        related: [{ at: record.at, message: `registered as ${code(record.local)}` }],
        fix: 'correct the pointer, or cite the file as a whole',
      };
    }
  },
});
