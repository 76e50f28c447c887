/** Search in the browser: the table of exact ids first, then Pagefind's full text with its filters. */
import { fold } from './fold.ts';
import { shardOf } from './shard.ts';

interface IdEntry {
  id: string;
  title: string;
  kind: string;
  system: string | null;
  address: string;
}
interface Hit {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  filters: Record<string, string[]>;
}
interface Found {
  results: { id: string; data: () => Promise<Hit> }[];
  filters: Record<string, Record<string, number>>;
}
interface Pagefind {
  options: (options: Record<string, unknown>) => Promise<void>;
  init: () => Promise<void>;
  filters: () => Promise<Record<string, Record<string, number>>>;
  search: (query: string | null, options: { filters: Record<string, string[]> }) => Promise<Found>;
}

const base = document.documentElement.dataset.base ?? '/';
const form = document.querySelector<HTMLFormElement>('[data-search]')!;
const field = form.querySelector<HTMLInputElement>('[data-search-field]')!;
const filterBox = form.querySelector<HTMLElement>('[data-search-filters]')!;
const state = document.querySelector<HTMLElement>('[data-search-state]')!;
const list = document.querySelector<HTMLElement>('[data-search-hits]')!;
const fallback = document.querySelector<HTMLElement>('[data-search-fallback]')!;
const shards = Number(form.dataset.shards);
const shown = 20;
const labels: [name: string, title: string][] = [
  ['kind', 'Kind'],
  ['system', 'System'],
  ['tier', 'Tier'],
  ['status', 'Status'],
  ['framework', 'Framework'],
];

const under = (address: string): string => base.replace(/\/$/, '') + address;

let engine: Promise<Pagefind | null> | null = null;

/** Loads the index; `null` where the site has none (a live site before its build). */
function load(): Promise<Pagefind | null> {
  engine ??= (async () => {
    try {
      const pagefind = (await import(/* @vite-ignore */ under('/pagefind/pagefind.js'))) as Pagefind;
      await pagefind.options({ baseUrl: base, bundlePath: under('/pagefind/'), excerptLength: 24 });
      await pagefind.init();
      return pagefind;
    } catch {
      return null;
    }
  })();
  return engine;
}

const tables = new Map<number, Promise<Record<string, IdEntry[]>>>();

/** Everything that has exactly this id, in any case, with or without `ev:` and brackets. */
async function lookUp(query: string): Promise<IdEntry[]> {
  const key = query
    .trim()
    .replace(/^\[\[|(?:\|[^\]]*)?\]\]$/g, '')
    .replace(/^ev:/i, '')
    .replace(/#.*$/, '')
    .toLowerCase();
  if (key === '' || /\s/.test(key)) return [];
  const shard = shardOf(key, shards);
  let table = tables.get(shard);
  if (!table) {
    table = fetch(under(`/data/ids/${shard}.json`)).then(
      (answer) => (answer.ok ? (answer.json() as Promise<Record<string, IdEntry[]>>) : {}),
      () => ({}),
    );
    tables.set(shard, table);
  }
  const entries = await table;
  return Object.hasOwn(entries, key) ? (entries[key] ?? []) : [];
}

const chosen = (): Record<string, string[]> =>
  Object.fromEntries(
    labels
      .map(
        ([name]) =>
          [name, form.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.value ?? ''] as const,
      )
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, [value]]),
  );

function element(name: string, className: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** The excerpt's `<mark>`s are Pagefind's own; everything else in it is text. */
function excerptOf(html: string): HTMLElement {
  const paragraph = element('p', 'note');
  for (const part of html.split(/(<mark>.*?<\/mark>)/)) {
    const match = /^<mark>(.*)<\/mark>$/.exec(part);
    const text = decode(match ? (match[1] ?? '') : part);
    paragraph.append(match ? element('mark', '', text) : text);
  }
  return paragraph;
}

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function link(url: string, title: string): HTMLElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = title;
  return element('p', 'hit-t', anchor);
}

const idHit = (entry: IdEntry): HTMLElement =>
  element(
    'li',
    'hit exact',
    element(
      'p',
      'hit-k',
      element('b', '', 'Exact id'),
      ` ${[entry.kind, entry.system].filter(Boolean).join(' · ')}`,
    ),
    link(under(entry.address), entry.title),
    element('p', 'mono note', entry.id),
  );

const textHit = (hit: Hit): HTMLElement =>
  element(
    'li',
    'hit',
    element('p', 'hit-k', [hit.filters['kind']?.[0], hit.filters['system']?.[0]].filter(Boolean).join(' · ')),
    link(hit.url, hit.meta['title'] ?? hit.url),
    excerptOf(hit.excerpt),
  );

function fillFilters(counts: Record<string, Record<string, number>>): void {
  for (const [name, title] of labels) {
    const values = Object.entries(counts[name] ?? {});
    let select = form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
    if (!select) {
      if (values.length < 2) continue;
      select = document.createElement('select');
      select.name = name;
      const label = element('label', '', title, select);
      select.addEventListener('change', () => void run());
      filterBox.append(label);
    }
    const value = select.value;
    const options = values
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(
        ([text, n]) => new Option(`${text.replace(/^tier-/, 'Tier ')} (${n})`, text, false, text === value),
      );
    select.replaceChildren(new Option('All', ''), ...options);
    select.value = value;
  }
}

let turn = 0;
let known: Record<string, Record<string, number>> = {};

async function run(): Promise<void> {
  const mine = ++turn;
  const query = field.value.trim();
  const filters = chosen();
  const address = new URL(location.href);
  if (query === '') address.searchParams.delete('q');
  else address.searchParams.set('q', query);
  history.replaceState(null, '', address);
  const idle = query === '' && Object.keys(filters).length === 0;
  fallback.hidden = !idle;
  if (idle) {
    fillFilters(known);
    list.replaceChildren();
    state.textContent = '';
    return;
  }
  const [ids, pagefind] = await Promise.all([lookUp(query), load()]);
  const found = pagefind ? await pagefind.search(query === '' ? null : fold(query), { filters }) : null;
  // The same pages, where they have the word as it was typed, can mark it.
  const typed = pagefind && fold(query) !== query ? await pagefind.search(query, { filters }) : null;
  const marked = new Map(typed?.results.map((result) => [result.id, result]));
  const hits = await Promise.all(
    (found?.results ?? []).slice(0, shown).map((result) => (marked.get(result.id) ?? result).data()),
  );
  if (mine !== turn) return;
  // A page that an exact id already leads to is not listed twice.
  const exactPages = new Set(ids.map((entry) => under(entry.address)));
  const rest = hits.filter((hit) => !exactPages.has(hit.url));
  list.replaceChildren(...ids.map(idHit), ...rest.map(textHit));
  if (found) fillFilters(Object.keys(found.filters).length > 0 ? found.filters : known);
  const total = found?.results.length ?? 0;
  const pages = `${total} ${total === 1 ? 'page' : 'pages'}`;
  const exact = ids.length === 0 ? '' : `${ids.length} exact ${ids.length === 1 ? 'id' : 'ids'}, `;
  const nothing = Object.keys(filters).length > 0 ? 'No page under these filters' : 'No page';
  state.textContent = pagefind
    ? total === 0 && ids.length === 0
      ? `${nothing} has these words`
      : `${exact}${pages}${total > shown ? `, the first ${shown} shown` : ''}`
    : `${exact}full text is searched in a built site only`;
}

let timer: ReturnType<typeof setTimeout> | undefined;
field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => void run(), 120);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});

form.hidden = false;
field.value = new URL(location.href).searchParams.get('q') ?? '';
field.focus();
void load().then(async (pagefind) => {
  known = (await pagefind?.filters()) ?? {};
  fillFilters(known);
  await run();
});
