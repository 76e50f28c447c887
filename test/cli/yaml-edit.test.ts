import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { appendRow, setField } from '../../src/cli/yaml-edit.ts';

const register = `# What we hold as proof.
evidence:
  # the out-of-time test
  - id: perf-oot   # cited in the model card
    file: "perf-oot.json"
    sha256: aaaa # never by hand

  - id: psi
    file: 'psi.json'

# the end
owner: team
`;

describe('appendRow', () => {
  test('adds a row and leaves every other byte alone', () => {
    expect(appendRow(register, 'evidence', { id: 'shap', file: 'shap.json' }, 'e.yaml'))
      .toBe(`# What we hold as proof.
evidence:
  # the out-of-time test
  - id: perf-oot   # cited in the model card
    file: "perf-oot.json"
    sha256: aaaa # never by hand

  - id: psi
    file: 'psi.json'

  - id: shap
    file: shap.json

# the end
owner: team
`);
  });

  test('keeps a list that is not set in, and Windows line breaks', () => {
    expect(appendRow('rows:\r\n- a: 1\r\n', 'rows', { a: 2 }, 'r.yaml')).toBe(
      'rows:\r\n- a: 1\r\n- a: 2\r\n',
    );
  });

  test('adds to a file without a last line break', () => {
    expect(appendRow('rows:\n  - a: 1', 'rows', { a: 2 }, 'r.yaml')).toBe('rows:\n  - a: 1\n  - a: 2\n');
  });

  test('makes the list in an empty file, and beside other fields', () => {
    expect(appendRow('', 'rows', { a: 1 }, 'r.yaml')).toBe('rows:\n  - a: 1\n');
    expect(appendRow('x: 1\n', 'rows', { a: 1 }, 'r.yaml')).toBe('x: 1\nrows:\n  - a: 1\n');
  });

  test('writes a one-line list anew, with its comments', () => {
    expect(appendRow('# why\nrows: [{ a: 1 }]\n', 'rows', { a: 2 }, 'r.yaml')).toBe(
      '# why\nrows:\n  - { a: 1 }\n  - a: 2\n',
    );
    expect(appendRow('rows:\nx: 1\n', 'rows', { a: 2 }, 'r.yaml')).toBe('rows:\n  - a: 2\nx: 1\n');
    expect(appendRow('rows: []\n', 'rows', { a: 2 }, 'r.yaml')).toBe('rows:\n  - a: 2\n');
  });

  test('refuses what it would spoil', () => {
    expect(() => appendRow('rows: {', 'rows', {}, 'r.yaml')).toThrow(
      /^r\.yaml:1:8: is not valid YAML \(.+\); mend it first$/,
    );
    expect(() => appendRow('rows: 3\n', 'rows', {}, 'r.yaml')).toThrow('r.yaml: `rows` is not a list');
    expect(() => appendRow('- 3\n', 'rows', {}, 'r.yaml')).toThrow('r.yaml: is not a mapping of fields');
  });

  test('holds what it held and the new row, whatever the rows and the layout', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant('2026-11-20'),
      fc.constant('a\nb\n'),
    );
    const row = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), row, fc.boolean(), (rows, added, indentSeq) => {
        const text = stringify({ rows, after: 1 }, { indentSeq });
        expect(parse(appendRow(text, 'rows', added, 'r.yaml'))).toEqual({ rows: [...rows, added], after: 1 });
      }),
    );
  });
});

describe('setField', () => {
  test('replaces one value in place', () => {
    expect(setField(register, ['evidence', 0, 'sha256'], 'bbbb', 'e.yaml')).toBe(
      register.replace('aaaa', 'bbbb'),
    );
  });

  test('adds a field that was not stated after the last of its row', () => {
    expect(setField(register, ['evidence', 1, 'sha256'], 'bbbb', 'e.yaml')).toBe(
      register.replace("file: 'psi.json'\n", "file: 'psi.json'\n    sha256: bbbb\n"),
    );
  });

  test('leaves a text alone that says so already', () => {
    expect(setField(register, ['evidence', 0, 'sha256'], 'aaaa', 'e.yaml')).toBe(register);
  });

  test('quotes what would be read as something else', () => {
    const edited = setField('rows:\n  - sha256: x\n', ['rows', 0, 'sha256'], '1234567890', 'e.yaml');
    expect(edited).toBe('rows:\n  - sha256: "1234567890"\n');
  });

  test('works in one-line rows', () => {
    expect(parse(setField('rows: [{ a: x }]\n', ['rows', 0, 'b'], 'y', 'e.yaml'))).toEqual({
      rows: [{ a: 'x', b: 'y' }],
    });
  });

  test('refuses a way that leads nowhere', () => {
    expect(() => setField('rows: 3\n', ['rows', 0, 'b'], 'y', 'e.yaml')).toThrow(
      'e.yaml: there is no mapping to write `rows.0.b` in',
    );
  });
});
