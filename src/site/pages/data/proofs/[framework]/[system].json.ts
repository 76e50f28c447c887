import type { APIRoute, GetStaticPaths } from 'astro';
import options from 'virtual:casebook/options';
import { toRowsJson } from '../../../../../report/json.ts';
import { proofsJson } from '../../../../../report/proofs-json.ts';
import { proofFiles, type ProofFile } from '../../../../data/proofs.ts';
import { currentPortfolio } from '../../../../handover.ts';

export const getStaticPaths = (() =>
  proofFiles(currentPortfolio()).map((file) => ({
    params: { framework: file.framework, system: file.system },
    props: { file },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: ProofFile }> = ({ props }) =>
  new Response(toRowsJson(proofsJson(currentPortfolio(), { ...props.file, draft: options.draft })));
