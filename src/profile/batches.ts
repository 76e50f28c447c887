// What rows make a batch, and which batches there are.
import path from 'node:path';
import { compareText } from '../core/compare.ts';
import type { Profile } from '../evidence/shapes/profile.ts';
import { numbersOf, textsOf, type Engine } from './engine.ts';
import { CannotProfile, type ProfileRequest } from './request.ts';
import { spanOf } from './spans.ts';
import { batchesSql, type Side } from './sql/side.ts';
import { count } from '../core/words.ts';

/** Batches that a profile may have; more is no small file and no chart. */
const mostBatches = 1_000;

/** A batch that has rows. */
export interface Batch {
  /** Its number in the column `b`. */
  key: number;
  id: string;
  n: number;
  period?: { from: string; to: string };
}

/**
 * The batches that rows make, oldest first, with what rows are in none among the notes.
 * @throws {CannotProfile} when there is no batch, or more than a profile may have.
 */
export async function listBatches(
  engine: Engine,
  request: ProfileRequest,
  side: Side,
  notes: string[],
): Promise<Batch[]> {
  const { batching, time } = request;
  const answer = await engine.query(batchesSql('current'));
  const untimely = numbersOf(answer, 'untimely').reduce((sum, one) => sum + one, 0);
  const total = numbersOf(answer, 'n').reduce((sum, one) => sum + one, 0);
  if (total === 0) throw new CannotProfile('the batches have no rows');
  if (untimely > 0) throw notATime(time!, untimely, total);
  const ids = batching.by === 'file' ? fileNames(request.files) : (side.keys ?? []);
  const batches: Batch[] = [];
  answer['b']!.forEach((key, row) => {
    const n = numbersOf(answer, 'n')[row]!;
    if (key === null) {
      const why = batching.by === 'column' ? `no value in \`${batching.column}\`` : `no time in \`${time}\``;
      notes.push(`${n} of ${count(total, 'row')} have ${why} and are in no batch`);
      return;
    }
    if (batching.by === 'time') {
      batches.push({ key: Number(key), ...spanOf(batching.span, Number(key)), n });
      return;
    }
    const [from, to] = [textsOf(answer, 'first')[row], textsOf(answer, 'last')[row]];
    const period = from && to ? { period: { from, to } } : {};
    batches.push({ key: Number(key), id: ids[Number(key)]!, ...period, n });
  });
  if (batches.length === 0) throw new CannotProfile(`no row has a time in \`${time}\`, so there is no batch`);
  if (batches.length > mostBatches) {
    const instead =
      batching.by === 'time' ? 'take a longer span with --by' : 'take fewer files or another column';
    throw new CannotProfile(
      `there are ${batches.length} batches, at most ${mostBatches} fit a profile; ${instead}`,
    );
  }
  const day = (batch: Batch): string => batch.period?.from ?? '';
  return batches.sort((a, b) => compareText(day(a), day(b)) || a.key - b.key);
}

const notATime = (column: string, rows: number, total: number): CannotProfile =>
  new CannotProfile(
    rows === total
      ? `--time: \`${column}\` holds text that is no time; write times as \`2026-11-20\` or \`2026-11-20 08:30:00\``
      : `--time: \`${column}\` holds no time that can be read in ${rows} of ${count(total, 'row')}; write times as \`2026-11-20\` or \`2026-11-20 08:30:00\``,
  );

/** The names of files without endings; with their folders where two have one name. */
function fileNames(files: readonly string[]): string[] {
  const bare = (file: string): string => path.basename(file).replace(/\.[a-z]+(\.(gz|zst))?$/i, '');
  const names = files.map(bare);
  const isTaken = (name: string): boolean => names.filter((other) => other === name).length > 1;
  return files.map((file, i) =>
    isTaken(names[i]!) ? `${path.basename(path.dirname(file))}/${path.basename(file)}` : names[i]!,
  );
}

/**
 * The rows of the reference and the days they cover.
 * @throws {CannotProfile} when there are too few to compare with.
 */
export async function lookAtReference(
  engine: Engine,
  request: ProfileRequest,
): Promise<Pick<Profile['reference'], 'n' | 'period'>> {
  const answer = await engine.query(batchesSql('reference'));
  const n = numbersOf(answer, 'n')[0] ?? 0;
  if (n === 0) throw new CannotProfile('the reference has no rows');
  const untimely = numbersOf(answer, 'untimely')[0]!;
  if (untimely > 0) throw notATime(request.time!, untimely, n);
  const least = 2 * request.minimumGroup;
  if (n < least) {
    throw new CannotProfile(
      `the reference has ${count(n, 'row')}; with groups of at least ${request.minimumGroup} it takes ${least} (--minimum-group)`,
    );
  }
  const [from, to] = [textsOf(answer, 'first')[0], textsOf(answer, 'last')[0]];
  return { n, ...(from && to && { period: { from, to } }) };
}
