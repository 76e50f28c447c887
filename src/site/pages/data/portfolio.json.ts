import type { APIRoute } from 'astro';
import { toJson } from '../../../report/json.ts';
import { portfolioJson } from '../../../report/portfolio-json.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () => new Response(toJson(portfolioJson(currentPortfolio())));
