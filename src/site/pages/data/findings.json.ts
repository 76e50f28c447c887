import type { APIRoute } from 'astro';
import options from 'virtual:casebook/options';
import { findingsJson, toJson } from '../../../report/json.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () => new Response(toJson(findingsJson(currentPortfolio(), options.draft)));
