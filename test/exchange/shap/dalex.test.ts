/** Tables of DALEX: columns as `predict_parts` writes them in R and Python. */
import { expect, it } from 'vitest';
import { contentOf, faultOf, written } from './support.ts';

const head = 'variable,contribution,variable_name,variable_value,sign,label,B\n';
const averaged = `${head}term = 12,0.2,term,12,1,gbm,0
income = 3000,-0.5,income,3000,-1,gbm,0
term = 12,0.1,term,12,1,gbm,1
income = 3000,-0.4,income,3000,-1,gbm,1
term = 12,0.3,term,12,1,gbm,2
income = 3000,-0.6,income,3000,-1,gbm,2
`;

it('takes the averages over the orders as the contributions of one case', async () => {
  const shap = await contentOf(written('a.csv', averaged));
  expect(shap).toMatchObject({
    features: ['term', 'income'],
    mean_abs: [0.2, 0.5],
    notes: ['Averages over 2 sampled orders of the features (DALEX): estimates of Shapley values.'],
  });
  expect(shap.rows).toHaveLength(1);
});

it.each([
  [
    'a break-down along one order',
    'variable,contribution,variable_name,variable_value,cumulative,sign,position,label\nintercept,0.3,intercept,1,0.3,X,3,gbm\nterm = 12,0.2,term,12,0.5,1,2,gbm\nprediction,0.5,,,0.5,X,1,gbm\n',
    {
      message:
        'the file is a break-down along one order of the features: in another order they would contribute otherwise',
      detail: 'one order',
      fix: 'write `predict_parts(…, type = "shap")`, which averages over orders',
    },
  ],
  [
    'no averages',
    averaged.replaceAll(',gbm,0', ',gbm,3'),
    {
      message: 'no row holds an average over the orders of the features: none has `B` 0',
      detail: 'no averages',
      fix: 'write the whole result of `predict_parts`, with the rows of `B` 0',
    },
  ],
  [
    'two models',
    `${averaged}term = 12,0.2,term,12,1,glm,0\n`,
    {
      message: 'the file explains 2 models: `gbm`, `glm`',
      detail: 'several models',
      fix: 'write a file for each model',
    },
  ],
])('asks about %s', async (_, text, fault) => {
  expect(await faultOf(written('a.csv', text))).toMatchObject(fault);
});
