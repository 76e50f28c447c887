import type { Path, Spot } from './place.ts';

interface Branch {
  readonly spot: Spot | undefined;
  readonly inside: Map<string | number, Branch> | undefined;
}

/**
 * Where values of an artefact stand that are not at their own path of its file: in a side file, a section of the body,
 * the defaults of a list, the profile they are inherited from. What is inside a value stands with it unless it has an
 * origin of its own. A tree by steps, not a table by JSON Pointers: every link of a portfolio asks it.
 */
export class Origins {
  readonly #branches = new Map<string | number, Branch>();

  /** Says where the value at a path of at least one step stands. */
  set(path: Path, spot: Spot): void {
    let branches = this.#branches;
    const last = path.length - 1;
    for (let i = 0; i < last; i++) {
      const branch = branches.get(path[i]!);
      const inside = branch?.inside ?? new Map<string | number, Branch>();
      if (branch?.inside === undefined) branches.set(path[i]!, { spot: branch?.spot, inside });
      branches = inside;
    }
    branches.set(path[last]!, { spot, inside: branches.get(path[last]!)?.inside });
  }

  /** The origin of exactly this path, or `undefined`. */
  of(path: Path): Spot | undefined {
    const found = this.nearest(path);
    return found?.steps === path.length ? found.spot : undefined;
  }

  /** The origin that a value at a path has from itself or the nearest value around it, so many steps down. */
  nearest(path: Path): { spot: Spot; steps: number } | null {
    let branches: Map<string | number, Branch> | undefined = this.#branches;
    let spot: Spot | undefined;
    let steps = 0;
    for (let i = 0; i < path.length && branches !== undefined; i++) {
      const branch: Branch | undefined = branches.get(path[i]!);
      if (branch === undefined) break;
      if (branch.spot !== undefined) [spot, steps] = [branch.spot, i + 1];
      branches = branch.inside;
    }
    return spot === undefined ? null : { spot, steps };
  }

  /** The files that values come from. */
  files(): Set<string> {
    const files = new Set<string>();
    const look = (branches: Map<string | number, Branch>): void => {
      for (const { spot, inside } of branches.values()) {
        if (spot !== undefined) files.add(spot.file);
        if (inside !== undefined) look(inside);
      }
    };
    look(this.#branches);
    return files;
  }
}
