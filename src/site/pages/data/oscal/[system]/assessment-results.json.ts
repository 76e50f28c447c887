import type { APIRoute, GetStaticPaths } from 'astro';
import options from 'virtual:casebook/options';
import type { System } from '../../../../../core/portfolio.ts';
import { assessmentResults } from '../../../../../exchange/oscal/export-assessment-results.ts';
import { currentPortfolio } from '../../../../handover.ts';

export const getStaticPaths = (() => {
  const { systems, cells } = currentPortfolio();
  const assessed = new Set(cells.map((cell) => cell.system));
  return systems
    .filter((system) => assessed.has(system.id))
    .map((system) => ({ params: { system: system.id }, props: { system } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ system: System }> = ({ props }) =>
  new Response(JSON.stringify(assessmentResults(currentPortfolio(), props.system, options.draft)));
