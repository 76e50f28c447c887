import type { APIRoute, GetStaticPaths } from 'astro';
import { idShards, type IdEntry } from '../../../data/ids.ts';
import { currentPortfolio } from '../../../handover.ts';

export const getStaticPaths = (() =>
  idShards(currentPortfolio()).map((table, shard) => ({
    params: { shard: String(shard) },
    props: { table },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ table: Record<string, IdEntry[]> }> = ({ props }) =>
  new Response(JSON.stringify(props.table));
