import { expect, test } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import { scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { eachOf } from '#src/testing/scenarios/scripted-agents.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { agentCall } from './agent-call.ts';
import type { StepTools } from './define-step.ts';
import { createInProcessEngine } from './engines/in-process.ts';
import type { JourneyNotes } from './notes.ts';

async function prepared(deadlineMs: number | null, claimMs = 15_000) {
  const clock = createVirtualClock();
  const desk = scriptedDesk(createInProcessEngine);
  const customer = { email: 'ada@acme.example', name: 'Ada Keller' };
  const { ticketId, eventId } = await desk.opens('How do I export?', { customer });
  const notes: JourneyNotes = {
    journeyId: 'journey-1',
    ticketId,
    cause: eventId,
    ticket: await desk.ticket(ticketId),
    claimedUntil: clock.now() + claimMs,
    trace: [],
  };
  const deadline = deadlineMs === null ? null : clock.now() + deadlineMs;
  const context = createContext({ tenant: 'tenant', requestId: 'request', deadline });
  const results = new StepResultStore(createInMemoryStepResultStore());
  const { agents, policy } = desk;
  const tools: StepTools = { context, ...eachOf(agents), policy, clock, stepResultStore: results };
  return { clock, notes, tools };
}

test('an agent gets its share of the time that is left, less what posting takes', async () => {
  const { clock, notes, tools } = await prepared(2_000);
  expect(agentCall('draft', notes, tools).deadline).toBe(clock.now() + 1_600);
  expect(agentCall('classify', notes, tools, 0.5).deadline).toBe(clock.now() + 800);
  await clock.advance(1_000);
  expect(agentCall('draft', notes, tools).deadline).toBe(clock.now() + 800);
  await clock.advance(5_000);
  expect(agentCall('draft', notes, tools).deadline).toBe(clock.now());
});

test('where nobody waits there is no deadline', async () => {
  const { notes, tools } = await prepared(null);
  expect(agentCall('draft', notes, tools).deadline).toBeNull();
});

test('it names who is known to take part', async () => {
  const { notes, tools } = await prepared(null);
  expect(agentCall('draft', notes, tools).names).toEqual(['Ada Keller', 'ada@acme.example']);
});

test('what was paid is kept by journey, step and input, and failures are not', async () => {
  const { notes, tools } = await prepared(null);
  let paid = 0;
  const pay = async () => {
    paid += 1;
    if (paid === 1) throw new Error('the model is away');
    return paid;
  };
  const { paidOnce } = agentCall('draft', notes, tools);
  await expect(paidOnce('a', pay)).rejects.toThrow('away');
  expect(await paidOnce('a', pay)).toBe(2);
  expect(await paidOnce('a', pay)).toBe(2);
  expect(await paidOnce('b', pay)).toBe(3);
  expect(await agentCall('classify', notes, tools).paidOnce('a', pay)).toBe(4);
  const other = { ...notes, journeyId: 'journey-2' };
  expect(await agentCall('draft', other, tools).paidOnce('a', pay)).toBe(5);
});

test('nothing is paid once the claim has run out', async () => {
  const { clock, notes, tools } = await prepared(null, 1_000);
  const { paidOnce } = agentCall('draft', notes, tools);
  expect(await paidOnce('in time', async () => 'paid')).toBe('paid');
  await clock.advance(1_000);
  await expect(paidOnce('too late', async () => 'paid')).rejects.toMatchObject({
    code: 'deadline_exceeded',
    retryable: true,
  });
  // What was paid before is still known.
  expect(await paidOnce('in time', async () => 'paid again')).toBe('paid');
});

test('what was paid and could not be kept is an answer all the same', async () => {
  const { notes, tools } = await prepared(null);
  const driver = createInMemoryStepResultStore();
  const put = () => Promise.reject(new Error('the disk is full'));
  const results = new StepResultStore({ ...driver, put });
  const { paidOnce } = agentCall('draft', notes, { ...tools, stepResultStore: results });
  expect(await paidOnce('a', async () => 'paid')).toBe('paid');
});
