import type { APIRoute } from 'astro';
import options from 'virtual:casebook/options';
import { matrixTable } from '../../../report/matrix.ts';
import { tableCsv } from '../../../report/table.ts';
import { watermarked } from '../../../report/watermark.ts';
import { currentPortfolio } from '../../handover.ts';

export const GET: APIRoute = () =>
  new Response(tableCsv(watermarked(matrixTable(currentPortfolio()), options.draft)));
