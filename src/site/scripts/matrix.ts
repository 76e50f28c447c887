/** What a matrix gains from scripts: a text filter, the view in the address, the proof in a panel. */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
const table = document.querySelector<HTMLTableElement>('[data-matrix]');

if (form && table) {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-s]')];
  const words = rows.map((row) => (row.textContent ?? '').toLowerCase());
  const query = form.elements.namedItem('q') as HTMLInputElement;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const shown = form.querySelector<HTMLElement>('[data-shown]')!;
  form.querySelector<HTMLElement>('[data-text-filter]')!.hidden = false;

  const apply = (): void => {
    const text = query.value.trim().toLowerCase();
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => `${box.name}:${box.value}`));
    let n = 0;
    rows.forEach((row, i) => {
      const fits = text === '' || words[i]!.includes(text);
      row.classList.toggle('off', !fits);
      if (fits && !off.has(`state:${row.dataset.s}`) && !off.has(`timing:${row.dataset.tm}`)) n += 1;
    });
    shown.textContent = n === rows.length ? '' : `${n} of ${rows.length} clauses shown`;
  };
  const remember = (): void => {
    const params = new URLSearchParams();
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    if (off.length > 0) params.set('hide', off.join('.'));
    if (query.value.trim() !== '') params.set('q', query.value.trim());
    const search = params.toString();
    history.replaceState(null, '', location.pathname + (search && `?${search}`) + location.hash);
  };

  const params = new URLSearchParams(location.search);
  const hidden = new Set((params.get('hide') ?? '').split('.'));
  for (const box of boxes) box.checked = !hidden.has(box.value);
  query.value = params.get('q') ?? '';
  apply();
  form.addEventListener('input', () => {
    apply();
    remember();
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  // Wide screens show the proof beside the table; on others the link goes to it further down the page.
  const panel = document.querySelector<HTMLElement>('[data-proof]')!;
  const body = panel.querySelector<HTMLElement>('[data-proof-body]')!;
  const wide = matchMedia('(min-width: 75rem)');
  const show = (anchor: string, link: HTMLElement): boolean => {
    const proof = document.getElementById(anchor);
    if (!proof || !wide.matches) return false;
    const copy = proof.cloneNode(true) as HTMLElement;
    copy.removeAttribute('id');
    body.replaceChildren(copy);
    panel.hidden = false;
    table.querySelector('[aria-current]')?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    return true;
  };
  table.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#p-"]');
    if (link && show(link.hash.slice(1), link)) event.preventDefault();
  });
  const first =
    table.querySelector<HTMLAnchorElement>('.cell.c-lapsed, .cell.c-partial') ??
    table.querySelector<HTMLAnchorElement>('a[href^="#p-"]');
  if (first) show(first.hash.slice(1), first);

  // The arrow keys walk from mark to mark, as in a grid.
  table.addEventListener('keydown', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#p-"]');
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (!link || !step) return;
    event.preventDefault();
    const cell = link.closest<HTMLTableCellElement>('td, th')!;
    const visible = rows.filter((row) => row.offsetParent !== null);
    let y = visible.indexOf(cell.parentElement as HTMLTableRowElement);
    let x = cell.cellIndex;
    for (let tries = 0; tries < 500; tries += 1) {
      y += step[0]!;
      x += step[1]!;
      const row = visible[y];
      if (!row || x < 0 || x > row.cells.length) return;
      const next = row.cells[x]?.querySelector<HTMLAnchorElement>('a[href^="#p-"]');
      if (next) {
        next.focus();
        return;
      }
    }
  });
}
