/** Features that models use and the register does not know, and important ones that nothing justifies. */
import { isBroken, type Artefact } from '../../../core/artefact.ts';
import { compareText } from '../../../core/compare.ts';
import { isAhead } from '../../../core/date.ts';
import { once } from '../../../core/once.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { importanceOf } from '../../../evidence/shap/importance.ts';
import { registerFeatures } from '../../../evidence/shap/register.ts';
import { isShap } from '../../../evidence/content.ts';
import type { ModelCard } from '../../../kinds/model-card/schema.ts';
import { artefactsOf, isClosed } from '../../../kinds/rows.ts';
import { code } from '../../../kinds/words.ts';
import { demandedKinds } from '../../../rules/demand.ts';
import {
  hasRegister,
  newestPerModel,
  registeredColumns,
  shapFiles,
  type ShapFile,
} from '../../../rules/shap.ts';
import { addressOf } from '../../../core/address.ts';
import {
  artefactsWith,
  countBySystem,
  holeAt,
  stateByRule,
  unreadLists,
  type Hole,
  type HoleList,
} from './hole.ts';

/** How many features by mean absolute SHAP value are asked for a justification: as many as the chart shows. */
const topFeatures = 10;

/** A name that a model uses, and what says so. */
interface Used {
  name: string;
  system: string;
  /** Where it is used: evidence or a model card, by qualified id. */
  by: string;
  /** Whether an input of a model card leads to its row by `feature:`. */
  found: boolean;
}

/** The features of each system by name: columns of its newest SHAP files and inputs of its model cards. */
export function unregisteredFeatures(portfolio: Portfolio): HoleList {
  const used = usedFeatures(portfolio).filter(({ system }) => isAsked(portfolio, system));
  return {
    id: 'features',
    title: 'Model features without a row in the register',
    what: 'Columns of the newest SHAP evidence of each model and inputs of model cards that the feature register of the system does not list, by name or among the columns of a feature. A system that has no register and is asked for none by its tier is left out.',
    asks: 'What moves predictions and is in no register has no owner, no lawful basis, no test for being a proxy and no approval.',
    unit: ['model feature', 'model features'],
    scope: countBySystem(used),
    rows: [
      ...used.flatMap((one) => unregistered(portfolio, one) ?? []),
      ...unreadLists(portfolio, 'feature-register', 'features'),
      ...unreadLists(portfolio, 'model-card', 'inputs'),
      ...unreadShap(portfolio),
    ],
  };
}

function unregistered(portfolio: Portfolio, { name, system, by, found }: Used): Hole | null {
  if (found || columnsOf(portfolio, system).has(name)) return null;
  const node = portfolio.index.nodes.get(by);
  const lost = isRegisterLost(portfolio, system);
  return holeAt(portfolio, {
    id: `${system}/${name}`,
    title: name,
    system,
    ...(node && { address: addressOf(node) }),
    ...(lost
      ? {
          why: 'Whether it is registered is not known: the register could not be read.',
          state: 'unread' as const,
        }
      : {
          why: hasRegister(portfolio, system)
            ? `${code(by)} uses it, and the register has no row for it.`
            : `${code(by)} uses it, and the system has no feature register.`,
          ...stateByRule(portfolio, 'explanation/unregistered-feature', by, ({ message }) =>
            message.startsWith(`${code(name)} has SHAP values`),
          ),
        }),
  });
}

/** Every feature of a model by name, each once in its system; SHAP evidence goes before the model card. */
function usedFeatures(portfolio: Portfolio): Used[] {
  const used = new Map<string, Used>();
  const add = (one: Used): void => {
    const key = `${one.system}\n${one.name}`;
    const known = used.get(key);
    if (known === undefined) used.set(key, one);
    else if (one.found) known.found = true;
  };
  for (const { evidence, features } of newestFiles(portfolio)) {
    if (evidence.system === null) continue;
    for (const name of features) add({ name, system: evidence.system, by: evidence.id, found: false });
  }
  for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
    const { system } = artefact;
    if (system === null) continue;
    for (const { name, feature } of data.inputs ?? []) {
      const found = feature !== undefined && portfolio.index.resolve(feature, system).state === 'found';
      if (name !== undefined) add({ name, system, by: artefact.id, found });
    }
  }
  return [...used.values()].sort((a, b) => compareText(a.system, b.system) || compareText(a.name, b.name));
}

/** Whether a system is asked for a register: it has one, its tier wants one, or its tier is not known. */
function isAsked(portfolio: Portfolio, id: string): boolean {
  const system = portfolio.index.systems.get(id);
  if (system === undefined || hasRegister(portfolio, id)) return true;
  return system.risk_tier === null || demandedKinds(portfolio, system).includes('feature-register');
}

/** The most important features of the newest SHAP evidence of each model. */
export function unjustifiedFeatures(portfolio: Portfolio): HoleList {
  const top = newestFiles(portfolio).flatMap((file) => topOf(portfolio, file));
  return {
    id: 'justification',
    title: 'Top SHAP features without a justification',
    what: `The ${topFeatures} features with the largest mean absolute SHAP value in the newest evidence of each model, where the register does not say why the purpose needs them.`,
    asks: 'The features that decide are the first that a person affected may ask about. Minimisation is argued feature by feature, from the top.',
    unit: ['top feature', 'top features'],
    scope: countBySystem(top),
    rows: [
      ...top.flatMap((one) => unjustified(portfolio, one) ?? []),
      ...unreadLists(portfolio, 'feature-register', 'features'),
      ...unreadShap(portfolio),
    ],
  };
}

/** A feature among the most important of a model. */
interface Top {
  name: string;
  rank: number;
  system: string;
  /** Qualified id of the SHAP evidence. */
  by: string;
}

function topOf(portfolio: Portfolio, { evidence }: ShapFile): Top[] {
  const { content, system, id } = evidence;
  if (system === null || !isShap(content)) return [];
  return importanceOf(content, registerFeatures(portfolio, system))
    .slice(0, topFeatures)
    .map(({ name, rank }) => ({ name, rank, system, by: id }));
}

function unjustified(portfolio: Portfolio, { name, rank, system, by }: Top): Hole | null {
  const item = columnsOf(portfolio, system).get(name);
  const place = `number ${rank} in ${code(by)}`;
  if (item === undefined) {
    const lost = isRegisterLost(portfolio, system);
    const node = portfolio.index.nodes.get(by);
    return holeAt(portfolio, {
      id: `${system}/${name}`,
      title: name,
      system,
      ...(node && { address: addressOf(node) }),
      why: `It is ${place}, and ${lost ? 'the register could not be read' : 'not in the register'}.`,
      state: lost ? 'unread' : 'open',
    });
  }
  if (item.data['justification'] !== undefined) return null;
  const artefact = portfolio.index.artefacts.get(item.artefact);
  const unread = artefact !== undefined && isBroken(artefact, [...item.path, 'justification']);
  return holeAt(portfolio, {
    id: item.id,
    why: `It is ${place}, and its \`justification\` ${unread ? 'could not be read' : 'is empty'}.`,
    state: unread ? 'unread' : 'open',
  });
}

/** SHAP evidence that is registered and cannot be relied on: missing, changed, or not of its shape. */
const unreadShap = (portfolio: Portfolio): Hole[] =>
  portfolio.evidence
    .filter(
      ({ type, content, found_sha256, sha256, captured_at }) =>
        type === 'shap' &&
        !(captured_at !== null && isAhead(captured_at, portfolio.as_of)) &&
        (found_sha256 !== sha256 || !isShap(content)),
    )
    .map((record) =>
      holeAt(portfolio, {
        id: record.id,
        why: 'Which features it speaks of is not known: the file is missing, differs from its digest or is not of its shape.',
        state: 'unread',
      }),
    );

const newestFiles = once((portfolio: Portfolio): ShapFile[] =>
  [...Map.groupBy(shapFiles(portfolio), ({ evidence }) => evidence.system).values()].flatMap(newestPerModel),
);

const columnsBySystem = once(
  (_portfolio: Portfolio) => new Map<string, ReturnType<typeof registeredColumns>>(),
);

function columnsOf(portfolio: Portfolio, system: string): ReturnType<typeof registeredColumns> {
  const known = columnsBySystem(portfolio);
  let columns = known.get(system);
  if (!columns) known.set(system, (columns = registeredColumns(portfolio, system)));
  return columns;
}

const isRegisterLost = (portfolio: Portfolio, system: string): boolean =>
  registersLost(portfolio).some((artefact) => artefact.system === system);

const registersLost = once((portfolio: Portfolio): readonly Artefact[] =>
  artefactsWith(portfolio, 'feature-register').filter(
    (artefact) => !isClosed(artefact) && isBroken(artefact, ['features']),
  ),
);
