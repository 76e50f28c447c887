// Positions in YAML from the parser that reads its values. `yaml`, which knows every position, has to be loaded for it
// and takes ten times as long, so it is asked only where the events of js-yaml leave a position open.
import { COLLECTION_STYLE, EVENT_ID, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import type { FieldSpot, Path } from '../core/place.ts';
import { firstLine, type Span } from './lines.ts';
import { onDemand } from './on-demand.ts';

const places = onDemand<typeof import('./yaml-place.ts')>('yaml-place');

/** A value in a text: where it stands, and what is inside. */
interface Branch {
  /** From its first sign to its last; `null` where the events do not say. */
  span: Span | null;
  /** What is inside by key or index; `null` for what is no collection. */
  inside: Map<string, { key: Span | null; branch: Branch }> | null;
}

/**
 * Makes a function that says where a path stands in a YAML text. A path that leads nowhere gives the nearest that
 * exists: the key of the mapping it would belong to, or the first line of the row; `null` when not even its first step
 * does.
 */
export function createYamlLocator(yaml: string): (path: Path, part?: FieldSpot['part']) => Span | null {
  let exact: ReturnType<typeof createYamlLocator> | undefined;
  const askExact: typeof exact = (path, part) =>
    (exact ??= places().createExactYamlLocator(yaml))(path, part);
  const root = treeOf(yaml);
  if (root === null) return askExact;
  return (path, part = 'value') => {
    let branch = root;
    let key: Span | null = null;
    for (const [i, step] of path.entries()) {
      const found = branch.inside?.get(String(step));
      if (found) {
        ({ key, branch } = found);
        continue;
      }
      if (i === 0) return null;
      if (key !== null) return key;
      return branch.span === null ? askExact(path, part) : firstLine(yaml, branch.span);
    }
    if (part === 'key' && key) return key;
    return branch.span ?? askExact(path, part);
  };
}

/** The tree of a text of one document with keys of the usual kind, else `null`. */
function treeOf(yaml: string): Branch | null {
  let events: Event[];
  try {
    events = parseEvents(yaml, {});
  } catch {
    return null;
  }
  const [document, , ...rest] = events;
  if (document?.type !== EVENT_ID.DOCUMENT || document.explicitStart || document.directives.length > 0)
    return null;
  if (rest.some(({ type }) => type === EVENT_ID.DOCUMENT)) return null;
  try {
    return new Grower(yaml, events).grow();
  } catch (error) {
    if (error instanceof Unusual) return null;
    throw error;
  }
}

/** A key that is written in a way that has to be interpreted. */
class Unusual extends Error {}

/** Texts and whole numbers: what is written is the key. The rest of YAML's words for other values are left out. */
const plainKey = /^(?:[A-Za-z_](?:[\w ./()-]*[\w)])?|0|[1-9]\d{0,14})$/;
const otherValue = /^(?:null|true|false)$/i;

/** How far after its last value the bracket of a collection is looked for. */
const furthest = 100;

class Grower {
  readonly #yaml: string;
  readonly #events: readonly Event[];
  /** The next event; the first is the document's own. */
  #at = 1;

  constructor(yaml: string, events: readonly Event[]) {
    this.#yaml = yaml;
    this.#events = events;
  }

  grow(): Branch {
    const event = this.#events[this.#at++]!;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return { span: this.#spanOfScalar(event), inside: null };
      case EVENT_ID.ALIAS:
        return { span: [event.anchorStart - 1, event.anchorEnd], inside: null };
      case EVENT_ID.SEQUENCE: {
        const inside: NonNullable<Branch['inside']> = new Map();
        let last: Branch | undefined;
        for (let index = 0; !this.#isEnd(); index++) {
          last = this.grow();
          inside.set(String(index), { key: null, branch: last });
        }
        return { span: this.#spanOfCollection(event, last), inside };
      }
      case EVENT_ID.MAPPING: {
        const inside: NonNullable<Branch['inside']> = new Map();
        let last: Branch | undefined;
        while (!this.#isEnd()) {
          const [name, key] = this.#key();
          if (inside.size === 0 && event.style === COLLECTION_STYLE.BLOCK && key[0] !== event.start)
            throw new Unusual();
          last = this.grow();
          // The last of several equal keys is the one that counts, as in the values.
          inside.set(name, { key, branch: last });
        }
        return { span: this.#spanOfCollection(event, last), inside };
      }
      default:
        throw new Unusual();
    }
  }

  /** Whether the collection ends here; steps over its end. */
  #isEnd(): boolean {
    if (this.#events[this.#at]?.type !== EVENT_ID.POP) return false;
    this.#at += 1;
    return true;
  }

  #key(): [name: string, span: Span] {
    const event = this.#events[this.#at++]!;
    if (event.type !== EVENT_ID.SCALAR || event.anchorStart >= 0 || event.tagStart >= 0) throw new Unusual();
    const span = this.#spanOfScalar(event);
    const name = this.#yaml.slice(event.valueStart, event.valueEnd);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    const isUsual = isPlain ? plainKey.test(name) && !otherValue.test(name) : /^[^'"\\\n]+$/.test(name);
    if (span === null || !isUsual) throw new Unusual();
    return [name, span];
  }

  #spanOfScalar({ style, valueStart, valueEnd }: ScalarEvent): Span | null {
    if (valueStart < 0) return null;
    switch (style) {
      case SCALAR_STYLE.PLAIN:
        return [valueStart, valueEnd];
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return [valueStart - 1, valueEnd + 1];
      default:
        return this.#spanOfBlockText(valueStart, valueEnd);
    }
  }

  /** A text after `|` or `>`: from that sign on. */
  #spanOfBlockText(start: number, end: number): Span | null {
    const line = this.#yaml.lastIndexOf('\n', start - 2) + 1;
    const header = this.#yaml.slice(line, start);
    const text = this.#yaml.slice(start, end).trimEnd();
    const sign = /[|>][-+\d]*[ \t]*\n$/.exec(header);
    return sign === null || header.includes('#') || text === ''
      ? null
      : [line + sign.index, start + text.length];
  }

  /** A collection: to its closing bracket, or to the end of the last thing inside. */
  #spanOfCollection(event: { style: number; start: number }, last: Branch | undefined): Span | null {
    const { style, start } = event;
    if (last?.span === null) return null;
    if (style !== COLLECTION_STYLE.BLOCK) {
      const from = last?.span[1] ?? start + 1;
      const rest = /^[\s,]*[\]}]/.exec(this.#yaml.slice(from, from + furthest));
      return rest === null ? null : [start, from + rest[0].length];
    }
    if (last === undefined) return null;
    const end = last.span[1];
    return this.#isOutside(this.#yaml.slice(end, this.#nextStart()), start) ? [start, end] : null;
  }

  /** Whether what follows a collection is none of it: no comment, or comments further out on lines of their own. */
  #isOutside(gap: string, start: number): boolean {
    if (!gap.includes('#')) return true;
    const column = start - this.#yaml.lastIndexOf('\n', start - 1) - 1;
    const [here, ...lines] = gap.split('\n');
    return (
      here!.trim() === '' &&
      lines.every((line) => !line.includes('#') || (/^ *(?=#)/.exec(line)?.[0].length ?? column) < column)
    );
  }

  /** Where the next value begins that is written, or the end of the text. */
  #nextStart(): number {
    for (let i = this.#at; i < this.#events.length; i++) {
      const event = this.#events[i]!;
      if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0) return event.valueStart;
      if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start;
    }
    return this.#yaml.length;
  }
}
