import type { APIRoute, GetStaticPaths } from 'astro';
import options from 'virtual:casebook/options';
import type { System } from '../../../../../core/portfolio.ts';
import { componentDefinition } from '../../../../../exchange/oscal/export-component-definition.ts';
import { currentPortfolio } from '../../../../handover.ts';

export const getStaticPaths = (() =>
  currentPortfolio().systems.map((system) => ({
    params: { system: system.id },
    props: { system },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ system: System }> = ({ props }) =>
  new Response(JSON.stringify(componentDefinition(currentPortfolio(), props.system, options.draft)));
