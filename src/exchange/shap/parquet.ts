import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ShapFault } from './fault.ts';
import { columnOf, type Cell, type Column, type Frame } from './frame.ts';

/**
 * Reads a Parquet file as a table of columns. DuckDB does it: it reads every encoding and codec there is, a hundred
 * thousand rows of fifty columns in about a second, and is loaded only here.
 * @throws {ShapFault} when the file is no Parquet, or a column holds lists or records.
 */
export async function readParquet(file: string): Promise<Frame> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await withPlainName(file, async (plain) => {
      const columns: Growing[] = [];
      let n = 0;
      // Names, types and rows in the order of the file.
      const result = await connection.stream('select * from read_parquet($file)', { file: plain });
      result
        .columnNames()
        .forEach((name, i) => columns.push(new Growing(name, String(result.columnType(i)))));
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) break;
        columns.forEach((column, i) => column.add(chunk.getColumnVector(i), chunk.rowCount));
        n += chunk.rowCount;
      }
      return { columns: columns.map((column) => column.done(n)), n, head: undefined };
    });
  } catch (error) {
    if (error instanceof ShapFault) throw error;
    const why = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    throw new ShapFault({
      message: `the file cannot be read as Parquet: ${why.replaceAll(file, path.basename(file))}`,
      detail: 'no parquet',
      fix: 'write it again with `DataFrame.to_parquet`',
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** DuckDB takes `*`, `?` and brackets in a name for patterns: such a file is read by another name. */
async function withPlainName<T>(file: string, use: (file: string) => Promise<T>): Promise<T> {
  if (!/[*?[\]]/.test(file)) return use(file);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-'));
  try {
    const plain = path.join(folder, 'file.parquet');
    fs.copyFileSync(file, plain);
    return await use(plain);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A vector of DuckDB, as far as it is read here. */
interface Vector {
  getItem: (row: number) => unknown;
}

/** The cells of a column, chunk by chunk: numbers side by side as long as there is nothing else. */
class Growing {
  readonly #name: string;
  readonly #type: string;
  readonly #numbers: Float64Array[] = [];
  readonly #cells: Cell[] = [];

  constructor(name: string, type: string) {
    this.#name = name;
    this.#type = type;
  }

  add(vector: Vector, rows: number): void {
    if (/^(DOUBLE|FLOAT|(U?(TINY|SMALL|BIG)?INT(EGER)?|U?INTEGER))$/.test(this.#type)) {
      const numbers = new Float64Array(rows);
      for (let row = 0; row < rows; row++) {
        const value = vector.getItem(row);
        numbers[row] = value === null ? NaN : Number(value);
      }
      this.#numbers.push(numbers);
      return;
    }
    for (let row = 0; row < rows; row++) this.#cells.push(this.#cellOf(vector.getItem(row)));
  }

  #cellOf(value: unknown): Cell {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' || typeof value === 'string') return value;
    if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value);
    if (/^DECIMAL/.test(this.#type)) return Number(String(value));
    if (/^(DATE|TIME|ENUM|UUID|HUGEINT|UHUGEINT)/.test(this.#type)) return String(value);
    throw new ShapFault({
      message: `the column \`${this.#name}\` holds values of the type ${this.#type}, not numbers or texts`,
      detail: `${this.#name} type`,
      fix: 'write one number per cell: a column for each feature',
    });
  }

  done(n: number): Column {
    if (this.#numbers.length === 0) return columnOf(this.#name, this.#cells);
    const all = new Float64Array(n);
    let at = 0;
    for (const part of this.#numbers) {
      all.set(part, at);
      at += part.length;
    }
    return columnOf(this.#name, all);
  }
}
