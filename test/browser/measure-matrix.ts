/**
 * Measures the grid of a large matrix in Chromium, by hand: `node test/browser/measure-matrix.ts`. Figures depend on
 * the machine, so that no test asserts them.
 */
import { largeSite } from './large.ts';
import { openExample } from './support.ts';

const example = await openExample(largeSite());
const { page } = await example.open('traceability/large/large/', { viewport: { width: 1440, height: 900 } });
await page.waitForSelector('[data-mx][data-ready]');

/** The median and the longest of some runs of a step, ms: scripts, style and layout. */
const measure = (step: string): Promise<{ median: number; longest: number }> =>
  page.evaluate((source) => {
    const run = new Function('i', source) as (i: number) => void;
    const times: number[] = [];
    for (let i = 0; i < 21; i++) {
      const start = performance.now();
      run(i);
      void document.body.offsetHeight;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { median: times[10]!, longest: times[20]! };
  }, step);

const choose = (selector: string, change: string): string =>
  `const field = document.querySelector('${selector}'); ${change}; field.dispatchEvent(new Event('input', { bubbles: true }));`;
const steps = {
  'a state': choose('#s-lapsed', 'field.checked = i % 2 === 0'),
  'only holes': choose('#only-holes', 'field.checked = i % 2 === 0'),
  'an owner': choose('[name=owner]', 'field.selectedIndex = i % 4'),
  'a type of control': choose('[name=type]', 'field.selectedIndex = i % 4'),
  'a date': choose('[name=by]', "field.value = i % 2 === 0 ? '2027-06-30' : ''"),
  'a text': choose('[name=q]', "field.value = 'paragraph 4'.slice(0, i % 12)"),
  'controls in use': choose('[name=used]', 'field.checked = i % 2 === 0'),
};
for (const [name, step] of Object.entries(steps)) {
  const { median, longest } = await measure(step);
  console.log(`${name.padEnd(20)} median ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
}
await example.close();
