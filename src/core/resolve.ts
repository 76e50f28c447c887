import { byText } from './compare.ts';
import type { Target } from './field.ts';
import { parseEvidenceReference, qualify, splitReference } from './id.ts';
import { pushTo } from './multimap.ts';
import type { Node, Resolution } from './portfolio.ts';
import { suggest } from './suggest.ts';
import { isDecision } from './thing.ts';

/** Finds what references lead to: first inside their system, then in the portfolio. */
export class Resolver {
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #systems: ReadonlySet<string>;
  readonly #inert: ReadonlySet<string>;
  /** By system, what references lead to: the same parties, controls and clauses are named in row after row. */
  readonly #known = new Map<string | null, Map<string, Resolution>>();
  /** Made when a reference leads nowhere at once: most do not. */
  #made: Names | null = null;

  /** @param inert ids that a writer seldom means, and that are never suggested: headings, clauses withdrawn. */
  constructor(nodes: ReadonlyMap<string, Node>, systems: Iterable<string>, inert: Iterable<string> = []) {
    this.#nodes = nodes;
    this.#systems = new Set(systems);
    this.#inert = new Set(inert);
  }

  get #names(): Names {
    return (this.#made ??= namesOf(this.#nodes, this.#inert));
  }

  /**
   * Resolves a reference as written. Inside a system its own ids come first, then the portfolio's; a reference
   * from the portfolio itself (a shared control, say) may name an id of a system as long as only one has it.
   */
  resolve(reference: string, system: string | null): Resolution {
    let known = this.#known.get(system);
    if (!known) this.#known.set(system, (known = new Map<string, Resolution>()));
    let found = known.get(reference);
    if (!found) known.set(reference, (found = this.#find(reference, system)));
    return found;
  }

  #find(reference: string, system: string | null): Resolution {
    const { id } = parseEvidenceReference(reference.trim());
    const split = splitReference(id);
    if (split.system !== null) {
      const node = this.#nodes.get(id);
      return node
        ? { state: 'found', node }
        : { state: 'dangling', suggestion: this.#near(id, split.system) };
    }
    const own = system === null ? undefined : this.#nodes.get(qualify(system, id));
    const node = own ?? this.#nodes.get(id);
    if (node) return { state: 'found', node };
    const elsewhere = this.#names.byLocal.get(id) ?? [];
    if (system === null && elsewhere.length === 1) return { state: 'found', node: elsewhere[0]! };
    if (system === null && elsewhere.length > 1) {
      return { state: 'ambiguous', candidates: [...elsewhere].sort(byText((one) => one.id)) };
    }
    return { state: 'dangling', suggestion: elsewhere[0]?.id ?? this.#near(id, system) };
  }

  /**
   * The id a writer probably meant, as it would be written at that place: among the ids of the system named or
   * at hand and those of the portfolio, then with the system's own name corrected.
   */
  #near(reference: string, system: string | null): string | null {
    const { system: named, local } = splitReference(reference);
    const within = named ?? system;
    const locals = within === null ? [] : (this.#names.bySystem.get(within) ?? []);
    if (named === null) return suggest(local, [...locals, ...(this.#names.bySystem.get(null) ?? [])]);
    const near = suggest(local, locals);
    if (near !== null) return qualify(named, near);
    const other = suggest(named, this.#systems);
    return other !== null && this.#nodes.has(qualify(other, local)) ? qualify(other, local) : null;
  }
}

/** Ids by what is left of them when their system is not named. */
interface Names {
  byLocal: Map<string, Node[]>;
  /** Local ids by system, and under `null` the ids that are nobody's alone. */
  bySystem: Map<string | null, string[]>;
}

function namesOf(nodes: ReadonlyMap<string, Node>, inert: ReadonlySet<string>): Names {
  const names: Names = { byLocal: new Map(), bySystem: new Map() };
  for (const node of nodes.values()) {
    if (inert.has(node.id)) continue;
    if (node.system === null || node.type === 'system') {
      pushTo(names.bySystem, null, node.id);
      continue;
    }
    pushTo(names.bySystem, node.system, node.local);
    pushTo(names.byLocal, node.local, node);
  }
  return names;
}

/** Whether a node is what a reference field asks for. A decision is both an artefact and the item it records. */
export function fits(node: Pick<Node, 'type' | 'kind'>, to: Target, kind?: string): boolean {
  if (to === 'any') return true;
  if (kind !== undefined && node.kind !== kind) return false;
  if (to === 'item' || to === 'artefact') {
    return kind !== undefined
      ? node.type === 'item' || node.type === 'artefact'
      : node.type === to || isDecision(node);
  }
  if (to === 'control') return node.type === 'control';
  return node.type === to;
}

/** What a reference field asks for, in words. */
export const targetWord = (to: Target, kind?: string): string =>
  to === 'any' ? 'anything' : (kind ?? to).replaceAll('-', ' ');
