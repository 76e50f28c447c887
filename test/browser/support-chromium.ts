import fs from 'node:fs';
import path from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * An installed Chromium to run browser tests in: `CHROME_PATH`, else the first on PATH, else one that Playwright
 * downloaded; `null` when there is none. Nothing is downloaded here.
 */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const named = env['CHROME_PATH'];
  if (named) return isProgram(named) ? named : null;
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (folder !== '' && isProgram(file)) return file;
    }
  }
  return macApps.find(isProgram) ?? downloadedByPlaywright(env);
}

function downloadedByPlaywright(env: Readonly<Record<string, string | undefined>>): string | null {
  const cache = env['PLAYWRIGHT_BROWSERS_PATH'] || path.join(env['HOME'] ?? '/', '.cache/ms-playwright');
  if (!fs.existsSync(cache)) return null;
  const candidates = fs
    .readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort()
    .reverse()
    .flatMap((name) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell'].map((inner) =>
        path.join(cache, name, inner),
      ),
    );
  return candidates.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
