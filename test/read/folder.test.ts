import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MissingContentError, readFolder } from '../../src/read/folder.ts';
import { readFiles, show, withFolder } from './support.ts';

const card =
  '---\ntitle: Card\nfeatures: ./features.csv\n---\n\n# Card\n\nSee [[FM-02]], wrapped\nhere.\n\n## Uses\n\n- one\n- two\n';
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('readFolder', () => {
  it('reads artefacts and records as documents and leaves evidence as it is', () => {
    const { documents, assets, drafts } = readFiles({
      'portfolio.yaml': 'title: P\n',
      'README.md': '# not read {',
      '.hidden/a.mdx': '{',
      'node_modules/x/a.mdx': '{',
      'controls/CTL-1.md': '# c',
      'systems/x/model-card.mdx': card,
      'systems/x/features.csv': 'name\nutil\n',
      'systems/x/evidence/evidence.yaml': 'evidence: []\n',
      'systems/x/evidence/readme.md': '{',
      'systems/x/evidence/report.md': '<script>',
      'systems/x/evidence/deep/rows.csv': 'a;b\n',
      'systems/x/evidence/metrics.json': '{"a": 1}',
      'systems/x/evidence/plot.png': new Uint8Array([0x89, 0x50, 0, 0]),
      'catalogues/house-rules.yml': 'framework: { id: house-rules }\n',
    });
    expect(drafts).toEqual([]);
    expect(documents.map(({ file, format }) => `${format} ${file}`)).toEqual([
      'yaml catalogues/house-rules.yml',
      'md controls/CTL-1.md',
      'yaml portfolio.yaml',
      'yaml systems/x/evidence/evidence.yaml',
      'csv systems/x/features.csv',
      'mdx systems/x/model-card.mdx',
    ]);
    expect(assets.map(({ file, size, json }) => [file, size, json])).toEqual([
      ['systems/x/evidence/deep/rows.csv', 4, undefined],
      ['systems/x/evidence/metrics.json', 8, { a: 1 }],
      ['systems/x/evidence/plot.png', 4, undefined],
      ['systems/x/evidence/readme.md', 1, undefined],
      ['systems/x/evidence/report.md', 8, undefined],
    ]);
    // `printf '{"a": 1}' | sha256sum`
    expect(assets[1]!.digest).toBe('f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310');
  });

  it('throws a named error when there is no folder', () => {
    withFolder({ 'a.yaml': 'a: 1' }, (folder) => {
      const absent = path.join(folder, 'absent');
      expect(() => readFolder(absent)).toThrow(new MissingContentError(absent, 'does not exist'));
      const file = path.join(folder, 'a.yaml');
      expect(() => readFolder(file)).toThrow(`the content folder \`${file}\` is not a folder`);
    });
  });

  it('loses nothing but the file that is wrong', () => {
    const { documents } = readFiles({
      'a.mdx': card,
      'b.mdx': new Uint8Array([0, 1, 2]),
      'c.mdx': '---\ntitle: C\n---\n\n<Callout>\n',
      'd.yaml': 'a: [\n',
    });
    expect(documents.map(({ file, data, body }) => [file, data, body === null])).toEqual([
      ['a.mdx', { title: 'Card', features: './features.csv' }, false],
      ['b.mdx', null, true],
      ['c.mdx', { title: 'C' }, true],
      ['d.yaml', null, true],
    ]);
  });

  it('reads Windows line ends and a byte order mark as if they were not there', () => {
    const one = readFiles({
      'a.mdx': card,
      'f.csv': 'a,b\n"x\ny",2\n',
      'p.yaml': 'a:\n  b: |\n    x\n    y\n',
    });
    const windows = (text: string): string => '\uFEFF' + text.replaceAll('\n', '\r\n');
    const two = readFiles({
      'a.mdx': windows(card),
      'f.csv': windows('a,b\n"x\ny",2\n'),
      'p.yaml': windows('a:\n  b: |\n    x\n    y\n'),
    });
    const bare = ({ documents }: typeof one): unknown =>
      documents.map((document) => ({ ...document, digest: '' }));
    expect(two.drafts).toEqual([]);
    expect(bare(two)).toEqual(bare(one));
    const spot = { file: 'a.mdx', path: ['features'] };
    expect(two.locate(spot)).toEqual({ file: 'a.mdx', line: 3, column: 11, end_line: 3, end_column: 25 });
  });

  it('follows a link to a file inside, and reports every other', () => {
    withFolder(
      { 'content/a.yaml': 'a: 1\n', 'content/dir/b.yaml': 'b: 1\n', 'secret.yaml': 's: 1\n' },
      (folder) => {
        const content = path.join(folder, 'content');
        symlinkSync('../secret.yaml', path.join(content, 'out.yaml'));
        symlinkSync('a.yaml', path.join(content, 'in.yaml'));
        symlinkSync('dir', path.join(content, 'loop'));
        symlinkSync('nowhere.yaml', path.join(content, 'gone.yaml'));
        execFileSync('mkfifo', [path.join(content, 'pipe.yaml')]);
        const { documents, drafts, locate } = readFolder(content);
        expect(documents.map(({ file }) => file)).toEqual(['a.yaml', 'dir/b.yaml', 'in.yaml']);
        expect(show(drafts, locate).sort()).toEqual([
          'gone.yaml:1:1-1:1 read/unreadable the file cannot be read: the link leads nowhere → restore the file or its permissions',
          'loop:1:1-1:1 read/outside the link leads to a folder, and is not followed → put the files themselves here',
          'out.yaml:1:1-1:1 read/outside the link leads out of the content folder → copy what it leads to into the content folder',
          'pipe.yaml:1:1-1:1 read/unreadable the file cannot be read: it is neither a file nor a folder → restore the file or its permissions',
        ]);
      },
    );
  });

  it('reports links and pictures whose file is not there, whether it was read anew or not', () => {
    const text =
      '---\ntitle: A\n---\n\n[ok](b.mdx#x) [dir](evidence/) [lost](./c.mdx) <Figure src="evidence/p.png" />\n';
    const files = { 'content/a.mdx': text, 'content/b.mdx': card, 'content/evidence/x.txt': '' };
    withFolder(files, (folder) => {
      const read = (): string[] => {
        const { drafts, locate } = readFolder(path.join(folder, 'content'), { cacheDir: folder });
        return show(drafts, locate);
      };
      const picture =
        'a.mdx:5:61-5:75 content/url `evidence/p.png` leads to `evidence/p.png`, and there is no such file → correct the path, or refer to an artefact by its id: `[[id]]`';
      expect(read()).toEqual([
        'a.mdx:5:39-5:46 content/url `./c.mdx` leads to `c.mdx`, and there is no such file → correct the path, or refer to an artefact by its id: `[[id]]`',
        picture,
      ]);
      writeFileSync(path.join(folder, 'content/c.mdx'), card);
      expect(read()).toEqual([picture]);
    });
  });

  it('reads no text of more than 5 MB', () => {
    const { documents, drafts, locate } = readFiles({ 'a.yaml': 'a: ' + 'x'.repeat(5_000_000) });
    expect(documents[0]!.data).toBe(null);
    expect(show(drafts, locate)).toEqual([
      'a.yaml:1:1-1:1 read/too-large the file has 5.0 MB; text files are read up to 5 MB → keep raw rows out of the portfolio and commit what was computed from them',
    ]);
  });

  it('leaves bodies unrendered when nobody looks at pages, and says the same otherwise', () => {
    const full = readFiles({ 'a.mdx': card }).documents[0]!.body!;
    const outline = readFiles({ 'a.mdx': card }, { blocks: false }).documents[0]!.body!;
    expect(full.blocks.length).toBeGreaterThan(1);
    const bare = {
      ...full,
      blocks: [],
      sections: full.sections.map((section) => ({ ...section, blocks: [] })),
    };
    expect(outline).toEqual(bare);
  });
});

describe('the parse cache', () => {
  const files = { 'content/a.mdx': card, 'content/b.csv': 'a,b\n1,2,3\n', 'content/c.yaml': 'a: .nan\n' };
  const facts = ({ documents, drafts }: ReturnType<typeof readFolder>): unknown =>
    plain({ documents, drafts });

  it('gives what reading gave', () => {
    withFolder(files, (folder) => {
      const content = path.join(folder, 'content');
      const cacheDir = path.join(folder, 'cache/deep');
      const cold = facts(readFolder(content, { cacheDir }));
      expect(readdirSync(cacheDir)).toEqual(['readings.json']);
      expect(facts(readFolder(content, { cacheDir }))).toEqual(cold);
      expect(facts(readFolder(content))).toEqual(cold);
    });
  });

  it('is used: a reading that was changed in it comes back changed', () => {
    withFolder(files, (folder) => {
      const content = path.join(folder, 'content');
      readFolder(content, { cacheDir: folder });
      const file = path.join(folder, 'readings.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"title":"Card"', '"title":"Kept"'));
      expect(readFolder(content, { cacheDir: folder }).documents[0]!.data).toMatchObject({ title: 'Kept' });
      writeFileSync(path.join(content, 'a.mdx'), card + '\nmore\n');
      expect(readFolder(content, { cacheDir: folder }).documents[0]!.data).toMatchObject({ title: 'Card' });
    });
  });

  it.each(['', '{', 'null', '{"version":"other","readings":{}}', '{"readings":[1]}'])(
    'counts as empty when it holds %j',
    (broken) => {
      withFolder(files, (folder) => {
        const content = path.join(folder, 'content');
        const cold = facts(readFolder(content));
        writeFileSync(path.join(folder, 'readings.json'), broken);
        expect(facts(readFolder(content, { cacheDir: folder }))).toEqual(cold);
      });
    },
  );

  it('is never written into the content folder', () => {
    withFolder(files, (folder) => {
      const content = path.join(folder, 'content');
      readFolder(content, { cacheDir: path.join(content, '.cache') });
      readFolder(content, { cacheDir: content });
      expect(readdirSync(content).sort()).toEqual(['a.mdx', 'b.csv', 'c.yaml']);
    });
  });

  it('is given up without a word where it cannot be written', () => {
    withFolder({ ...files, taken: 'a file' }, (folder) => {
      mkdirSync(path.join(folder, 'other'));
      const { documents } = readFolder(path.join(folder, 'content'), {
        cacheDir: path.join(folder, 'taken/cache'),
      });
      expect(documents.length).toBe(3);
    });
  });
});
