/** The proof of a cell beside the table: the article of the page that holds it, with what its links lead to set in. */
import { anchorOf } from '../../core/address.ts';
import type { CellsJson } from '../../report/cells-json.ts';
import { element, glyph } from './matrix-surface.ts';

export interface Panel {
  /** Shows the proof of a clause, opened at a control where one is given; `false` when there is no room for it. */
  show: (clause: number, control: number | null) => boolean;
  close: () => void;
  isOpen: () => boolean;
  focus: () => void;
  /** Where the proof stands on its own page. */
  address: (clause: number) => string;
}

/** The panel of a matrix whose own page is at `home`. */
export function panelOf(aside: HTMLElement, data: CellsJson, home: string): Panel {
  const body = aside.querySelector<HTMLElement>('[data-proof-body]')!;
  const wide = matchMedia('(min-width: 75rem)');
  const pages = new Map<string, Promise<Document | null>>();
  const folderOf = (clause: number): string => data.pages[data.clauses.page[clause]!]!;
  const anchor = (clause: number): string => `p-${anchorOf(data.clauses.id[clause]!)}`;
  const isHere = (folder: string): boolean => home + folder === location.pathname;
  const address = (clause: number): string => {
    const folder = folderOf(clause);
    return (isHere(folder) ? '' : home + folder) + `#${anchor(clause)}`;
  };
  const pageOf = (folder: string): Promise<Document | null> => {
    if (isHere(folder)) return Promise.resolve(document);
    let page = pages.get(folder);
    if (!page) {
      page = fetch(home + folder).then(
        async (answer) =>
          answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null,
        () => null,
      );
      pages.set(folder, page);
    }
    return page;
  };
  let turn = 0;
  const fill = async (clause: number, control: number | null): Promise<void> => {
    const mine = ++turn;
    const folder = folderOf(clause);
    const page = await pageOf(folder);
    if (mine !== turn) return;
    const proof = page?.getElementById(anchor(clause));
    if (!page || !proof) {
      body.replaceChildren(
        element('p', {}, 'The proof is on '),
        follow(address(clause), 'its own page'),
        '.',
      );
      return;
    }
    const state = data.states[Number(data.clauses.state[clause])]!;
    const id = control === null ? null : data.controls.id[control]!;
    body.replaceChildren(compose(page, proof, state, id, isHere(folder) ? '' : home + folder));
  };
  return {
    show: (clause, control) => {
      if (!wide.matches) return false;
      aside.hidden = false;
      void fill(clause, control);
      return true;
    },
    close: () => {
      turn += 1;
      aside.hidden = true;
    },
    isOpen: () => !aside.hidden,
    focus: () => body.focus(),
    address,
  };
}

function follow(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}

/** A proof with what carries its controls and the facts of its files, each copied from where the page has it. */
function compose(
  page: Document,
  proof: Element,
  state: string,
  control: string | null,
  base: string,
): HTMLElement {
  const copy = document.importNode(proof, true) as HTMLElement;
  copy.removeAttribute('id');
  copy.querySelector('p b')?.prepend(glyph(`c-${state}`), ' ');
  const behind = (link: HTMLAnchorElement): Element | null => page.getElementById(link.hash.slice(1));
  for (const link of copy.querySelectorAll<HTMLAnchorElement>('a[href^="#k-"]')) {
    const carried = behind(link)?.querySelector('.chain');
    if (!carried || (control !== null && link.textContent !== control)) continue;
    const step = link.parentElement!;
    step.append(document.importNode(carried, true));
    dropTwins(step);
  }
  const told = new Set<string>();
  for (const link of copy.querySelectorAll<HTMLAnchorElement>('a[href^="#e-"]')) {
    const file = behind(link);
    if (!file || told.has(link.hash)) continue;
    told.add(link.hash);
    const facts = file.querySelectorAll('.dg, .note');
    link.parentElement!.append(...[...facts].map((fact) => document.importNode(fact, true)));
  }
  const chain = copy.querySelector('.chain');
  const approval = page.querySelector('#mapping-approval .check');
  if (chain && approval && !chain.querySelector(':scope > li > a[href$="#mapping-approval"]')) {
    const said = document.importNode(approval, true) as HTMLElement;
    chain.append(element('li', {}, follow('#mapping-approval', 'approval'), said));
  }
  if (base !== '') {
    for (const link of copy.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) link.href = base + link.hash;
  }
  return copy;
}

/**
 * What a control rests on stands in its own chain now: the steps after it that say the same of a thing leave, with the
 * break of the one that decides; what stands below such a step goes where its twin is.
 */
function dropTwins(step: HTMLElement): void {
  const inside = new Map(
    [...step.querySelectorAll<HTMLAnchorElement>('.chain a')].map((link) => [link.hash, link.parentElement!]),
  );
  let above: Element | null = null;
  let next = step.nextElementSibling;
  while (next?.classList.contains('in')) {
    const after = next.nextElementSibling;
    const twin = inside.get(next.querySelector('a')?.hash ?? '');
    if (twin) {
      const word = next.querySelector('b');
      if (word) twin.append(' ', word);
      if (next.classList.contains('brk')) twin.classList.add('brk');
      next.remove();
      above = twin;
    } else if (above && next.classList.contains('in2')) {
      next.classList.remove('in2');
      above.after(next);
      above = next;
    } else above = null;
    next = after;
  }
}
