import type { z } from 'zod';
import type { Artefact } from './artefact.ts';
import type { LinkDraft } from './link.ts';
import type { Rule } from './rule.ts';

/** A list field whose rows are items: others point at them by id. */
export interface ItemList {
  /** The front-matter field that holds the rows (or names the side file that does). */
  field: string;
  /** The kind of item: `feature`, `failure-mode`, `monitor` … */
  kind: string;
  /** The field of a row that holds its id. */
  id: string;
  /** The field that `makeId` makes an id of: what a row without an id lacks. */
  madeFrom?: string;
  /** Makes an id for a row that states none; rows without either get a finding. */
  makeId?: (row: Record<string, unknown>, index: number) => string | null;
  /** The row's title for people. */
  title: (row: Record<string, unknown>) => string;
}

/** A kind of file in a portfolio. Adding a kind is adding a folder under `src/kinds` and a line in its index. */
export interface Kind {
  /** As in `kind:` and in file names: `model-card`. */
  name: string;
  /** For people, singular: `Model card`. */
  title: string;
  /** For people, plural. */
  plural: string;
  /** One sentence: what it is for. */
  summary: string;
  /** 1 to 8 for the eight that every system is judged by, in the order a board reads; 0 for the rest. */
  order: number;
  /** Two letters that stand for it in narrow columns. */
  initials: string;
  scope: 'portfolio' | 'system';
  /** Whether a system (or portfolio) may hold several. */
  many: boolean;
  /** `page`: has a page of its own. `record`: a YAML file about other things, shown where they are. */
  form: 'page' | 'record';
  /** Files of this kind, relative to the system's (or content) folder: a match decides the kind. */
  files: RegExp;
  /** The kind's own fields; those of the envelope are added for pages. */
  schema: z.ZodObject;
  items: ItemList[];
  /** The local id of the artefact; the file's base name by default. */
  id?: (artefact: { data: Record<string, unknown>; file: string }) => string;
  /** Text fields that may be sections of the body: field name to accepted headings, when not the obvious one. */
  sections?: Record<string, string[]>;
  /**
   * Makes front matter as published elsewhere (MADR's `status: accepted`) into the kind's own fields, before
   * anything else reads it; `from` names the key that each changed field was written under.
   */
  adopt?: (stated: Readonly<Record<string, unknown>>) => {
    data: Record<string, unknown>;
    from: Record<string, string>;
  };
  /** What `adopt` reads besides the fields' own types, as JSON Schemas by field, for editors. */
  adopts?: Record<string, object>;
  /** Turns the body's sections into fields in ways the generic reading cannot (lists of options, consequences). */
  fromSections?: (artefact: Artefact) => Record<string, unknown>;
  /** The fields that `fromSections` may make. */
  madeFromSections?: readonly string[];
  /** Links that the fields' own reference types do not say. */
  links?: (artefact: Artefact) => LinkDraft[];
  /** Rules about this kind alone. */
  rules: Rule[];
  /** The file that `casebook new` makes, relative to the system's folder. */
  newFile?: (slug: string) => string;
}

/** The kind of a name, among those there are. */
export const kindOf = (kinds: readonly Kind[], name: string): Kind | undefined =>
  kinds.find((kind) => kind.name === name);
