// Before the first paint: the reader's own choice of light or dark, when there is one.
try {
  const theme = localStorage.getItem('casebook-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; the system's preference stands.
}
