// NumPy's own file format. Source: numpy/lib/format.py, versions 1.0 to 3.0.
import { whole } from '../../evidence/format.ts';
import { ShapFault } from './fault.ts';
import { stridesOf, type NdArray } from './nd-array.ts';

const magic = '\x93NUMPY';

/**
 * Reads the bytes of one `.npy` file: numbers of 4 or 8 bytes, whole numbers, booleans and texts of fixed length, in
 * either byte order, C or Fortran order. An array of objects holds pickled Python and is refused.
 * @param name of the array, for what is said of it.
 * @throws {ShapFault} when it is no such file, is cut short or holds something else.
 */
export function parseNpy(bytes: Uint8Array, name: string): NdArray {
  const { descr, isFortran, shape, start } = headerOf(bytes, name);
  const type = typeOf(descr, name);
  const count = shape.reduce((product, length) => product * length, 1);
  const needed = count * type.size;
  const found = bytes.length - start;
  if (found < needed) {
    throw new ShapFault({
      message: `${arrayName(name)} is cut short: ${whole(found)} of ${whole(needed)} bytes are there`,
      detail: `${name} cut short`,
      fix: 'write or copy the file again',
    });
  }
  // A copy: views of numbers want to begin where their size divides, and a Buffer's `slice` copies nothing.
  const own = Uint8Array.from(bytes.subarray(start, start + needed));
  return { shape, strides: stridesOf(shape, isFortran), data: type.read(own, count) };
}

interface Header {
  descr: string;
  isFortran: boolean;
  shape: number[];
  /** Where the elements begin. */
  start: number;
}

const latin = new TextDecoder('latin1');

function headerOf(bytes: Uint8Array, name: string): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isNpy = bytes.length >= 10 && String.fromCharCode(...bytes.subarray(0, 6)) === magic;
  if (!isNpy) throw broken(name, 'does not begin as a `.npy` file does');
  const version = bytes[6]!;
  if (version < 1 || version > 3)
    throw broken(name, `is of version ${version} of the format, which is not known`);
  const wide = version > 1;
  if (wide && bytes.length < 12) throw broken(name, 'is cut short inside its header');
  const start = wide ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true);
  if (start > bytes.length) throw broken(name, 'is cut short inside its header');
  const text = latin.decode(bytes.subarray(wide ? 12 : 10, start));
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[.*?\])\s*,\s*'fortran)/s.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text);
  if (!descr || !order || !shape) throw broken(name, 'has a header that cannot be read');
  const lengths = shape[1]!.split(',').map((part) => part.trim().replace(/L$/, ''));
  return {
    descr: descr[1] ?? descr[2]!,
    isFortran: order[1] === 'True',
    shape: lengths.filter((part) => part !== '').map(Number),
    start,
  };
}

interface Type {
  /** Bytes of an element. */
  size: number;
  read: (bytes: Uint8Array<ArrayBuffer>, count: number) => ArrayLike<number | string>;
}

/** How the elements of a type are read. Source: NumPy's array interface, `typestr`. */
function typeOf(descr: string, name: string): Type {
  const match = /^([<>|=])([a-zA-Z])(\d+)?/.exec(descr);
  const [, order, kind, digits = '0'] = match ?? [];
  const size = Number(digits);
  const isBig = order === '>';
  if (kind === 'O') throw objects(name);
  if (kind === 'U' && /^.U\d+$/.test(descr)) return { size: size * 4, read: textReader(size, isBig, name) };
  if (kind === 'S' && /^.S\d+$/.test(descr)) return { size, read: byteTextReader(size) };
  const element = elements[`${kind}${size}`];
  if (!match || !element || descr !== match[0]) {
    throw new ShapFault({
      message: `${arrayName(name)} has the type \`${descr}\`, which is not read`,
      detail: `${name} type`,
      fix: 'write it as numbers: `values.astype("float64")`',
    });
  }
  return {
    size,
    read: (bytes) => {
      if (isBig && size > 1)
        for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
      return element(bytes.buffer);
    },
  };
}

const elements: Record<string, (buffer: ArrayBuffer) => ArrayLike<number>> = {
  f8: (buffer) => new Float64Array(buffer),
  f4: (buffer) => new Float32Array(buffer),
  i1: (buffer) => new Int8Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  i8: (buffer) => Float64Array.from(new BigInt64Array(buffer), Number),
  u1: (buffer) => new Uint8Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
  u8: (buffer) => Float64Array.from(new BigUint64Array(buffer), Number),
  b1: (buffer) => new Uint8Array(buffer),
};

/** Texts of a fixed number of code points, four bytes each, filled up with zeros. */
const textReader =
  (length: number, isBig: boolean, name: string): Type['read'] =>
  (bytes, count) => {
    const view = new DataView(bytes.buffer);
    return Array.from({ length: count }, (_, i) => {
      let text = '';
      for (let j = 0; j < length; j++) {
        const point = view.getUint32((i * length + j) * 4, !isBig);
        if (point > 0x10ffff) throw broken(name, 'holds texts that are no Unicode');
        text += String.fromCodePoint(point);
      }
      return text.replace(/\0+$/, '');
    });
  };

const utf8 = new TextDecoder();

const byteTextReader =
  (length: number): Type['read'] =>
  (bytes, count) =>
    Array.from({ length: count }, (_, i) =>
      utf8.decode(bytes.subarray(i * length, (i + 1) * length)).replace(/\0+$/, ''),
    );

/** An array as it is called in a sentence. */
const arrayName = (name: string): string => `the array \`${name}\``;

const broken = (name: string, why: string): ShapFault =>
  new ShapFault({
    message: `${arrayName(name)} ${why}`,
    detail: `${name} broken`,
    fix: 'write it again with `numpy.save` or `numpy.savez`',
  });

/** An array of Python objects, which a caller may be able to do without. */
export class ObjectArrayFault extends ShapFault {}

const objects = (name: string): ObjectArrayFault =>
  new ObjectArrayFault({
    message: `${arrayName(name)} holds Python objects (\`dtype=object\`), which only Python can read`,
    detail: `${name} objects`,
    fix: 'write numbers with `.astype("float64")` and names with `.astype(str)`',
  });
