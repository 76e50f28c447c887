import { expect, test } from 'vitest';
import { systemArtefactPaths } from '../../src/site/data/paths.ts';
import { artefactAddress } from '../../src/site/data/slots.ts';
import { lenient, page, portfolioOf, system } from '../rules/support.ts';

test('an artefact that is called as a page which every system has gets an address beside it', async () => {
  const decision = (id: string): string => page(`kind: decision\nid: ${id}\ntitle: Use a queue`);
  const portfolio = await portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/questions.mdx': decision('questions'),
    'systems/demo/decisions.mdx': decision('Decisions'),
    'systems/demo/profile.mdx': decision('profile'),
    'systems/demo/queue.mdx': decision('queue'),
  });
  const addresses = systemArtefactPaths(portfolio).map(
    ({ params }) => `/systems/${params.id}/${params.artefact}/`,
  );
  expect([...addresses].sort()).toEqual([
    '/systems/demo/Decisions-page/',
    '/systems/demo/profile-page/',
    '/systems/demo/profile/',
    '/systems/demo/questions-page/',
    '/systems/demo/queue/',
  ]);
  expect(portfolio.artefacts.map(artefactAddress).sort()).toEqual([...addresses].sort());
});
