/**
 * Which page holds the full rows of a register that is one artefact. Rows that fit stand on the artefact's own page;
 * else they stand on pages below it, and its own names them with the way there, or counts them where even their
 * names are too many.
 */
import { anchorOf } from '../core/address.ts';
import type { Artefact, Item } from '../core/artefact.ts';
import { runsOf, weigh } from '../core/runs.ts';

/** A row of an artefact. */
export interface HasItem {
  item: Item;
}

/** A page of full rows, all of one group. */
export interface RowPart<T extends HasItem, G> {
  /** `1`, `2` …: the last step of its address. */
  id: string;
  title: string;
  group: G;
  rows: readonly T[];
}

/** The pages below an artefact's own. */
export interface RowLayout<T extends HasItem, G> {
  /** None while the rows fit the artefact's page. */
  parts: readonly RowPart<T, G>[];
  /** Whether the artefact's page names the rows that stand elsewhere. */
  listed: boolean;
}

/** Bytes of an artefact's page for its rows and its prose. The budget of a page of text is 60 KB; the frame has the rest. */
const pageRoom = 42_000;
/** Bytes of rows on a page below it, which has no prose. */
const partRoom = 40_000;

/**
 * The pages of the rows of an artefact.
 * @param groups rows as they are shown: in their groups, in order.
 * @param bytesOf about how many bytes of HTML a full row takes.
 * @param namesRoom bytes of the artefact's page for the names of rows that stand elsewhere.
 * @param titleOf what a page is called, by its rows and the place of its first in the group, from 1.
 */
export function rowLayout<T extends HasItem, G extends { rows: readonly T[] }>(
  artefact: Pick<Artefact, 'body'>,
  groups: readonly G[],
  bytesOf: (row: T) => number,
  namesRoom: number,
  titleOf: (rows: readonly T[], from: number) => string,
): RowLayout<T, G> {
  const rows = groups.flatMap((group) => group.rows);
  const prose = weigh(artefact.body?.blocks ?? [], (block) =>
    block.type === 'html' ? Buffer.byteLength(block.html) : 0,
  );
  if (weigh(rows, bytesOf) + Math.min(prose, pageRoom / 2) <= pageRoom) return { parts: [], listed: false };
  const parts = groups
    .flatMap((group) => {
      let from = 1;
      return runsOf(group.rows, bytesOf, partRoom).map((run) => {
        const title = titleOf(run, from);
        from += run.length;
        return { title, group, rows: run };
      });
    })
    .map((part, i): RowPart<T, G> => ({ id: String(i + 1), ...part }));
  return { parts, listed: weigh(rows, nameBytes) <= namesRoom };
}

/** The root-relative address of a page of rows, from that of its artefact. */
export const partAddress = (page: string, { id }: { id: string }): string => `${page}rows/${id}/`;

/** About what the name of a row with its link takes, bytes. */
const nameBytes = ({ item }: HasItem): number => 54 + 2 * anchorOf(item.local).length + item.local.length;

/** About how many bytes of HTML what is shown of a row takes: its texts, and the markup of those that are lists. */
export const textBytes = (shown: unknown): number => 1.25 * Buffer.byteLength(JSON.stringify(shown) ?? '');
