import type { APIRoute } from 'astro';
import { matrixCsv } from '../../../report/matrix.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () => new Response(matrixCsv(currentPortfolio()));
