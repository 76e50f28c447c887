/**
 * Narrows the tables of a page to a system and an owner, and keeps the choice in the address, so that a view can be
 * sent. Each `<select>` has the name of a `data-` attribute of the rows, whose values are parted by `|`.
 */
const form = document.querySelector<HTMLFormElement>('[data-narrow]');

if (form) {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('tr[data-owner]')];
  const choices = [...form.querySelectorAll('select')];
  const shown = form.querySelector<HTMLElement>('[data-shown]')!;
  const reset = form.querySelector<HTMLButtonElement>('button[type=reset]')!;

  const fits = (row: HTMLTableRowElement): boolean =>
    choices.every(({ name, value }) => value === '' || (row.dataset[name] ?? '').split('|').includes(value));
  const apply = (): void => {
    for (const row of rows) row.hidden = !fits(row);
    // A part of a table, and a table, that has nothing left says so instead of standing empty.
    for (const part of document.querySelectorAll<HTMLElement>('tbody[data-part]'))
      part.hidden = part.querySelector('tr[data-owner]:not([hidden])') === null;
    for (const table of document.querySelectorAll<HTMLElement>('[data-narrowed]')) {
      const none = table.querySelector('tr[data-owner]:not([hidden])') === null;
      table.querySelector<HTMLElement>('.scroll')!.hidden = none;
      table.querySelector<HTMLElement>('[data-none]')!.hidden = !none;
    }
    const left = rows.filter((row) => !row.hidden).length;
    const chosen = choices.some(({ value }) => value !== '');
    shown.textContent = chosen ? `${left} of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} shown` : '';
    reset.hidden = !chosen;
  };
  const remember = (): void => {
    const params = new URLSearchParams();
    for (const { name, value } of choices) if (value !== '') params.set(name, value);
    const search = params.toString();
    history.replaceState(null, '', location.pathname + (search && `?${search}`) + location.hash);
  };

  const params = new URLSearchParams(location.search);
  for (const choice of choices) {
    const wanted = params.get(choice.name) ?? '';
    choice.value = [...choice.options].some(({ value }) => value === wanted) ? wanted : '';
  }
  form.hidden = false;
  apply();
  form.addEventListener('input', () => {
    apply();
    remember();
  });
  form.addEventListener('reset', () => {
    // The fields have their first values only after this event.
    setTimeout(() => {
      apply();
      remember();
    });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}
