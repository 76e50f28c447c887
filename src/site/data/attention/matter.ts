/** A matter that needs a person: what it is, whose, by when, and whether it is already late. */
import type { CalendarDate } from '../../../core/date.ts';
import type { GlyphName } from '../../../ui/glyphs.ts';
import type { Narrowable } from '../narrow.ts';

export interface Matter {
  glyph: GlyphName;
  word: string;
  /** Whether it is already late or wrong, rather than soon. */
  urgent: boolean;
  title: string;
  text: string;
  /** Root-relative. */
  address: string;
  system: string | null;
  /** A reference to a party. */
  owner: string | null;
  due: CalendarDate | null;
}

/** A matter as a row that a page can be narrowed by. */
export const narrowable = ({ system, owner }: Matter): Narrowable => ({
  systems: system === null ? [] : [system],
  owners: owner === null ? [] : [owner],
});
