import type { APIRoute } from 'astro';
import options from 'virtual:casebook/options';
import { toRowsJson } from '../../../report/json.ts';
import { portfolioJson } from '../../../report/portfolio-json.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () => new Response(toRowsJson(portfolioJson(currentPortfolio(), options.draft)));
