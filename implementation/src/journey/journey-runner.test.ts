import { describe, expect, it } from 'vitest';
import { identify } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { claimEndMs, ScenarioDesk, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { eachOf, exportPassage, ScriptedAgents } from '#src/testing/scenarios/scripted-agents.ts';
import { createInProcessEngine } from './engines/in-process.ts';
import type { Interaction } from './interaction.ts';
import { JourneyRunner } from './journey-runner.ts';

const answered = [
  'customer ticket.opened chat ""',
  '+customer message.received "How?"',
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];

/** A desk whose store keeps the records of one kind of event but loses the answer that it did. */
function forgetfulDesk(type: string) {
  const driver = createInMemoryEventLog();
  let losses = 1;
  const eventLog: typeof driver = {
    ...driver,
    async createIfAbsent(record) {
      const created = await driver.createIfAbsent(record);
      if (losses > 0 && record.events.some((event) => event.type === type)) {
        losses -= 1;
        throw new SupportError('unavailable', 'The connection broke.');
      }
      return created;
    },
  };
  const agents = new ScriptedAgents();
  return new ScenarioDesk({ createEngine: createInProcessEngine, agents, eventLog });
}

describe('the journey runner', () => {
  it('leaves no timer behind, however a journey ends', async () => {
    let failing = false;
    const desk = scriptedDesk(createInProcessEngine, {
      retrieve: () => {
        if (failing) throw new SupportError('unavailable', 'The index is away.');
        return [exportPassage];
      },
    });
    let sleeping = 0;
    const sleep: Clock['sleep'] = (delayMs, signal) => {
      sleeping += 1;
      return desk.clock.sleep(delayMs, signal).finally(() => {
        sleeping -= 1;
      });
    };
    const { agents, policy, results, tickets } = desk;
    const timed = { ...desk.clock, sleep };
    const tools = { ...eachOf(agents), policy, clock: timed, stepResultStore: results };
    const engine = createInProcessEngine();
    const told: string[] = [];
    const onInteraction = ({ outcome }: Interaction) => told.push(outcome);
    const runner = new JourneyRunner({ tickets, engine, tools, onInteraction, workerId: 'one' });
    const answered = await desk.opens('How?');
    await runner.run(desk.context, answered.ticketId, answered.eventId);
    failing = true;
    const failed = await desk.opens('How?');
    await expect(runner.run(desk.context, failed.ticketId, failed.eventId)).rejects.toThrow('away');
    await new Promise((resolve) => setImmediate(resolve));
    expect(sleeping).toBe(0);
    expect(told).toEqual(['answered', 'failed']);
  });

  it('knows how many journeys run, counts how they end, and times them', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const { agents, clock, policy, results, tickets } = desk;
    const counted: unknown[] = [];
    const metrics = {
      count: (...all: unknown[]) => counted.push(all),
      observe: (...all: unknown[]) => counted.push(all),
    };
    const engine = createInProcessEngine();
    const tools = { ...eachOf(agents), policy, clock, stepResultStore: results };
    const runner = new JourneyRunner({ tickets, engine, tools, metrics, workerId: 'one' });
    const { ticketId, eventId } = await desk.opens('How?');
    const held = agents.hold('answer');
    const journey = runner.run(desk.context, ticketId, eventId);
    await held.reached;
    expect(runner.underWay).toBe(1);
    await clock.advance(2_500);
    held.open();
    await journey;
    expect(runner.underWay).toBe(0);
    const labels = { outcome: 'answered' };
    expect(counted).toEqual([
      ['supportmax_journeys_total', labels],
      ['supportmax_journey_duration_seconds', 2.5, labels],
    ]);
  });

  it('forgets a journey that failed, so that it can be tried again', async () => {
    const desk = forgetfulDesk('journey.started');
    const { runner, run } = desk.worker('one');
    const message = await desk.opens('How?');
    await expect(run(message)).rejects.toMatchObject({ code: 'unavailable' });
    expect(runner.underWay).toBe(0);
  });

  it('goes on with its own claim, whose acknowledgement got lost', async () => {
    const desk = forgetfulDesk('journey.started');
    const { run } = desk.worker('one');
    const message = await desk.opens('How?');
    await expect(run(message)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await run(message)).toBe('answered');
    expect(await desk.story(message.ticketId)).toEqual(answered);
  });

  it('does not go on with it once it has run out', async () => {
    const desk = forgetfulDesk('journey.started');
    const { run } = desk.worker('one');
    const message = await desk.opens('How?');
    await expect(run(message)).rejects.toMatchObject({ code: 'unavailable' });
    await desk.clock.advance(claimEndMs);
    const held = desk.agents.hold('answer');
    const other = desk.worker('two').run(message);
    await held.reached;
    // Its memory is older than its own claim, which the other worker has taken over.
    expect(await run(message)).toBe('claimed');
    held.open();
    expect(await other).toBe('answered');
    expect(desk.agents.asked.answer).toHaveLength(1);
  });

  it('finds its own decision, whose acknowledgement got lost', async () => {
    const desk = forgetfulDesk('journey.ended');
    const { run } = desk.worker('one');
    const message = await desk.opens('How?');
    await expect(run(message)).rejects.toMatchObject({ code: 'unavailable' });
    await desk.clock.advance(claimEndMs);
    expect(await run(message)).toBe('answered');
    expect(await desk.story(message.ticketId)).toEqual(answered);
  });

  it('finds nothing to do about a ticket that is not there', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const message = { ticketId: 'ticket-0', eventId: identify('nothing') };
    expect(await desk.worker('one').run(message)).toBe('superseded');
    expect(await desk.records('ticket-0')).toEqual([]);
  });

  it('leaves a message alone that another one has overtaken, or that is none', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const { run } = desk.worker('one');
    const first = await desk.opens('How?');
    const second = await desk.says(first.ticketId, 'Hello?');
    expect(await run(first)).toBe('superseded');
    expect(await run({ ...first, eventId: 'event-of-nobody' })).toBe('superseded');
    expect(await run(second)).toBe('answered');
  });
});
