/** The form of a matrix's filters: a view into it and out of it, and what each choice would leave. */
import { shortDate } from '../../ui/dates.ts';
import { humanise } from '../../ui/words.ts';
import type { CellsJson } from '../../report/cells-json.ts';
import type { Result } from './matrix-filter.ts';
import { isNarrow, type View } from './matrix-view.ts';

const boxes = (form: HTMLFormElement, name: string): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`),
];
const chosen = (form: HTMLFormElement, name: string): string[] =>
  boxes(form, name)
    .filter((box) => box.checked)
    .map((box) => box.value);
const field = (form: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement | null =>
  form.querySelector(`[name="${name}"]`);
const text = (form: HTMLFormElement, name: string): string => field(form, name)?.value.trim() ?? '';

/** The view that a form asks for. */
export const readForm = (form: HTMLFormElement): View => ({
  state: chosen(form, 'state'),
  timing: chosen(form, 'timing'),
  holes: chosen(form, 'holes').length > 0,
  owner: text(form, 'owner'),
  type: text(form, 'type'),
  by: text(form, 'by'),
  q: text(form, 'q'),
  used: chosen(form, 'used').length > 0,
});

/** Writes a view into a form; with the data, what can be chosen too. */
export function writeForm(form: HTMLFormElement, view: View, data?: CellsJson): void {
  const wanted = {
    state: view.state,
    timing: view.timing,
    holes: view.holes ? ['1'] : [],
    used: view.used ? ['1'] : [],
  };
  for (const [name, values] of Object.entries(wanted)) {
    for (const box of boxes(form, name)) box.checked = values.includes(box.value);
  }
  if (data) {
    fill(form, 'owner', [...data.owners].sort(), view.owner);
    fill(form, 'type', [...data.types].sort(), view.type);
  }
  for (const name of ['owner', 'type', 'by', 'q'] as const) {
    const at = field(form, name);
    if (at) at.value = view[name];
  }
}

function fill(form: HTMLFormElement, name: string, values: readonly string[], value: string): void {
  const select = field(form, name) as HTMLSelectElement | null;
  if (!select || select.options.length > 1) {
    if (select && value !== '' && !values.includes(value)) select.add(new Option(value, value));
    return;
  }
  for (const one of values) select.add(new Option(one, one));
  // An address may name somebody who is not in the data any more: the choice then leaves nothing, and says so.
  if (value !== '' && !values.includes(value)) select.add(new Option(value, value));
}

/** Writes beside each choice how many clauses it would leave, and how many are shown. */
export function showCounts(
  form: HTMLFormElement,
  data: CellsJson,
  result: Result,
  view: View,
  of: number,
): void {
  const { counts } = result;
  const set = (name: 'state' | 'timing', names: readonly string[]): void => {
    for (const box of boxes(form, name)) tell(box, counts[name][names.indexOf(box.value)] ?? 0);
  };
  set('state', data.states);
  set('timing', data.timings);
  for (const box of boxes(form, 'holes')) tell(box, counts.holes);
  count(form, 'owner', data.owners, counts.owner, (one) => one);
  count(form, 'type', data.types, counts.type, humanise);
  const shown = form.querySelector('[data-shown]');
  if (shown) shown.textContent = says(result.rows.length, of, view);
  const reset = form.querySelector<HTMLElement>('[type="reset"]');
  if (reset) reset.hidden = !isNarrow(view) && !view.used;
}

const clauses = (n: number): string => `${n} ${n === 1 ? 'clause' : 'clauses'}`;

const says = (n: number, of: number, view: View): string =>
  !isNarrow(view)
    ? clauses(of)
    : `${n} of ${clauses(of)} shown${view.by === '' ? '' : `, applying by ${shortDate(view.by)}`}`;

function tell(box: HTMLInputElement, n: number): void {
  const label = box.closest('label');
  const number = label?.querySelector('b');
  if (number) number.textContent = String(n);
  label?.classList.toggle('none', n === 0);
}

function count(
  form: HTMLFormElement,
  name: 'owner' | 'type',
  values: readonly string[],
  counts: readonly number[],
  words: (value: string) => string,
): void {
  for (const option of (field(form, name) as HTMLSelectElement | null)?.options ?? []) {
    if (option.value !== '')
      option.text = `${words(option.value)} (${counts[values.indexOf(option.value)] ?? 0})`;
  }
}
