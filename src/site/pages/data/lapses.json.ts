// What lapses in the days ahead, as data.
import type { APIRoute } from 'astro';
import options from 'virtual:casebook/options';
import { toJson } from '../../../report/json.ts';
import { lapsesJson } from '../../../report/lapses-json.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () =>
  new Response(toJson(lapsesJson(currentPortfolio(), { draft: options.draft })));
