// The content of evidence in one of our own shapes, as it was read: what the charts are drawn from.
import type { APIRoute, GetStaticPaths } from 'astro';
import { currentPortfolio } from '../../../handover.ts';

export const getStaticPaths = (() =>
  currentPortfolio()
    .evidence.filter((record) => record.content !== null && record.content !== undefined)
    .map((record) => ({
      params: { id: record.id },
      props: { content: record.content },
    }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ content: unknown }> = ({ props }) => new Response(JSON.stringify(props.content));
