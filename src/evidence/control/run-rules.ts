import type { ControlFault, RunSignal } from './chart.ts';

/** A rule about several points in a row, off unless named. */
interface RunRule {
  name: string;
  /** What meets it, in words. */
  what: string;
  /** Whether the last of some unbroken points, in standard deviations from the centre, meets it. */
  meets: (z: readonly number[]) => boolean;
}

/** Whether the newest point and enough of the latest few lie beyond so many deviations, on one side. */
const beyond =
  (enough: number, of: number, deviations: number) =>
  (z: readonly number[]): boolean =>
    [1, -1].some((side) => {
      const out = z.slice(-of).map((one) => side * one > deviations);
      return out.at(-1) === true && out.filter(Boolean).length >= enough;
    });

/** Whether there are so many latest points, and all of them pass. */
const last =
  (many: number, passes: (latest: readonly number[]) => boolean) =>
  (z: readonly number[]): boolean =>
    z.length >= many && passes(z.slice(-many));

const oneSide = (latest: readonly number[]): boolean =>
  latest.every((one) => one > 0) || latest.every((one) => one < 0);
const steps = (latest: readonly number[]): number[] => latest.slice(1).map((one, i) => one - latest[i]!);
const trend = (latest: readonly number[]): boolean =>
  steps(latest).every((one) => one > 0) || steps(latest).every((one) => one < 0);
const alternate = (latest: readonly number[]): boolean => {
  const moves = steps(latest);
  return moves.every((one, i) => i === 0 || one * moves[i - 1]! < 0);
};

/** Source: Western Electric, *Statistical Quality Control Handbook* (1956); Nelson, JQT 16 (1984) 237–239. */
export const runRules: readonly RunRule[] = [
  { name: 'western-electric-1', what: 'one point beyond 3σ', meets: beyond(1, 1, 3) },
  { name: 'western-electric-2', what: 'two of three points beyond 2σ on one side', meets: beyond(2, 3, 2) },
  { name: 'western-electric-3', what: 'four of five points beyond 1σ on one side', meets: beyond(4, 5, 1) },
  { name: 'western-electric-4', what: 'eight points in a row on one side', meets: last(8, oneSide) },
  { name: 'nelson-1', what: 'one point beyond 3σ', meets: beyond(1, 1, 3) },
  { name: 'nelson-2', what: 'nine points in a row on one side', meets: last(9, oneSide) },
  { name: 'nelson-3', what: 'six points in a row rising or falling', meets: last(6, trend) },
  { name: 'nelson-4', what: 'fourteen points in a row up and down by turns', meets: last(14, alternate) },
  { name: 'nelson-5', what: 'two of three points beyond 2σ on one side', meets: beyond(2, 3, 2) },
  { name: 'nelson-6', what: 'four of five points beyond 1σ on one side', meets: beyond(4, 5, 1) },
  {
    name: 'nelson-7',
    what: 'fifteen points in a row within 1σ',
    meets: last(15, (latest) => latest.every((one) => Math.abs(one) < 1)),
  },
  {
    name: 'nelson-8',
    what: 'eight points in a row beyond 1σ on either side',
    meets: last(8, (latest) => latest.every((one) => Math.abs(one) > 1)),
  },
];

/** Families by which all their rules are named at once. */
export const runRuleFamilies = ['western-electric', 'nelson'] as const;

/** The names under which a monitor may turn run rules on. */
export const runRuleNames: readonly string[] = [...runRuleFamilies, ...runRules.map(({ name }) => name)];

/** The rules that some names stand for, in the order of the list. */
export function runRulesNamed(names: readonly string[]): { names: string[] } | ControlFault {
  const unknown = names.find((name) => !runRuleNames.includes(name));
  if (unknown !== undefined) return { fault: `there is no run rule \`${unknown}\`` };
  return {
    names: runRules
      .map(({ name }) => name)
      .filter((name) => names.some((one) => one === name || name.startsWith(`${one}-`))),
  };
}

/**
 * Where run rules are met. A gap breaks a run.
 * @param z distances from the centre in standard deviations, `null` where nothing was observed.
 */
export function runSignals(z: readonly (number | null)[], names: readonly string[]): RunSignal[] {
  const on = runRules.filter(({ name }) => names.includes(name));
  const signals: RunSignal[] = [];
  let run: number[] = [];
  z.forEach((value, index) => {
    run = value === null ? [] : [...run, value];
    if (value === null) return;
    for (const { name, meets } of on) if (meets(run)) signals.push({ rule: name, index });
  });
  return signals;
}
