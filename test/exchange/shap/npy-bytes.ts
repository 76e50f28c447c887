/** Writes `.npy` and `.npz` as NumPy does, by the format's own description. */
import { crc32, deflateRawSync } from 'node:zlib';

const types = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, u1: Uint8Array } as const;
export type NpyType = keyof typeof types;

interface NpyOptions {
  type: NpyType;
  shape: readonly number[];
  fortran?: boolean;
  big?: boolean;
  version?: 1 | 2;
}

/** The bytes of an array; the elements in the order in which they are written. */
export function npyOf(
  elements: readonly number[],
  { type, shape, fortran, big, version = 1 }: NpyOptions,
): Uint8Array {
  const size = Number(type[1]);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const order = size === 1 ? '|' : big ? '>' : '<';
  return withHeader(
    `{'descr': '${order}${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${tuple}, }`,
    bytesOf(elements, type, big === true && size > 1),
    version,
  );
}

export function withHeader(header: string, body: Uint8Array, version: 1 | 2 | 3 = 1): Uint8Array {
  const fixed = version === 1 ? 10 : 12;
  const padded = header.padEnd(Math.ceil((header.length + fixed + 1) / 64) * 64 - fixed - 1) + '\n';
  const length = new DataView(new ArrayBuffer(version === 1 ? 2 : 4));
  if (version === 1) length.setUint16(0, padded.length, true);
  else length.setUint32(0, padded.length, true);
  const start = Buffer.from(`\x93NUMPY${String.fromCharCode(version)}\0`, 'latin1');
  return Buffer.concat([start, new Uint8Array(length.buffer), Buffer.from(padded, 'latin1'), body]);
}

function bytesOf(elements: readonly number[], type: NpyType, big: boolean): Uint8Array {
  const bytes = new Uint8Array(types[type].from(elements).buffer);
  if (!big) return bytes;
  const size = Number(type[1]);
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

/** The bytes of an archive. */
export function npzOf(entries: Record<string, Uint8Array>, deflated = false): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(entries)) {
    const file = Buffer.from(`${name}.npy`);
    const packed = deflated ? deflateRawSync(bytes) : Buffer.from(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(deflated ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, file, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, file]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}
