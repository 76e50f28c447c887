/** What a page gains from scripts: the theme switch, `/` for search, tooltips on charts, an open rail on wide screens. */
const root = document.documentElement;

const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]');
if (button) {
  const dark = (): boolean =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const label = (): void => {
    button.textContent = dark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `Switch to ${dark() ? 'light' : 'dark'} theme`);
  };
  button.hidden = false;
  label();
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    try {
      localStorage.setItem('casebook-theme', root.dataset.theme);
    } catch {
      // Storage may be refused: the choice lasts for this page.
    }
    label();
  });
}

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.matches('input, textarea, select') || target.isContentEditable) return;
  event.preventDefault();
  const field = document.querySelector<HTMLInputElement>('[data-search-field]');
  if (field) field.focus();
  else document.querySelector<HTMLAnchorElement>('[data-search-link]')?.click();
});

// A tooltip over marks that carry their reading; the same reading stands in the chart's table.
if (document.querySelector('[data-tip]')) {
  const tip = document.createElement('p');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  document.addEventListener('pointermove', (event) => {
    const mark = (event.target as Element).closest<HTMLElement | SVGElement>('[data-tip]');
    tip.hidden = mark === null;
    if (mark === null) return;
    tip.textContent = mark.dataset.tip ?? '';
    const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    tip.style.transform = `translate(${left}px, ${event.clientY + 16}px)`;
  });
}

// Where the browser cannot show a closed rail's contents by style alone, open it on wide screens.
const rail = document.querySelector<HTMLDetailsElement>('details.rail');
if (rail && !CSS.supports('selector(::details-content)')) {
  const wide = matchMedia('(min-width: 64rem)');
  const sync = (): void => {
    rail.open = wide.matches;
  };
  sync();
  wide.addEventListener('change', sync);
}
