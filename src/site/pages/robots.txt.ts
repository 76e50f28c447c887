import type { APIRoute } from 'astro';
import { currentPortfolio } from '../handover.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\n${currentPortfolio().indexable ? 'Allow' : 'Disallow'}: /\n`);
