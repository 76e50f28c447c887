// The engine at the edge: DuckDB in this process, on local files only.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  DuckDBDoubleVector,
  DuckDBInstance,
  DuckDBIntegerVector,
  type DuckDBConnection,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { Answer, Engine, NumberColumn } from './engine.ts';
import { CannotProfile } from './request.ts';
import { literal } from './sql/quote.ts';

export interface DuckdbOptions {
  /** Absolute paths of the files that may be read; nothing else may. */
  files: readonly string[];
  /** Such as `2GB`. */
  memory: string;
  threads: number;
}

export interface Duckdb extends Engine {
  /** How much of the running statement is done, 0 to 1; 0 when the engine cannot tell. */
  progress: () => number;
  /** Ends the running statement, which then fails. */
  interrupt: () => void;
  /** Closes the engine and removes all it has put on disk. */
  close: () => void;
}

/**
 * Opens an engine whose tables lie in a new folder among the temporary ones, readable by this user alone. It loads
 * no extension, reaches no network and reads the named files only; these settings are then locked.
 */
export async function openDuckdb({ files, memory, threads }: DuckdbOptions): Promise<Duckdb> {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'casebook-profile-'));
  const close = (): void => fs.rmSync(folder, { recursive: true, force: true });
  try {
    const instance = await DuckDBInstance.create(path.join(folder, 'rows.duckdb'), {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: path.join(folder, 'spill'),
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    const connection = await instance.connect();
    for (const setting of [
      `allowed_paths = [${files.map(literal).join(', ')}]`,
      `allowed_directories = [${literal(folder)}]`,
      `TimeZone = 'UTC'`,
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    let isStopped = false;
    return {
      ...engineOf(connection, () => isStopped),
      progress: () => Math.max(0, connection.progress.percentage) / 100,
      interrupt: () => {
        isStopped = true;
        connection.interrupt();
      },
      close: () => {
        connection.closeSync();
        instance.closeSync();
        close();
      },
    };
  } catch (error) {
    close();
    throw inWords(error);
  }
}

function engineOf(connection: DuckDBConnection, isStopped: () => boolean): Engine {
  return {
    run: async (sql) => {
      await connection.run(sql).catch((error: unknown) => Promise.reject(inWords(error)));
    },
    query: async (sql) => {
      try {
        const result = await connection.run(sql);
        const columns = (await result.getColumns()) as Answer[string][];
        // An answer without rows has no chunk and so no columns of its own.
        return Object.fromEntries(result.columnNames().map((name, i) => [name, columns[i] ?? []]));
      } catch (error) {
        throw inWords(error);
      }
    },
    scan: async (sql, take) => {
      try {
        const result = await connection.stream(sql);
        for (let next = result.fetchChunk(); ;) {
          const chunk = await next;
          // A statement that hands out rows is at rest in between, and then nothing interrupts it.
          if (isStopped()) throw new Error('INTERRUPT');
          if (chunk === null || chunk.rowCount === 0) return;
          // The engine looks for more rows while these are taken.
          next = result.fetchChunk();
          next.catch(() => undefined);
          const columns = Array.from({ length: chunk.columnCount }, (_, i) =>
            itemsOf(chunk.getColumnVector(i)),
          );
          take(columns);
          // Given back at once: to find that they are of no more use would take a fifth of all time.
          for (const { buffer } of columns) buffer.transfer(0);
        }
      } catch (error) {
        throw inWords(error);
      }
    },
    table: async (name, columns) => {
      const names = Object.keys(columns);
      const definition = names.map((column) => `${column} DOUBLE`).join(', ');
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} (${definition})`);
      const appender = await connection.createAppender(name);
      const lists = Object.values(columns);
      for (let row = 0; row < (lists[0]?.length ?? 0); row += 1) {
        for (const list of lists) appender.appendDouble(list[row]!);
        appender.endRow();
      }
      appender.closeSync();
    },
  };
}

/** The values of a vector where they lie. The client names the field private; item by item takes ten times as long. */
function itemsOf(vector: DuckDBVector): NumberColumn & { buffer: ArrayBuffer } {
  const items: unknown =
    vector instanceof DuckDBDoubleVector
      ? vector['items']
      : vector instanceof DuckDBIntegerVector
        ? vector['items']
        : null;
  if ((items instanceof Float64Array || items instanceof Int32Array) && items.buffer instanceof ArrayBuffer) {
    return items as NumberColumn & { buffer: ArrayBuffer };
  }
  throw new TypeError(`a scan takes doubles and whole numbers, not ${vector.type.toString()}`);
}

/** DuckDB's message as one line of ours: which file, which line, which column, as far as it says. */
function inWords(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/^INTERRUPT/.test(message)) return new Error('interrupted');
  const file = /file[:\s]*"([^"]+)"|\n\s*file\s*=\s*(\S.*)/i.exec(message);
  const name = file?.[1] ?? file?.[2];
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const column = /Error when converting column "([^"]+)"/.exec(message)?.[1];
  const place = [name, line === undefined ? undefined : `line ${line}`].filter(Boolean).join(', ');
  if (column !== undefined) {
    return new CannotProfile(
      `${place}: \`${column}\` does not hold what the rows before it hold; repair it, or say what it is with --type ${column}=categorical`,
    );
  }
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (columns !== null) {
    return new CannotProfile(
      `${place}: a row of ${columns[2]} columns where the file has ${columns[1]}; it may be cut off, or a sign that parts columns not be quoted`,
    );
  }
  if (/unterminated quote/i.test(message)) {
    return new CannotProfile(
      `${place}: a quote is opened and never closed; close it, or double it where it is text`,
    );
  }
  if (/^Out of Memory/i.test(message)) {
    return new CannotProfile('the engine is out of memory; give it more with --memory');
  }
  const first = message.split('\n')[0]!.replace(/^[\w ]+ Error: /, '');
  return new CannotProfile(place === '' || first.includes(name ?? '\0') ? first : `${place}: ${first}`);
}
