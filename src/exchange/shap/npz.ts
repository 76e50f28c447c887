// A ZIP of `.npy` files, stored or deflated. Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16, 4.5.3.
import { crc32, inflateRawSync } from 'node:zlib';
import { ShapFault } from './fault.ts';

/** An entry of an archive: its bytes are taken when they are asked for. */
export interface NpzEntry {
  name: string;
  bytes: () => Uint8Array;
}

/**
 * Lists the arrays of an `.npz` file by their names, without the ending `.npy`.
 * @throws {ShapFault} when the archive is cut short or broken; `bytes` when an entry is.
 */
export function parseNpz(bytes: Uint8Array): Map<string, NpzEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, NpzEntry>();
  const end = endOf(view);
  let at = end.start;
  for (let i = 0; i < end.count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw cutShort();
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    );
    const name = new TextDecoder()
      .decode(bytes.subarray(at + 46, at + 46 + nameLength!))
      .replace(/\.npy$/, '');
    const sizes = sizesOf(view, at, at + 46 + nameLength!, extraLength!);
    const method = view.getUint16(at + 10, true);
    const flags = view.getUint16(at + 8, true);
    const crc = view.getUint32(at + 16, true);
    entries.set(name, { name, bytes: () => contentOf(bytes, view, { name, method, flags, crc, ...sizes }) });
    at += 46 + nameLength! + extraLength! + noteLength!;
  }
  return entries;
}

/** Whether bytes begin as a ZIP archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** Where the directory begins and how many entries it has; it is found from the end. */
function endOf(view: DataView): { start: number; count: number } {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (start !== 0xffffffff && count !== 0xffff) return { start, count };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw cutShort();
    const wide = Number(view.getBigUint64(locator + 8, true));
    if (wide + 56 > view.byteLength) throw cutShort();
    return {
      start: Number(view.getBigUint64(wide + 48, true)),
      count: Number(view.getBigUint64(wide + 32, true)),
    };
  }
  throw cutShort();
}

interface Sizes {
  packed: number;
  unpacked: number;
  offset: number;
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in an extra field. */
function sizesOf(view: DataView, at: number, extra: number, extraLength: number): Sizes {
  const sizes = { unpacked: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true) };
  const found = { ...sizes, offset: view.getUint32(at + 42, true) };
  for (let field = extra; field + 4 <= extra + extraLength;) {
    const [id, length] = [view.getUint16(field, true), view.getUint16(field + 2, true)];
    let value = field + 4;
    for (const key of ['unpacked', 'packed', 'offset'] as const) {
      if (id !== 1 || found[key] !== 0xffffffff || value + 8 > field + 4 + length) continue;
      found[key] = Number(view.getBigUint64(value, true));
      value += 8;
    }
    field += 4 + length;
  }
  return found;
}

interface Entry extends Sizes {
  name: string;
  method: number;
  flags: number;
  crc: number;
}

function contentOf(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { offset, packed, unpacked, name, method, flags, crc } = entry;
  if (flags & 1) throw refused(name, 'is encrypted', 'write it without a password');
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw cutShort();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw cutShort();
  const raw = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) {
    throw refused(
      name,
      `is packed by method ${method}`,
      'write it with `numpy.savez` or `numpy.savez_compressed`',
    );
  }
  const content = method === 0 ? raw : inflate(raw, unpacked, name);
  if (content.length !== unpacked || crc32(content) !== crc) throw damaged(name);
  return content;
}

function inflate(raw: Uint8Array, unpacked: number, name: string): Uint8Array {
  try {
    // One byte more than stated is enough to see that it is not what was stated.
    return inflateRawSync(raw, { maxOutputLength: unpacked + 1 });
  } catch {
    throw damaged(name);
  }
}

const cutShort = (): ShapFault =>
  new ShapFault({
    message: 'the archive is cut short or broken: its list of arrays cannot be found',
    detail: 'archive cut short',
    fix: 'write or copy the file again',
  });

const damaged = (name: string): ShapFault =>
  refused(name, 'is damaged: its bytes do not give its checksum', 'write or copy the file again');

const refused = (name: string, why: string, fix: string): ShapFault =>
  new ShapFault({ message: `the array \`${name}\` ${why}`, detail: `${name} unread`, fix });
