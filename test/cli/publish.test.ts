import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readManifest, writeManifest } from '../../src/cli/manifest.ts';
import { assertPublishable, publish } from '../../src/cli/publish.ts';
import { snapshot, temporaryFolder } from './support.ts';

const about = { title: 'T', as_of: '2026-11-20', base: '/', draft: false };

let folder: string;
let site: string;

beforeEach(() => {
  folder = temporaryFolder();
  site = path.join(folder, 'site');
});

const put = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};

/** Publishes a site of one page. */
const publishPage = (text: string, to = site) =>
  publish(to, async (at) => {
    fs.writeFileSync(path.join(at, 'index.html'), text);
    return Promise.resolve(writeManifest(at, about));
  });

describe('publish', () => {
  test('makes a site with a manifest, and replaces it whole', async () => {
    await publishPage('one');
    put('site/stale.html', 'from an earlier build');
    await publishPage('two');
    expect(snapshot(folder)).toEqual({
      'site/index.html': 'two',
      'site/casebook-manifest.json': `{
  "schema": "casebook/manifest@1",
  "title": "T",
  "as_of": "2026-11-20",
  "base": "/",
  "draft": false,
  "files": [
    "index.html"
  ]
}
`,
    });
    expect(readManifest(site)).toEqual({ schema: 'casebook/manifest@1', ...about, files: ['index.html'] });
  });

  test('leaves the old site and nothing else when making the new one fails', async () => {
    await publishPage('one');
    const before = snapshot(folder);
    const failing = publish(site, (at) => {
      fs.writeFileSync(path.join(at, 'index.html'), 'half');
      return Promise.reject(new Error('a page could not be drawn'));
    });
    await expect(failing).rejects.toThrow('a page could not be drawn');
    expect(snapshot(folder)).toEqual(before);
    expect(fs.readdirSync(folder)).toEqual(['site']);
  });

  test('takes away the parent folders it made when it fails', async () => {
    const deep = path.join(folder, 'a/b/site');
    await expect(publish(deep, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(fs.readdirSync(folder)).toEqual([]);
    await publishPage('one', deep);
    expect(Object.keys(snapshot(folder))).toEqual(['a/b/site/casebook-manifest.json', 'a/b/site/index.html']);
  });

  test('publishes through a link to the folder behind it', async () => {
    fs.mkdirSync(path.join(folder, 'behind'));
    fs.symlinkSync('behind', site);
    await publishPage('one');
    expect(fs.lstatSync(site).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(path.join(folder, 'behind/index.html'), 'utf8')).toBe('one');
  });

  test('says in one line that it cannot write', async () => {
    put('file', '');
    await expect(publishPage('one', path.join(folder, 'file/site'))).rejects.toThrow(
      `cannot write ${path.join(folder, 'file/site')}: part of its path is a file, not a folder`,
    );
  });

  test.runIf(fs.existsSync('/proc/self'))('ends where the system lets no folder be', async () => {
    await expect(publishPage('one', '/proc/casebook/site')).rejects.toThrow(
      'cannot write /proc/casebook/site: no folder can be made in /proc',
    );
  });

  test('says where the old site is left when it cannot be removed; the new one stands', async () => {
    await publishPage('one');
    const refused = Object.assign(new Error('refused'), { code: 'EACCES' });
    const remove = vi.spyOn(fs.promises, 'rm').mockRejectedValueOnce(refused);
    const old = path.join(folder, `.site.casebook-${process.pid}-old`);
    await expect(publishPage('two')).rejects.toThrow(
      `the new site is in ${site}, but the one before it could not be removed from ${old}: permission denied`,
    );
    remove.mockRestore();
    expect(fs.readFileSync(path.join(site, 'index.html'), 'utf8')).toBe('two');
    expect(fs.readFileSync(path.join(old, 'index.html'), 'utf8')).toBe('one');
  });
});

describe('assertPublishable', () => {
  const refused = (): string => {
    try {
      assertPublishable(site, path.join(folder, 'content'), 'site');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('accepts a place that is free, empty, or a site of its own', async () => {
    expect(refused()).toBe('');
    fs.mkdirSync(site);
    expect(refused()).toBe('');
    await publishPage('one');
    expect(refused()).toBe('');
  });

  test('refuses a file', () => {
    put('site', '');
    expect(refused()).toBe('site is a file; a site needs a folder');
  });

  test('refuses a folder that somebody else filled', () => {
    put('site/thesis.tex', '');
    expect(refused()).toBe(
      'site is not empty and not a site that Casebook built (it has no casebook-manifest.json); choose another folder or empty it',
    );
  });

  test('refuses one with a manifest that is not its own', () => {
    put('site/casebook-manifest.json', '{"schema": "something/else@1", "files": []}');
    expect(refused()).toMatch(/^site is not empty and not a site that Casebook built/);
    put('site/casebook-manifest.json', 'not JSON');
    expect(refused()).toMatch(/^site is not empty and not a site that Casebook built/);
  });

  test('refuses its own site once somebody kept a file in it', async () => {
    await publishPage('one');
    put('site/notes/mine.txt', '');
    expect(refused()).toBe(
      'site holds a file that Casebook did not write: notes/mine.txt; move it elsewhere or choose another folder',
    );
  });

  test('refuses places that are in the content, or hold it', () => {
    const content = path.join(folder, 'content');
    const at = (out: string) => () => assertPublishable(out, content, 'out');
    expect(at(content)).toThrow('out is the content folder itself; choose a folder beside it');
    expect(at(path.join(content, 'site'))).toThrow(
      'out is inside the content folder, which would then read its own site; choose a folder beside it',
    );
    expect(at(folder)).toThrow('out holds the content folder; choose a folder beside it');
    expect(at(`${content}-site`)).not.toThrow();
  });
});
