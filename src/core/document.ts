import type { Path, Place } from './place.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * A piece of a rendered body. `html` strings are sanitised and may be unbalanced where a component or a
 * reference stands inside a paragraph: in order, the blocks concatenate to well-formed HTML.
 */
export type Block =
  | { type: 'html'; html: string }
  | { type: 'component'; name: string; props: Record<string, Json>; children: Block[]; place: Place }
  | { type: 'reference'; target: string; label: string | null; place: Place };

/** A heading of a body, with its anchor. */
export interface Heading {
  depth: number;
  text: string;
  slug: string;
  place: Place;
}

/** The part of a body under one heading of depth 2, up to the next: MADR's sections, for instance. */
export interface Section {
  heading: Heading;
  /** The section's source text as written (Markdown), trimmed. */
  text: string;
  /** Plain text of each item of its lists; `null` when it has none. */
  items: string[] | null;
  /** Whether it holds paragraphs and nothing else. */
  isProse: boolean;
  blocks: Block[];
  place: Place;
}

/** A `[[reference]]` in prose. */
export interface Citation {
  target: string;
  label: string | null;
  place: Place;
}

/** A component used in a body, wherever it stands. */
export interface ComponentUse {
  name: string;
  props: Record<string, Json>;
  /** Properties whose values are code and were not read; `...` stands for a spread. */
  refused?: string[];
  place: Place;
}

/** A body of prose, read. */
export interface Body {
  blocks: Block[];
  headings: Heading[];
  sections: Section[];
  citations: Citation[];
  components: ComponentUse[];
  /** Placeholders such as `TBD` found in the prose. */
  placeholders: { text: string; place: Place }[];
  /** `fp1:` over the syntax tree without formatting; `null` when the body is empty. */
  fingerprint: string | null;
  /** Plain text, for search. */
  text: string;
}

/** The formats a portfolio is written in. */
export type Format = 'mdx' | 'md' | 'yaml' | 'csv' | 'json';

/** A file of a portfolio as read: plain data, so that it can be cached. */
export interface Document {
  /** Relative to the content folder, with forward slashes. */
  file: string;
  format: Format;
  /** SHA-256 of the bytes, hexadecimal. */
  digest: string;
  /** Front matter, or the whole of a YAML or JSON file, or the rows of a CSV file; `null` when unreadable. */
  data: unknown;
  body: Body | null;
}

/** A file beside the artefacts that was not read as text: evidence, mostly. */
export interface Asset {
  file: string;
  size: number;
  /** SHA-256 of the bytes, hexadecimal. */
  digest: string;
}

/** A value found in a document, with the way to it. */
export interface Found<T> {
  path: Path;
  value: T;
}
