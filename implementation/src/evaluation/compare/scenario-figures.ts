import { passPower } from '../simulate/pass-power.ts';
import type { Run } from '../simulate/simulate.ts';
import type { Figure } from './figure.ts';

/** How all runs of a simulated scenario came out together. */
export interface KeptScenario {
  readonly id: string;
  readonly runs: number;
  readonly endedRight: number;
  readonly neverWrong: number;
  readonly escalated: number;
  readonly answeredAlone: number;
  /** Of these: resolved for good as the desk believes, and really. */
  readonly believedDurable: number;
  readonly reallyDurable: number;
}

export function keptScenarios(runs: readonly Run[]): KeptScenario[] {
  return [...Map.groupBy(runs, ({ scenario }) => scenario.id)].map(([id, played]) => {
    const count = (test: (run: Run) => boolean) => played.filter(test).length;
    const isDurable = ({ belief }: Run) => belief.answeredAlone && belief.durable;
    return {
      id,
      runs: played.length,
      endedRight: count(({ truth }) => truth.endedRight),
      neverWrong: count(({ truth }) => truth.neverWrong),
      escalated: count((run) => run.played.handedOver),
      answeredAlone: count(({ belief }) => belief.answeredAlone),
      believedDurable: count(isDurable),
      reallyDurable: count((run) => isDurable(run) && run.truth.resolved === true),
    };
  });
}

type Count = Exclude<keyof KeptScenario, 'id'>;
type ScenarioFigure = Figure<KeptScenario>;

const ratio = (
  named: Pick<ScenarioFigure, 'key' | 'name' | 'better'>,
  part: Count,
  whole: Count,
): ScenarioFigure => ({
  ...named,
  kind: 'share',
  of(scenarios) {
    const sum = (count: Count) => scenarios.reduce((total, one) => total + one[count], 0);
    const all = sum(whole);
    return all === 0 ? null : sum(part) / all;
  },
});

const power = (k: number): ScenarioFigure => ({
  key: `pass${k}`,
  name: `pass^${k}`,
  better: 'higher',
  kind: 'share',
  of: (scenarios) =>
    scenarios.length === 0 || scenarios.some(({ runs }) => runs < k)
      ? null
      : passPower(
          scenarios.map(({ runs, endedRight }) => ({ runs, passed: endedRight })),
          k,
        ),
});

export const scenarioFigures: readonly ScenarioFigure[] = [
  ratio(
    { key: 'automation', name: 'automation, really', better: 'higher' },
    'reallyDurable',
    'runs',
  ),
  ratio(
    { key: 'resolution', name: 'durable, of answered alone', better: 'higher' },
    'reallyDurable',
    'answeredAlone',
  ),
  ratio({ key: 'escalated', name: 'escalated', better: 'lower' }, 'escalated', 'runs'),
  ratio({ key: 'neverWrong', name: 'never wrong', better: 'higher' }, 'neverWrong', 'runs'),
  ...[1, 2, 3, 4, 5].map(power),
];
