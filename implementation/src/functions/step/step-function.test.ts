import { describe, expect, it } from 'vitest';
import { identify, journeyIdOf } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { nothingCarried } from '#src/hosts/carried.ts';
import type { StepName } from '#src/journey/ticket-journey.ts';
import { createRecordingLogger, createRecordingMetrics } from '#src/testing/recorders.ts';
import type { Message, ScenarioDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { claimEndMs, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { aPassage, eachOf, scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { stepsTo } from '#src/testing/scenarios/ways.ts';
import {
  createStepFunctionEngine,
  firstInput,
  hostStep,
  type StateVisit,
} from '#src/testing/step-function-engine.ts';
import { notesBefore } from './kept-notes.ts';
import type { StepInput } from './step-input.ts';

const toDraft: readonly StepName[] = stepsTo('draft');
const upTo = (step: StepName) => toDraft.slice(0, toDraft.indexOf(step));

/** A workflow that a test takes from state to state. */
class Workflow {
  readonly logger = createRecordingLogger();
  readonly metrics = createRecordingMetrics();
  readonly desk: ScenarioDesk;
  readonly parts: Readonly<Record<string, unknown>> & Pick<ScenarioDesk, 'clock'>;
  input: StepInput;

  constructor(desk: ScenarioDesk, input: StepInput, parts: object = {}) {
    const { agents, clock, policy, results, tickets } = desk;
    const stores = { eventLog: tickets, stepResultStore: results };
    const own = { clock, logger: this.logger, metrics: this.metrics };
    this.desk = desk;
    this.input = input;
    this.parts = { ...eachOf(agents), policy, ...stores, ...own, ...parts };
  }

  /** Calls a step, which others then come after. */
  async visit(step: StepName): Promise<string> {
    const { outcome } = await this.call(step);
    this.input = { ...this.input, after: step };
    return outcome;
  }

  async visitAll(steps: readonly StepName[]): Promise<void> {
    for (const step of steps) await this.visit(step);
  }

  call(step: StepName, input: unknown = this.input, tenant = this.desk.context.tenant) {
    const carried = { ...nothingCarried, tenant };
    return hostStep(step, this.parts).call(input, carried) as Promise<{ outcome: string }>;
  }

  /** What the next step would know. */
  notes() {
    const { tickets: eventLog, results: stepResultStore, clock, context } = this.desk;
    return notesBefore({ eventLog, stepResultStore, clock }, context, this.input);
  }
}

/** A workflow whose journey has claimed the message. */
async function claimed(
  desk: ScenarioDesk,
  { ticketId, eventId: cause }: Message,
  attempt = 1,
  parts: object = {},
): Promise<Workflow> {
  const journeyId = journeyIdOf(ticketId, cause);
  const now = desk.clock.now();
  const until = now + claimEndMs - 1;
  const claim = { type: 'start_journey', journeyId, cause, now, until } as const;
  const id = identify('claim', journeyId, attempt);
  const { snapshot } = await desk.tickets.execute(desk.context, ticketId, id, claim);
  if (!snapshot.ticket) throw new Error(`there is no ticket ${ticketId}`);
  const { ticket } = snapshot;
  const start = { journeyId, ticketId, cause, claimedUntil: until, ticket, trace: [] };
  return new Workflow(desk, firstInput(start), parts);
}

const opened = async (desk: ScenarioDesk, parts: object = {}) =>
  claimed(desk, await desk.opens('How do I export?'), 1, parts);

describe('a step that is delivered again', () => {
  it('has run once, and says the same', async () => {
    const desk = scriptedDesk(createStepFunctionEngine, { paid: false });
    const workflow = await opened(desk);
    for (const step of toDraft) {
      const first = await workflow.call(step);
      expect(await workflow.call(step)).toEqual(first);
      await workflow.visit(step);
    }
    const { asked } = desk.agents;
    expect(Object.values(asked).map((questions) => questions.length)).toEqual([1, 1, 1, 1]);
    expect((await workflow.notes()).trace.map(({ name }) => name)).toEqual(toDraft);
  });

  it('says what was kept first, where two run at once', async () => {
    const confidences = [0.9, 0.1];
    const desk = scriptedDesk(createStepFunctionEngine, {
      paid: false,
      answer: () => ({ confidence: confidences.shift() ?? 0 }),
    });
    const workflow = await opened(desk);
    await workflow.visitAll(upTo('draft'));
    const held = desk.agents.hold('answer');
    const slow = workflow.call('draft');
    await held.reached;
    expect(await workflow.call('draft')).toEqual({ outcome: 'drafted' });
    held.open();
    expect(await slow).toEqual({ outcome: 'drafted' });
    expect(desk.agents.asked.answer).toHaveLength(2);
    await workflow.visit('draft');
    expect((await workflow.notes()).draft?.confidence).toBe(0.9);
  });
});

describe('the notes of a step', () => {
  it('are those of its own attempt at the cause', async () => {
    const desk = scriptedDesk(createStepFunctionEngine);
    const message = await desk.opens('How do I export?');
    const first = await claimed(desk, message);
    await first.visitAll(upTo('draft'));
    desk.agents.script = { retrieve: () => [aPassage('import', 'Press Import.')] };
    await desk.clock.advance(claimEndMs);
    const second = await claimed(desk, message, 2);
    expect(second.input).toMatchObject({ journeyId: first.input.journeyId, attempt: 2 });
    const skipped = { ...second.input, after: 'retrieve' };
    await expect(second.call('draft', skipped)).rejects.toMatchObject({ code: 'not_found' });
    await second.visitAll(upTo('draft'));
    expect(desk.agents.asked.retrieve).toHaveLength(2);
    expect((await first.notes()).passages?.[0]?.articleId).toBe('export');
    expect((await second.notes()).passages?.[0]?.articleId).toBe('import');
  });

  it('hold the ticket as it was claimed, whatever was written since', async () => {
    const desk = scriptedDesk(createStepFunctionEngine);
    const message = await desk.opens('How do I export?');
    const workflow = await claimed(desk, message);
    await desk.says(message.ticketId, 'As a spreadsheet.');
    await workflow.visit('receive');
    await desk.replies(message.ticketId, 'Ada here.');
    await workflow.visitAll(['screen', 'classify', 'retrieve', 'draft']);
    const texts = Object.values(desk.agents.asked).map(([question]) => question?.text);
    expect(texts).toEqual(Array(4).fill('How do I export?'));
    const { ticket } = await workflow.notes();
    expect(ticket.seen).toEqual(workflow.input.seen);
    expect(ticket.turns.map(({ text }) => text)).toEqual(['How do I export?']);
    expect(ticket.ownedByPerson).toBe(false);
  });

  it('are missed where there are none', async () => {
    const desk = scriptedDesk(createStepFunctionEngine);
    const workflow = await opened(desk);
    await workflow.visit('receive');
    const missing = { code: 'not_found', retryable: false };
    const skipped = { ...workflow.input, after: 'classify' };
    await expect(workflow.call('retrieve', skipped)).rejects.toMatchObject(missing);
    const elsewhere = { ...workflow.input, ticketId: 'ticket-99' };
    await expect(workflow.call('screen', elsewhere)).rejects.toMatchObject(missing);
    const unread = { ...workflow.input, seen: {} };
    await expect(workflow.call('screen', unread)).rejects.toMatchObject(missing);
    const foreign = workflow.call('screen', workflow.input, 'other');
    await expect(foreign).rejects.toMatchObject(missing);
    expect(desk.agents.asked.screen).toEqual([]);
  });
});

describe('what travels', () => {
  const broken: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['a text', 'ticket-1'],
    ['no ticket', { ticketId: undefined }],
    ['an empty id', { journeyId: '' }],
    ['an id that is a letter', { cause: 'x'.repeat(201) }],
    ['an attempt before the first', { attempt: 0 }],
    ['half an attempt', { attempt: 1.5 }],
    ['a time that is a text', { claimedUntil: '2023-11-14' }],
    ['a log that was read to nowhere', { seen: { site: -1 } }],
    ['no word of the step before', { after: undefined }],
  ];
  it.each(broken)('does not fit: %s', async (_, wrong) => {
    const workflow = await opened(scriptedDesk(createStepFunctionEngine));
    const input = wrong instanceof Object ? { ...workflow.input, ...wrong } : wrong;
    await expect(workflow.call('receive', input)).rejects.toMatchObject({
      code: 'invalid_argument',
      retryable: false,
    });
  });

  it.each([
    ['an answer', {}, [...stepsTo('review'), 'post']],
    ['a handoff', { answer: () => null }, [...stepsTo('draft'), 'escalate']],
  ] as const)('is ids, on the way to %s', async (_, script, visited) => {
    const visits: StateVisit[] = [];
    const onVisit = (visit: StateVisit) => void visits.push(visit);
    const desk = scriptedDesk(
      (options) => createStepFunctionEngine({ ...options, onVisit }),
      script,
    );
    const customer = { name: 'Xaver Quill', email: 'quill@example.com' };
    const message = await desk.opens('How do I export?', { customer, subject: 'Zebra crossing' });
    await desk.worker('one').run(message);
    expect(visits.map(({ step }) => step)).toEqual(visited);
    for (const { input, output } of visits) {
      const { ticketId, journeyId, cause, after, failedIn, ...rest } = JSON.parse(input);
      expect([ticketId, cause]).toEqual([message.ticketId, message.eventId]);
      expect(journeyId).toBe(journeyIdOf(ticketId, cause));
      expect(rest).toEqual({ attempt: 1, claimedUntil: expect.any(Number), seen: { site: 2 } });
      expect([after, failedIn].every((one) => one === null || /^[a-z]+$/.test(one))).toBe(true);
      expect(output).toMatch(/^\{"outcome":"[a-z_]+"\}$/);
      expect(input).not.toMatch(/quill|xaver|zebra|export|settings/i);
    }
  });
});

describe('a step that fails', () => {
  const failing = (failure: unknown) =>
    scriptedDesk(createStepFunctionEngine, {
      answer: () => {
        throw failure;
      },
    });

  it('for good says so, once, and people are told why', async () => {
    const desk = failing(new SupportError('permission_denied', 'The key is not valid.'));
    const workflow = await opened(desk);
    await workflow.visitAll(upTo('draft'));
    expect(await workflow.call('draft')).toEqual({ outcome: 'failed' });
    expect(await workflow.visit('draft')).toBe('failed');
    expect(desk.agents.asked.answer).toHaveLength(1);
    const { ticketId, journeyId } = workflow.input;
    const code = 'permission_denied';
    const told = { step: 'draft', tenant: 'tenant', ticketId, journeyId, code };
    const level = 'error';
    expect(workflow.logger.lines).toMatchObject([
      { ...told, level, error: 'The key is not valid.' },
    ]);
    expect(workflow.metrics.counted.get(`supportmax_errors_total ${code}`)).toBe(1);

    expect(await workflow.visit('escalate')).toBe('escalated');
    const { trace, escalation, decided } = await workflow.notes();
    expect(trace.slice(upTo('draft').length)).toMatchObject([
      { name: 'draft', outcome: 'failed' },
      { name: 'escalate', outcome: 'escalated' },
    ]);
    expect(escalation).toEqual({ reason: 'agent_failed' });
    expect(decided?.map(({ type }) => type)).toContain('ticket.escalated');
  });

  it('for now says nothing, and runs again', async () => {
    const desk = failing(new SupportError('unavailable', 'Later.'));
    const workflow = await opened(desk);
    await workflow.visitAll(upTo('draft'));
    const later = { code: 'unavailable', retryable: true };
    await expect(workflow.call('draft')).rejects.toMatchObject(later);
    desk.agents.script = {};
    expect(await workflow.call('draft')).toEqual({ outcome: 'drafted' });
  });

  it('by an error of the program is no handoff', async () => {
    const workflow = await opened(failing(new TypeError('x is not a function')));
    await workflow.visitAll(upTo('draft'));
    await expect(workflow.call('draft')).rejects.toMatchObject({ code: 'internal' });
    await expect(workflow.call('draft')).rejects.toMatchObject({ code: 'internal' });
    expect(workflow.desk.agents.asked.answer).toHaveLength(2);
  });

  it('and is left by the workflow is told of by it', async () => {
    const workflow = await opened(scriptedDesk(createStepFunctionEngine));
    await workflow.visitAll(upTo('draft'));
    await workflow.desk.clock.advance(7_000);
    workflow.input = { ...workflow.input, failedIn: 'draft' };
    expect(await workflow.visit('escalate')).toBe('escalated');
    workflow.input = { ...workflow.input, failedIn: null };
    const { trace, escalation } = await workflow.notes();
    expect(escalation).toEqual({ reason: 'agent_failed' });
    expect(trace.slice(upTo('draft').length)).toEqual([
      { name: 'draft', outcome: 'failed', millis: 7_000 },
      { name: 'escalate', outcome: 'escalated', millis: 0 },
    ]);
  });

  it('as the last resort leads to no other', async () => {
    const policy = {
      ...scenarioPolicy,
      get hours(): never {
        throw new SupportError('data_corrupt', 'The policy cannot be read.');
      },
    };
    const workflow = await opened(scriptedDesk(createStepFunctionEngine), { policy });
    workflow.input = { ...workflow.input, failedIn: 'receive' };
    await expect(workflow.call('escalate')).rejects.toMatchObject({ code: 'data_corrupt' });
  });
});
