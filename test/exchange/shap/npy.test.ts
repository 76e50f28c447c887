import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapFault } from '../../../src/exchange/shap/fault.ts';
import {
  columnsOf,
  isNumeric,
  takeAt,
  type NdArray,
  type Numbers,
} from '../../../src/exchange/shap/nd-array.ts';
import { parseNpy } from '../../../src/exchange/shap/npy.ts';
import { parseNpz } from '../../../src/exchange/shap/npz.ts';
import { npyOf, npzOf, withHeader } from './npy-bytes.ts';

const numbersOf = (array: NdArray): NdArray<Numbers> => {
  if (!isNumeric(array)) throw new Error('the array holds texts');
  return array;
};

const faultOf = (read: () => unknown): unknown => {
  try {
    read();
  } catch (error) {
    if (error instanceof ShapFault) return error.fault;
    throw error;
  }
  return null;
};

/** A matrix of numbers that every type holds exactly, with how it is written. */
const matrix = fc
  .record({
    rows: fc.integer({ min: 1, max: 6 }),
    width: fc.integer({ min: 1, max: 5 }),
    type: fc.constantFrom('f8', 'f4', 'i4', 'i2', 'u1'),
    fortran: fc.boolean(),
    big: fc.boolean(),
    version: fc.constantFrom(1, 2),
    deflated: fc.boolean(),
  })
  .chain((how) =>
    fc.record({
      how: fc.constant(how),
      cells: fc.array(fc.integer({ min: 0, max: 255 }), {
        minLength: how.rows * how.width,
        maxLength: how.rows * how.width,
      }),
    }),
  );

describe('NPY', () => {
  it('gives back a matrix of every type, order and version, alone and in an archive', () => {
    fc.assert(
      fc.property(matrix, ({ how, cells }) => {
        const { rows, width, fortran, deflated, ...rest } = how;
        const at = (i: number, j: number): number => cells[i * width + j]!;
        const written = fortran
          ? Array.from({ length: rows * width }, (_, k) => at(k % rows, Math.floor(k / rows)))
          : cells;
        const bytes = npyOf(written, { ...rest, fortran, shape: [rows, width] });
        const inside = parseNpz(
          npzOf({ other: npyOf([1], { type: 'f8', shape: [1] }), values: bytes }, deflated),
        );
        expect([...inside.keys()]).toEqual(['other', 'values']);
        for (const one of [bytes, inside.get('values')!.bytes()]) {
          const columns = columnsOf(numbersOf(parseNpy(one, 'values')));
          const expected = Array.from({ length: width }, (_, j) =>
            Array.from({ length: rows }, (_, i) => at(i, j)),
          );
          expect(columns.map((column) => [...column])).toEqual(expected);
        }
      }),
    );
  });

  it('takes a layer out of a cube whichever way it is written', () => {
    const shape = [2, 3, 2];
    const cells = Array.from({ length: 12 }, (_, i) => i);
    const cube = numbersOf(parseNpy(npyOf(cells, { type: 'f8', shape }), 'values'));
    expect(columnsOf(takeAt(cube, 2, 1)).map((column) => [...column])).toEqual([
      [1, 7],
      [3, 9],
      [5, 11],
    ]);
    expect(columnsOf(takeAt(cube, 1, 2)).map((column) => [...column])).toEqual([
      [4, 10],
      [5, 11],
    ]);
    const other = numbersOf(parseNpy(npyOf(cells, { type: 'f8', shape, fortran: true }), 'values'));
    expect(columnsOf(takeAt(other, 2, 1)).map((column) => [...column])).toEqual([
      [6, 7],
      [8, 9],
      [10, 11],
    ]);
  });

  it('says of bytes cut short at any place that they are cut short or no array', () => {
    const whole = npyOf([1, 2, 3, 4], { type: 'f8', shape: [2, 2] });
    for (let length = 0; length < whole.length; length++) {
      const fault = faultOf(() => parseNpy(whole.subarray(0, length), 'values'));
      expect(fault).toMatchObject({
        message: expect.stringMatching(/^the array `values` /),
        fix: expect.any(String),
      });
    }
    expect(faultOf(() => parseNpy(whole.subarray(0, whole.length - 8), 'values'))).toEqual({
      message: 'the array `values` is cut short: 24 of 32 bytes are there',
      detail: 'values cut short',
      fix: 'write or copy the file again',
    });
  });

  it.each([
    ['|O', 'the array `values` holds Python objects (`dtype=object`), which only Python can read'],
    ['<f2', 'the array `values` has the type `<f2`, which is not read'],
    ['<c16', 'the array `values` has the type `<c16`, which is not read'],
    ['<M8[ns]', 'the array `values` has the type `<M8[ns]`, which is not read'],
  ])('refuses elements of the type %s', (descr, message) => {
    const bytes = withHeader(
      `{'descr': '${descr}', 'fortran_order': False, 'shape': (1,), }`,
      new Uint8Array(16),
    );
    expect(faultOf(() => parseNpy(bytes, 'values'))).toMatchObject({ message });
  });

  it('refuses records, and a version that it does not know', () => {
    const records = `{'descr': [('a', '<f8'), ('b', '<f8')], 'fortran_order': False, 'shape': (1,), }`;
    expect(faultOf(() => parseNpy(withHeader(records, new Uint8Array(16)), 'values'))).toEqual({
      message: "the array `values` has the type `[('a', '<f8'), ('b', '<f8')]`, which is not read",
      detail: 'values type',
      fix: 'write it as numbers: `values.astype("float64")`',
    });
    const odd = Uint8Array.from(npyOf([1], { type: 'f8', shape: [1] }));
    odd[6] = 9;
    expect(faultOf(() => parseNpy(odd, 'values'))).toEqual({
      message: 'the array `values` is of version 9 of the format, which is not known',
      detail: 'values broken',
      fix: 'write it again with `numpy.save` or `numpy.savez`',
    });
  });
});

describe('NPZ', () => {
  const archive = npzOf({ values: npyOf([1, 2], { type: 'f8', shape: [1, 2] }) }, true);

  it('says of an archive cut short that it is, wherever it is cut', () => {
    for (let length = 0; length < archive.length; length++) {
      const fault = faultOf(() => parseNpz(archive.subarray(0, length)).get('values')!.bytes());
      expect(fault).toEqual({
        message: 'the archive is cut short or broken: its list of arrays cannot be found',
        detail: 'archive cut short',
        fix: 'write or copy the file again',
      });
    }
  });

  it('finds a byte that was changed', () => {
    const changed = Uint8Array.from(archive);
    changed[60] = changed[60]! ^ 0xff;
    expect(faultOf(() => parseNpz(changed).get('values')!.bytes())).toEqual({
      message: 'the array `values` is damaged: its bytes do not give its checksum',
      detail: 'values unread',
      fix: 'write or copy the file again',
    });
  });
});
