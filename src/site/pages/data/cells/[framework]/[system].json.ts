// The cells of one framework and one system, for the grid of its page. Drawn with the pages and not with the other
// files of data: which page holds a proof depends on how large the pages become.
import type { APIRoute, GetStaticPaths } from 'astro';
import { cellsJson } from '../../../../../report/cells-json.ts';
import { cellsSource } from '../../../../data/matrix-cells.ts';
import { matrixPairs } from '../../../../data/matrix.ts';
import { currentPortfolio } from '../../../../handover.ts';

export const getStaticPaths = (() =>
  matrixPairs(currentPortfolio()).map(({ catalogue, system }) => ({
    params: { framework: catalogue.id, system: system.id },
    props: { catalogue, system },
  }))) satisfies GetStaticPaths;

type Pair = ReturnType<typeof matrixPairs>[number];

export const GET: APIRoute<Pair> = ({ props: { catalogue, system } }) =>
  new Response(JSON.stringify(cellsJson(cellsSource(currentPortfolio(), catalogue, system))) + '\n');
