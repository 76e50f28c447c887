// The texts of evidence, read when somebody asks for what stands in it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatOf } from './document.ts';
import { jsonText } from './file.ts';
import { isSystemError } from './one-file.ts';
import { decodeText, type Decoded } from './text.ts';
import { unreadable } from './walk.ts';

interface Texts {
  assets: readonly { file: string }[];
  texts: Map<string, string>;
}

/** The text of a JSON or CSV asset, kept once somebody asks for a place in it. */
export function textOfAsset(root: string, file: string, reading: Texts): string | undefined {
  const format = formatOf(file);
  if (format === 'csv') {
    const decoded = decodeAsset(root, file, reading);
    return decoded !== null && 'text' in decoded ? decoded.text : undefined;
  }
  if (format !== 'json' || !isAsset(file, reading)) return undefined;
  try {
    const text = jsonText(readFileSync(path.join(root, file)));
    reading.texts.set(file, text);
    return text;
  } catch {
    return undefined;
  }
}

const isAsset = (file: string, reading: Texts): boolean =>
  reading.assets.some((asset) => asset.file === file);

/** The text of an asset or why there is none; kept for the places in it. `null` when there is no such asset. */
export function decodeAsset(root: string, file: string, reading: Texts): Decoded | null {
  const known = reading.texts.get(file);
  if (known !== undefined) return { text: known };
  if (!isAsset(file, reading)) return null;
  try {
    const decoded = decodeText(readFileSync(path.join(root, file)), file);
    if ('text' in decoded) reading.texts.set(file, decoded.text);
    return decoded;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { draft: unreadable(file, error) };
  }
}
