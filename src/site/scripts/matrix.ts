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
  const marked = (row: HTMLTableRowElement): HTMLAnchorElement =>
    row.querySelector<HTMLAnchorElement>('th a')!;
  const show = (row: HTMLTableRowElement, control: string | null): boolean => {
    const proof = document.getElementById(marked(row).hash.slice(1));
    if (!proof || !wide.matches) return false;
    const copy = proof.cloneNode(true) as HTMLElement;
    copy.removeAttribute('id');
    const glyph = row.querySelector('td.rs svg')!.cloneNode(true);
    copy.querySelector('.pw b')!.prepend(glyph, ' ');
    // Every chain ends at the approval of the mapping, which the page states once.
    const end = document.createElement('li');
    const approval = document.createElement('a');
    approval.href = '#mapping-approval';
    approval.textContent = 'approval of the mapping';
    end.append(approval);
    copy.querySelector('.chain')?.append(end);
    // A mark opens the control it stands for: what carries it is set into the chain.
    for (const link of copy.querySelectorAll<HTMLAnchorElement>('a[href^="#k-"]')) {
      const carried = document.querySelector(`${CSS.escape(link.hash).replace('\\#', '#')} .chain`);
      if (carried && (control === null || link.textContent === control)) {
        link.parentElement!.append(carried.cloneNode(true));
      }
    }
    body.replaceChildren(copy);
    panel.hidden = false;
    table.querySelector('[aria-current]')?.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'true');
    return true;
  };
  table.addEventListener('click', (event) => {
    const target = event.target as Element;
    const row = target.closest<HTMLTableRowElement>('tr[data-s]');
    if (!row) return;
    const mark = target.closest<HTMLElement>('td.mk');
    if (show(row, mark?.title ?? null)) event.preventDefault();
    else if (mark) marked(row).click();
  });
  const first = rows.find((row) => row.dataset.s === 'lapsed') ?? rows[0];
  if (first) show(first, null);

  // The arrow keys walk from clause to clause, past what is filtered away.
  table.addEventListener('keydown', (event) => {
    const row = (event.target as Element).closest<HTMLTableRowElement>('tr[data-s]');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!row || !step) return;
    event.preventDefault();
    const visible = rows.filter((one) => one.offsetParent !== null);
    const next = visible[visible.indexOf(row) + step];
    if (!next) return;
    marked(next).focus();
    show(next, null);
  });
}
