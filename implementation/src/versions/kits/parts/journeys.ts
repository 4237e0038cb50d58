import type { Scope } from '#src/hosts/composition.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { JourneyRunner } from '#src/journey/journey-runner.ts';
import { tellStepFailure } from '#src/journey/step-failure.ts';
import { createInteractionLog } from '../interaction-log.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';

/** Runs journeys in this process, on the parts that steps may need. */
export async function journeys(
  scope: Scope<Pick<DeskSettings, 'answerWithinMs' | 'log'>>,
): Promise<JourneyRunner> {
  const { clock, logger, metrics, newId } = scope.host;
  const { answerWithinMs, log } = scope.settings;
  const engine = createInProcessEngine({
    onStepFailure: (...failure) => tellStepFailure({ logger, metrics }, ...failure),
  });
  // Loaded when a desk opens, not when a bundle is read.
  const { createRedactor } = await import('#src/algorithms/redaction/create-redactor.ts');
  const { messages } = log;
  const runner: JourneyRunner = new JourneyRunner({
    tickets: await scope.part('eventLog'),
    engine,
    tools: {
      clock,
      policy: await scope.part('policy'),
      screener: await scope.part('screener'),
      classifier: await scope.part('classifier'),
      retriever: await scope.part('retriever'),
      answerer: await scope.part('answerer'),
      reviewer: await scope.part('reviewer'),
      stepResultStore: await scope.part('stepResultStore'),
    },
    metrics,
    answerWithinMs,
    onInteraction: createInteractionLog({ logger, redactor: createRedactor(), messages }),
    workerId: newId(),
  });
  const help = 'Journeys that run now.';
  metrics.gauge('supportmax_journeys_under_way', help, () => runner.underWay);
  return runner;
}
