import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseWith } from '../../src/core/parse-with.ts';
import { schemaOf } from '../../src/kinds/envelope.ts';
import { kinds } from '../../src/kinds/index.ts';

/** More rows than a schema parses before it is compiled. */
const many = { unknown: Array.from({ length: 10_000 }, () => 0) };

const row = z.strictObject({
  id: z.string().min(1).optional(),
  share: z.number().optional(),
  state: z.enum(['open', 'closed']).optional(),
});
const make = () => z.strictObject({ title: z.string().optional(), rows: z.array(row).optional() });

const cell = fc.oneof(fc.string(), fc.double(), fc.constantFrom('open', 'closed', null, ''), fc.boolean());
const input = fc.record(
  {
    title: cell,
    rows: fc.oneof(
      cell,
      fc.array(fc.record({ id: cell, share: cell, state: cell, other: cell }, { requiredKeys: [] })),
    ),
  },
  { requiredKeys: [] },
);

test('says the same of any input before and after a schema is compiled', () => {
  const plain = make();
  const compiled = make();
  parseWith(compiled, many);
  fc.assert(
    fc.property(input, (value) => {
      const expected = plain.safeParse(value);
      const found = parseWith(compiled, value);
      expect(found.success).toBe(expected.success);
      expect(found.data).toEqual(expected.data);
      expect(found.error?.issues).toEqual(expected.error?.issues);
      expect(Object.keys(found.data ?? {})).toEqual(Object.keys(expected.data ?? {}));
    }),
  );
});

test.each(kinds.map((kind) => [kind.name, kind] as const))('the schema of %s can be compiled', (_, kind) => {
  const schema = schemaOf(kind);
  // What cannot be compiled is given back as it was.
  expect(z.compile(schema, { strict: true })).not.toBe(schema);
});
