import { describe, expect, it } from 'vitest';
import { findingsOf } from './support.ts';

const front = '---\ntitle: T\n---\n\n';

/** What a file holds, and everything that is found in it. */
const cases: [file: string, content: string | Uint8Array, findings: string[]][] = [
  [
    'a.mdx',
    front + 'PSI <0.1 is fine, n<30 too\n',
    [
      'a.mdx:5:5-5:6 syntax/mdx `<` begins a tag, and `<0.1` is none → write `\\<0.1` if the text is meant',
      'a.mdx:5:20-5:21 syntax/mdx `<` begins a tag, and `<30` is none → write `\\<30` if the text is meant',
    ],
  ],
  [
    'a.mdx',
    front + 'a { b\n',
    [
      'a.mdx:5:3-5:4 syntax/mdx `{` begins an expression that is never closed → write `\\{ b` if the text is meant',
    ],
  ],
  [
    'a.mdx',
    front + 'a {b c} d\n',
    [
      'a.mdx:5:3-5:4 content/expression `{b c}` is an expression, and content is not run → write the value itself, or `\\{` for the sign',
    ],
  ],
  // In a list an expression may end a line, and the next line be one of the paragraph before: each brace is told.
  [
    'a.mdx',
    front + '- x:\n    - { on: a, b: c d }\n    - { on: e, b: c d }\n  n <30\n- end {\n',
    [
      'a.mdx:6:7-6:8 content/expression `{ on: a, b: c d }` is an expression, and content is not run → write the value itself, or `\\{` for the sign',
      'a.mdx:7:7-7:8 content/expression `{ on: e, b: c d }` is an expression, and content is not run → write the value itself, or `\\{` for the sign',
      'a.mdx:8:5-8:6 syntax/mdx `<` begins a tag, and `<30` is none → write `\\<30` if the text is meant',
      'a.mdx:9:7-9:8 syntax/mdx `{` begins an expression that is never closed → write `\\{` if the text is meant',
    ],
  ],
  [
    'a.mdx',
    front + '<div\n\n{/* note */}\n',
    [
      'a.mdx:5:1-5:5 syntax/mdx the tag `<div` breaks off: `{/* note */}` is no property → write properties as `name="text"` or `name={1}`, and close the tag with `>` or `/>`',
    ],
  ],
  [
    'a.mdx',
    ' ---\ntitle: T\nrows:\n  - { a: b, c: d }\n---\n\nText.\n',
    [
      'a.mdx:1:1-1:5 syntax/front-matter the front matter has to begin with `---`, and nothing else on the line → write `---` alone on line 1',
    ],
  ],
  [
    'a.mdx',
    'title: T\nrows:\n- { a: b, c: d }\n---\n\nText.\n',
    [
      'a.mdx:1:1-1:9 syntax/front-matter the front matter is closed and was never opened → put `---` on a line of its own before the first field',
    ],
  ],
  [
    'a.mdx',
    '---\n\n---\ntitle: T\nrows:\n  - { a: b, c: d }\n---\n\nText.\n',
    [
      'a.mdx:3:1-3:4 syntax/front-matter the front matter is opened twice → remove one of the two lines `---`',
    ],
  ],
  ['a.md', 'ADR 3: Use a queue\n---\n\nText.\n', []],
  ['a.md', '---\n---\nADR 3: Use a queue\n---\n\nText.\n', []],
  ['a.md', '----\n\nNote: a rule may come first.\n\n---\n', []],
  [
    'a.mdx',
    front + 'a <b then\n',
    ['a.mdx:5:3-5:4 syntax/mdx `<b` begins a tag that is never closed → write `\\<b` if the text is meant'],
  ],
  [
    'a.mdx',
    front + '<Callout>\n\ntext\n',
    [
      'a.mdx:5:1-5:10 syntax/mdx `<Callout>` is never closed → close it with `</Callout>`, or write `<Callout />`',
    ],
  ],
  [
    'a.mdx',
    front + '<Callout>\n\n- text </Callout>\n',
    [
      'a.mdx:7:8-7:18 syntax/mdx `</Callout>` does not stand in the same paragraph as the tag it belongs to → put the opening and the closing tag on lines of their own, or both into one line',
    ],
  ],
  [
    'a.mdx',
    front + '<a href=x>b</a>\n',
    [
      'a.mdx:5:1-5:9 syntax/mdx the tag `<a` breaks off: unexpected character `x` (U+0078) before attribute value → write properties as `name="text"` or `name={1}`, and close the tag with `>` or `/>`',
    ],
  ],
  [
    'a.mdx',
    front + 'x <!-- c --> y TBD\n',
    [
      'a.mdx:5:3-5:13 syntax/mdx MDX has no HTML comments → write `{/* … */}`',
      'a.mdx:5:16-5:19 content/placeholder the text says `TBD`: it is not filled in yet → write the content, or say that it is not known and who will find out by when',
    ],
  ],
  [
    'a.mdx',
    front + 'a </Foo>\n',
    [
      'a.mdx:5:3-5:9 syntax/mdx `</Foo>` closes nothing that is open here → put the opening and the closing tag on lines of their own, or both into one line',
    ],
  ],
  [
    'a.mdx',
    front + 'a <= b\n',
    ['a.mdx:5:3-5:4 syntax/mdx `<` begins a tag, and `<=` is none → write `\\<=` if the text is meant'],
  ],
  [
    'a.mdx',
    front + 'x <a@b.c> y\n',
    [
      'a.mdx:5:3-5:10 syntax/mdx `<a@b.c>` reads as a tag: MDX has no links in angle brackets → write `[…](mailto:a@b.c)`',
    ],
  ],
  [
    'a.mdx',
    front + 'x <http://x.y> z\n',
    [
      'a.mdx:5:3-5:15 syntax/mdx `<http://x.y>` reads as a tag: MDX has no links in angle brackets → write `[…](http://x.y)`',
    ],
  ],
  [
    'a.mdx',
    front + 'import x from "y"\n\ntext\n',
    [
      'a.mdx:5:1-5:18 content/expression a line that begins with `import` is code, and content is not run → remove it; a sentence has to begin with another word',
    ],
  ],
  [
    'a.mdx',
    front + 'import the data daily.\n',
    [
      'a.mdx:5:1-5:23 content/expression a line that begins with `import` is code, and content is not run → remove it; a sentence has to begin with another word',
    ],
  ],
  [
    'a.mdx',
    front + 'export const a = 1\n',
    [
      'a.mdx:5:1-5:19 content/expression a line that begins with `export` is code, and content is not run → remove it; a sentence has to begin with another word',
    ],
  ],
  [
    'a.mdx',
    front + 'a <Callout b={ c } />\n',
    [
      'a.mdx:5:14-5:19 content/expression `b={c}` is an expression, and content is not run → write a text (`b="…"`), a number, `true`, `false` or a JSON literal',
    ],
  ],
  [
    'a.mdx',
    front + '<Callout {...x} />\n',
    [
      'a.mdx:5:10-5:16 content/expression `{...x}` spreads an object into `<Callout>`, and content is not run → write each property with its value',
    ],
  ],
  [
    'a.mdx',
    front + '<Calout />\n',
    ['a.mdx:5:1-5:8 content/component there is no component `<Calout>` → did you mean `<Callout>`?'],
  ],
  [
    'a.mdx',
    front + '<div>x</div>\n',
    [
      'a.mdx:5:1-5:5 content/html `<div>` is HTML, which artefacts cannot hold → write it in Markdown, use a component such as `<Callout>`, or write `\\<div>` for the text itself',
    ],
  ],
  [
    'a.mdx',
    front + '<>x</>\n',
    [
      'a.mdx:5:1-5:3 content/component `<>` is a fragment, which artefacts cannot hold → remove `<>` and `</>`',
    ],
  ],
  [
    'a.mdx',
    front + 'x {1+1} y\n',
    [
      'a.mdx:5:3-5:8 content/expression `{1+1}` is an expression, and content is not run → write the value itself, or `\\{` for the sign',
    ],
  ],
  [
    'a.mdx',
    front + '![i](https://a.b/c.png)\n',
    [
      'a.mdx:5:6-5:23 content/url the image `https://a.b/c.png` is not a file of the content folder, and pages make no request to another host → put the image into the content folder and give its relative path',
    ],
  ],
  [
    'a.mdx',
    front + '[x](javascript:alert(1))\n',
    [
      'a.mdx:5:5-5:24 content/url the link `javascript:alert(1)` is refused: `javascript:` is not allowed → use `https:`, `mailto:` or a relative path',
    ],
  ],
  [
    'a.mdx',
    front + '[x](../../../etc/passwd)\n',
    [
      'a.mdx:5:5-5:24 content/url the link `../../../etc/passwd` is refused: it leads outside the content folder → write a path relative to this file, to something in the content folder',
    ],
  ],
  [
    'a.mdx',
    front + '[x](/abs)\n',
    [
      'a.mdx:5:5-5:9 content/url the link `/abs` is refused: it leads outside the content folder → write a path relative to this file, to something in the content folder',
    ],
  ],
  [
    'a.mdx',
    front + '[x](//host/a)\n',
    [
      'a.mdx:5:5-5:13 content/url the link `//host/a` is refused: it names a host without a scheme → write `https:` before it',
    ],
  ],
  [
    'a.mdx',
    front + '![i](drawing.svg)\n',
    [
      'a.mdx:5:6-5:17 content/url the image `drawing.svg` is of a type that pages do not show → use one of avif, gif, jpeg, jpg, png, webp; an SVG can carry scripts, so export it',
    ],
  ],
  [
    'a.mdx',
    front + '<Figure src="https://a.b/x.png" />\n',
    [
      'a.mdx:5:14-5:31 content/url the image `https://a.b/x.png` is not a file of the content folder, and pages make no request to another host → put the image into the content folder and give its relative path',
    ],
  ],
  [
    'a.mdx',
    front + '[More Information Needed] and TODO, TODOs, todo, TBD.\n',
    [
      'a.mdx:5:1-5:26 content/placeholder the text says `[More Information Needed]`: it is not filled in yet → write the content, or say that it is not known and who will find out by when',
      'a.mdx:5:31-5:35 content/placeholder the text says `TODO`: it is not filled in yet → write the content, or say that it is not known and who will find out by when',
      'a.mdx:5:50-5:53 content/placeholder the text says `TBD`: it is not filled in yet → write the content, or say that it is not known and who will find out by when',
    ],
  ],
  [
    'a.mdx',
    front + '{/* open\n',
    [
      'a.mdx:5:1-5:2 syntax/mdx `{` begins an expression that is never closed → write `\\{/* open` if the text is meant',
    ],
  ],
  ['a.mdx', front + '<Metric of="a" / >\n', []],
  [
    'a.mdx',
    front + '{a}\n\n<0.5\n',
    [
      'a.mdx:7:1-7:2 syntax/mdx `<` begins a tag, and `<0.5` is none → write `\\<0.5` if the text is meant',
      'a.mdx:5:1-5:4 content/expression `{a}` is an expression, and content is not run → write the value itself, or `\\{` for the sign',
    ],
  ],
  [
    'a.mdx',
    front + '[x](data:text/html,a)\n',
    [
      'a.mdx:5:5-5:21 content/url the link `data:text/html,a` is refused: `data:` is not allowed → use `https:`, `mailto:` or a relative path',
    ],
  ],
  [
    'a.mdx',
    '\n---\ntitle: T\n---\n\ntext',
    [
      'a.mdx:2:1-2:4 syntax/front-matter the front matter begins on line 2, and it has to begin on line 1 → remove what stands before it',
    ],
  ],
  [
    'a.mdx',
    '---\ntitle: T\n\ntext',
    [
      'a.mdx:1:1-1:4 syntax/front-matter the front matter that begins here is never closed → put `---` on a line of its own after the last field',
    ],
  ],
  [
    'a.mdx',
    '<!-- c -->\n---\ntitle: T\n---\n\ntext',
    [
      'a.mdx:2:1-2:4 syntax/front-matter the front matter begins on line 2, and it has to begin on line 1 → remove what stands before it',
    ],
  ],
  [
    'a.mdx',
    '+++\ntitle = "T"\n+++\n',
    [
      'a.mdx:1:1-1:4 syntax/front-matter the front matter is TOML, and only YAML is read → write the fields as YAML between two lines of `---`',
    ],
  ],
  [
    'a.mdx',
    '---\n- a\n---\n',
    [
      'a.mdx:2:1-2:1 syntax/front-matter the front matter is a list, not fields → write one field to a line: `title: …`',
    ],
  ],
  [
    'a.mdx',
    '---\njust text\n---\n',
    [
      'a.mdx:2:1-2:1 syntax/front-matter the front matter is a single value, not fields → write one field to a line: `title: …`',
    ],
  ],
  [
    'a.mdx',
    '---\n~\n---\n',
    [
      'a.mdx:2:1-2:1 syntax/front-matter the front matter is a single value, not fields → write one field to a line: `title: …`',
    ],
  ],
  [
    'a.mdx',
    '---\ntitle: T\ntitle: U\n---\n',
    ['a.mdx:3:1-3:6 syntax/yaml `title` is stated twice (2:1 first stated here) → keep one of the two'],
  ],
  [
    'a.mdx',
    '---\ntitle: a: b\n---\n',
    ['a.mdx:2:8-2:12 syntax/yaml the value holds `: `, which starts a mapping → put the value in quotes'],
  ],
  [
    'a.mdx',
    '---\na:\n\t- b\n---\n',
    [
      'a.mdx:3:1-3:2 syntax/yaml a tab indents this line, and YAML is indented with spaces → put spaces in its place',
    ],
  ],
  ['a.yaml', 'a: [1, 2\n', ['a.yaml:1:4-1:5 syntax/yaml `[` is never closed → add `]` where the value ends']],
  ['a.yaml', 'a: "x\n', ['a.yaml:1:4-1:5 syntax/yaml `"` is never closed → add `"` where the value ends']],
  ['a.yaml', 'a: {b: 1\n', ['a.yaml:1:4-1:5 syntax/yaml `{` is never closed → add `}` where the value ends']],
  [
    'a.yaml',
    'a: @x\n',
    ['a.yaml:1:4-1:5 syntax/yaml a value cannot begin with `@` → put the value in quotes'],
  ],
  [
    'a.yaml',
    'a: "\\q"\n',
    [
      'a.yaml:1:5-1:7 syntax/yaml `\\q` means nothing inside double quotes → write `\\\\` for a backslash, or use single quotes',
    ],
  ],
  [
    'a.yaml',
    'a: *no\n',
    [
      'a.yaml:1:5-1:7 syntax/yaml an alias (`*name`) names nothing → put a text that begins with `*` in quotes',
    ],
  ],
  [
    'a.yaml',
    'a: !x y\n',
    [
      'a.yaml:1:4-1:8 syntax/yaml a tag (`!name`) is not read → remove the tag; put a text that begins with `!` in quotes',
    ],
  ],
  [
    'a.yaml',
    'a: 1\n---\nb: 2\n',
    ['a.yaml:2:1-2:4 syntax/yaml a second document begins in this file → keep one document in a file'],
  ],
  [
    'a.yaml',
    'a: .nan\nb: -.inf\n',
    [
      'a.yaml:1:4-1:8 syntax/yaml `a` is not a finite number → leave the field out, and say in words why there is no number',
      'a.yaml:2:4-2:9 syntax/yaml `b` is not a finite number → leave the field out, and say in words why there is no number',
    ],
  ],
  [
    'a.yaml',
    '? [x]\n: c\n',
    [
      'a.yaml:1:1-1:6 syntax/yaml a list or mapping cannot be the name of a field → name the field with a word',
    ],
  ],
  [
    'a.yaml',
    'a: 1\n b: 2\n',
    ['a.yaml:1:4-1:5 syntax/yaml the value holds `: `, which starts a mapping → put the value in quotes'],
  ],
  [
    'a.yaml',
    'a: 1\nb\nc: 2\n',
    [
      'a.yaml:2:1-2:2 syntax/yaml there is no `:` after this name → write `name: value`, or indent it under the field it belongs to',
    ],
  ],
  [
    'a.yaml',
    '__proto__: {x: 1}\n',
    ['a.yaml:1:1-1:10 syntax/yaml `__proto__` cannot be the name of a field → name it otherwise'],
  ],
  [
    'a.yaml',
    '&a [*a]\n',
    [
      'a.yaml:1:5-1:6 syntax/yaml the aliases (`*name`) of this file unfold without end, or into more than a million values → write the values out, or use `defaults:`',
    ],
  ],
  [
    'a.yaml',
    'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n',
    [
      'a.yaml:2:8-2:9 syntax/yaml the aliases (`*name`) of this file unfold without end, or into more than a million values → write the values out, or use `defaults:`',
    ],
  ],
  [
    'a.yaml',
    "a: 'x\nb: 1\n",
    ["a.yaml:1:4-1:5 syntax/yaml `'` is never closed → add `'` where the value ends"],
  ],
  [
    'a.yaml',
    '- a\nb: c\n',
    [
      'a.yaml:2:1-2:5 syntax/yaml this line belongs to nothing that is open → indent it under the field it belongs to',
    ],
  ],
  [
    'a.yaml',
    "a: it's\nb: 'it's'\n",
    [
      'a.yaml:2:8-2:10 syntax/yaml the line goes on after its value has ended → put the whole value in quotes',
    ],
  ],
  [
    'a.csv',
    'name;psi\nutil;0,12\n',
    [
      'a.csv:1:1-1:9 syntax/csv the values are separated by semicolons: a spreadsheet has saved this file in its own manner → save it with commas, dates as `2026-11-20` and decimals with a point, or restore the last version',
    ],
  ],
  [
    'a.csv',
    'name,date\nutil,20.11.2026\n',
    [
      'a.csv:2:6-2:16 syntax/csv `20.11.2026` is a date in a local form: a spreadsheet has saved this file in its own manner → write every date as `2026-11-20`, or restore the last version',
    ],
  ],
  [
    'a.csv',
    'a,b\n1,2,3\n4\n',
    [
      'a.csv:2:1-2:6 syntax/csv the row has 3 values, and the header names 2 columns → put a value that holds a comma in double quotes',
      'a.csv:3:1-3:2 syntax/csv the row has 1 value, and the header names 2 columns → add a comma for each empty value at its end',
    ],
  ],
  ['a.csv', 'a,a\n1,2\n', ['a.csv:1:3-1:4 syntax/csv the column `a` stands twice → keep one of the two']],
  [
    'a.csv',
    'a,,b\n1,2,3\n',
    ['a.csv:1:3-1:3 syntax/csv a column has no name → name it, or remove the column'],
  ],
  [
    'a.csv',
    'a,a.b\n1,2\n',
    ['a.csv:1:3-1:6 syntax/csv `a` is a column, and so is its part `a.b` → keep the value or its parts'],
  ],
  [
    'a.csv',
    'a,b\n"x,2\n',
    [
      'a.csv:2:1-2:2 syntax/csv a double quote is never closed → put the whole value in double quotes, and write a double quote inside it twice (`""`)',
    ],
  ],
  [
    'a.csv',
    'a,b\nx"y,2\n',
    [
      'a.csv:2:2-2:3 syntax/csv a double quote stands inside a value that does not begin with one → put the whole value in double quotes, and write a double quote inside it twice (`""`)',
    ],
  ],
  [
    'a.csv',
    'a,b\n"x"y,2\n',
    [
      'a.csv:2:3-2:4 syntax/csv something stands between a closing double quote and the next comma → put the whole value in double quotes, and write a double quote inside it twice (`""`)',
    ],
  ],
  [
    'a.csv',
    '',
    ['a.csv:1:1-1:1 syntax/csv the file has no header → write the names of the columns on the first line'],
  ],
  [
    'a.csv',
    'a,__proto__.x\n1,2\n',
    [
      'a.csv:1:3-1:14 syntax/csv `__proto__.x` cannot be the name of a column → write `field` or `field.part`',
    ],
  ],
  [
    'a.csv',
    'name\tpsi\nutil\t0.1\n',
    [
      'a.csv:1:1-1:9 syntax/csv the values are separated by tabs: a spreadsheet has saved this file in its own manner → save it with commas, dates as `2026-11-20` and decimals with a point, or restore the last version',
    ],
  ],
  [
    'evidence/a.json',
    '{"a": 1, "b": [1, 2',
    [
      'evidence/a.json:1:20-1:20 syntax/json the file is not JSON: the text ends inside `[` → write the file again from its source, then run `casebook evidence refresh`',
    ],
  ],
  [
    'evidence/a.json',
    '{"a": NaN, "b": -Infinity, "c": 1e999}',
    [
      'evidence/a.json:1:7-1:10 syntax/json `NaN` is not JSON; 3 such numbers are read as `null` → write `null` for a number that could not be computed',
    ],
  ],
  [
    'evidence/a.json',
    "{'a': 1}",
    [
      'evidence/a.json:1:2-1:3 syntax/json the file is not JSON: the name of a member has to stand in double quotes → write the file again from its source, then run `casebook evidence refresh`',
    ],
  ],
  [
    'evidence/a.json',
    '{"a": 1,}',
    [
      'evidence/a.json:1:9-1:10 syntax/json the file is not JSON: the name of a member has to stand in double quotes → write the file again from its source, then run `casebook evidence refresh`',
    ],
  ],
  [
    'evidence/a.json',
    '',
    [
      'evidence/a.json:1:1-1:1 syntax/json the file is not JSON: the text ends in the middle of a value → write the file again from its source, then run `casebook evidence refresh`',
    ],
  ],
  [
    'a.md',
    front +
      'PSI <0.1 and {x} <b>bold</b> <script>alert(1)</script> <!-- c --> <br> x\n\n<div onclick="x">y</div>\n',
    [
      'a.md:5:30-5:37 content/html `<script>` is HTML that acts or hides; it is shown as text → write it in Markdown',
      'a.md:7:6-7:14 content/html the attribute `onclick` is HTML that acts or hides; it is shown as text → write it in Markdown',
    ],
  ],
  [
    'a.mdx',
    new Uint8Array([45, 0, 1]),
    [
      'a.mdx:1:1-1:1 read/binary the file has the name of a text and holds binary data → save it as text in UTF-8, or keep it in the evidence folder under its own extension',
    ],
  ],
  [
    'a.yaml',
    new Uint8Array([97, 58, 32, 233, 10]),
    ['a.yaml:1:4-1:5 read/encoding the file is not valid UTF-8 from here on → save it as UTF-8'],
  ],
  [
    'a.csv',
    new Uint8Array([255, 254, 97, 0]),
    ['a.csv:1:1-1:1 read/encoding the file is UTF-16, not UTF-8 → save it as UTF-8'],
  ],
];

describe('bad input gives its findings, whole, at their places', () => {
  it.each(cases)('%s: %j', (file, content, findings) => {
    expect(findingsOf(file, content)).toEqual(findings);
  });
});
