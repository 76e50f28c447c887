import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyPictures, pictureAddress, pictureFile } from '../../src/site/pictures.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-pictures-'));
  for (const file of ['content/systems/x/a b.png', 'content/systems/x/unasked.png', 'secret.png']) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), file);
  }
  fs.symlinkSync(path.join(folder, 'secret.png'), path.join(folder, 'content/link.png'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('only the pictures that pages asked for are copied, to the address they were given', () => {
  expect(pictureAddress('systems/x/a b.png')).toBe('/files/systems/x/a%20b.png');
  expect(pictureAddress('systems/x/missing.png')).toBe('/files/systems/x/missing.png');
  copyPictures(path.join(folder, 'content'), path.join(folder, 'site'));
  const copied = fs.readdirSync(path.join(folder, 'site'), { recursive: true, withFileTypes: true });
  expect(copied.filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual(['a b.png']);
  expect(fs.readFileSync(path.join(folder, 'site/files/systems/x/a b.png'), 'utf8')).toBe(
    'content/systems/x/a b.png',
  );
});

test('what can carry scripts, or lies outside the content folder, has no address and is not served', () => {
  expect(pictureAddress('systems/x/drawing.svg')).toBe(null);
  expect(pictureAddress('systems/x/model-card.mdx')).toBe(null);
  expect(pictureFile(path.join(folder, 'content'), 'link.png')).toBe(null);
  expect(pictureFile(path.join(folder, 'content'), '../secret.png')).toBe(null);
  expect(pictureFile(path.join(folder, 'content'), 'systems/x/a b.png')).not.toBe(null);
});
