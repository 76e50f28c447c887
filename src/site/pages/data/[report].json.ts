// The schemas of `portfolio.json` and `findings.json`, beside them.
import type { APIRoute, GetStaticPaths } from 'astro';
import { toJson } from '../../../report/json.ts';
import { reportSchemas } from '../../../report/portfolio-json.ts';

export const getStaticPaths = (() =>
  Object.entries(reportSchemas()).map(([file, schema]) => ({
    params: { report: file.replace(/\.json$/, '') },
    props: { schema },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ schema: unknown }> = ({ props }) => new Response(toJson(props.schema));
