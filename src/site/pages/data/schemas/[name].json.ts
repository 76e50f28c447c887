import type { APIRoute, GetStaticPaths } from 'astro';
import { toJson } from '../../../../report/json.ts';
import { schemaFiles } from '../../../data/schemas.ts';
import { currentPortfolio } from '../../../handover.ts';

export const getStaticPaths = (() =>
  schemaFiles(currentPortfolio().kinds).map(([name, schema]) => ({
    params: { name },
    props: { schema },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ schema: unknown }> = ({ props }) => new Response(toJson(props.schema));
