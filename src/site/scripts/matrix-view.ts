/** What a reader chose to see of a matrix, as it stands in the address. */
export interface View {
  /** States by name; none chosen shows all. */
  state: string[];
  timing: string[];
  holes: boolean;
  owner: string;
  type: string;
  /** A calendar date: what applies by then. */
  by: string;
  q: string;
  /** Whether controls that carry nothing of what is shown leave. */
  used: boolean;
}

const lists = ['state', 'timing'] as const;
const texts = ['owner', 'type', 'by', 'q'] as const;
const flags = ['holes', 'used'] as const;

/** The names under which an address keeps a view. */
const viewNames: readonly string[] = [...lists, ...texts, ...flags];

/** The view that the query of an address asks for; what it cannot mean is left out. */
export function readView(query: string): View {
  const params = new URLSearchParams(query);
  const list = (name: string): string[] => (params.get(name) ?? '').split('.').filter((one) => one !== '');
  const by = params.get('by') ?? '';
  return {
    state: list('state'),
    timing: list('timing'),
    holes: params.get('holes') === '1',
    owner: params.get('owner') ?? '',
    type: params.get('type') ?? '',
    by: /^\d{4}-\d{2}-\d{2}$/.test(by) ? by : '',
    q: (params.get('q') ?? '').trim(),
    used: params.get('used') === '1',
  };
}

/** The query of an address for a view, without its question mark; parameters that are no view's are kept. */
export function writeView(view: View, query = ''): string {
  const params = new URLSearchParams(query);
  for (const name of viewNames) params.delete(name);
  for (const name of lists) if (view[name].length > 0) params.set(name, view[name].join('.'));
  for (const name of texts) if (view[name] !== '') params.set(name, view[name]);
  for (const name of flags) if (view[name]) params.set(name, '1');
  return params.toString();
}

/** Whether a view leaves rows out. */
export const isNarrow = (view: View): boolean =>
  lists.some((name) => view[name].length > 0) || texts.some((name) => view[name] !== '') || view.holes;
