import { describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import { answerTo } from './answer-scenarios.ts';
import { appendForeign } from './overtaking-scenarios.ts';
import { claimEndMs, person, scriptedDesk } from './scenario-desk.ts';

const beginning = [
  'customer ticket.opened chat ""',
  '+customer message.received "How do I export?"',
];
const answered = [...beginning, 'system journey.started 1 <- message 1', ...answerTo('message 1')];

/** One journey per cause, whoever hears of it and however often. */
export function describeClaims(createEngine: CreateJourneyEngine): void {
  describe('one journey per cause', () => {
    it('when the cause is delivered again', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const message = await desk.opens('How do I export?');
      expect(await worker.run(message)).toBe('answered');
      expect(await worker.run(message)).toBe('answered');
      expect(await desk.worker('two').run(message)).toBe('answered');
      expect(await desk.story(message.ticketId)).toEqual(answered);
      expect(desk.agents.asked.answer).toHaveLength(1);
    });

    it('when it is delivered twice at once', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const message = await desk.opens('How do I export?');
      const both = await Promise.all([worker.run(message), worker.run(message)]);
      expect(both).toEqual(['answered', 'answered']);
      expect(await desk.story(message.ticketId)).toEqual(answered);
      expect(desk.agents.asked.screen).toHaveLength(1);
    });

    it('when many workers hear of it at once', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const names = ['one', 'two', 'three', 'four', 'five'];
      const outcomes = await Promise.all(names.map((name) => desk.worker(name).run(message)));
      expect(outcomes.toSorted()).toEqual(['answered', ...Array(4).fill('claimed')]);
      expect(await desk.story(message.ticketId)).toEqual(answered);
      expect(desk.agents.asked.screen).toHaveLength(1);
    });

    it('also where the first caller has gone away', async () => {
      const desk = scriptedDesk(createEngine);
      const { runner } = desk.worker('one');
      const { ticketId, eventId } = await desk.opens('How do I export?');
      const caller = new AbortController();
      const held = desk.agents.hold('classify');
      const first = runner.run({ ...desk.context, signal: caller.signal }, ticketId, eventId);
      await held.reached;
      caller.abort(new Error('the browser was closed'));
      const second = runner.run(desk.context, ticketId, eventId);
      held.open();
      expect((await first).outcome).toBe('answered');
      expect((await second).outcome).toBe('answered');
      expect(await desk.story(ticketId)).toEqual(answered);
    });

    it('never shows one tenant the journey of another', async () => {
      const desk = scriptedDesk(createEngine);
      const { runner } = desk.worker('one');
      const { ticketId, eventId } = await desk.opens('How do I export?');
      const held = desk.agents.hold('classify');
      const own = runner.run(desk.context, ticketId, eventId);
      await held.reached;
      const other = runner.run({ ...desk.context, tenant: 'other' }, ticketId, eventId);
      held.open();
      expect((await own).snapshot.ticket?.id).toBe(ticketId);
      expect((await other).snapshot.ticket).toBeNull();
    });
    describeExpiry(createEngine);
    describeStandingBack(createEngine);
  });
}

function describeExpiry(createEngine: CreateJourneyEngine): void {
  it('takes a claim over only after it has run out', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    const lost = desk.worker('lost', { goneAfter: 'claim' });
    void lost.run(message);
    await lost.gone;
    const worker = desk.worker('two');
    expect(await worker.run(message)).toBe('claimed');
    await desk.clock.advance(claimEndMs - 2);
    expect(await worker.run(message)).toBe('claimed');
    await desk.clock.advance(1);
    expect(await worker.run(message)).toBe('answered');
    expect(await desk.story(message.ticketId)).toEqual([
      ...beginning,
      'system journey.started 1 <- message 1',
      'system journey.started 2 <- message 1',
      ...answerTo('message 1'),
    ]);
  });

  it('lets one of two take it over', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    const lost = desk.worker('lost', { goneAfter: 'screen' });
    void lost.run(message);
    await lost.gone;
    await desk.clock.advance(claimEndMs);
    const both = [desk.worker('two').run(message), desk.worker('three').run(message)];
    expect((await Promise.all(both)).toSorted()).toEqual(['answered', 'claimed']);
    expect(desk.agents.asked.answer).toHaveLength(1);
  });

  it('ignores what a worker decided after it was replaced', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    const held = desk.agents.hold('answer');
    // Its machine sleeps: no timer of its own rings meanwhile.
    const slow = desk.worker('slow', { clock: createVirtualClock(desk.clock.now()) }).run(message);
    await held.reached;
    await desk.clock.advance(claimEndMs);
    desk.agents.script = { answer: () => ({ confidence: 0.8 }) };
    expect(await desk.worker('two').run(message)).toBe('answered');
    held.open();
    expect(await slow).toBe('answered');
    const story = await desk.story(message.ticketId);
    expect(story.filter((line) => line.includes('reply.posted'))).toHaveLength(1);
    expect(story.filter((line) => line.includes('journey.ended'))).toHaveLength(1);
    expect(story.slice(3, 5)).toEqual([
      'system journey.started 2 <- message 1',
      'agent ticket.classified how-to 0.9 normal <- message 1',
    ]);
  });

  it('does not pay for an answer once its claim has run out', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    const held = desk.agents.hold('retrieve');
    const asleep = createVirtualClock(desk.clock.now());
    const slow = desk.worker('slow', { clock: asleep }).run(message);
    await held.reached;
    await desk.clock.advance(claimEndMs - 1);
    expect(await desk.worker('two').run(message)).toBe('answered');
    await asleep.advance(claimEndMs - 1);
    held.open();
    expect(await slow).toBe('answered');
    expect(desk.agents.asked.answer).toHaveLength(1);
  });
}

const owning: readonly (readonly [string, Command, string])[] = [
  [
    'a person has replied',
    { type: 'reply', actor: person, text: 'Ada here.' },
    'person reply.posted "Ada here."',
  ],
  [
    'a person has taken it',
    { type: 'assign', actor: person, assignee: 'ada' },
    'person ticket.assigned ada',
  ],
];

function describeStandingBack(createEngine: CreateJourneyEngine): void {
  it.each(owning)('none where %s', async (_, command, line) => {
    const desk = scriptedDesk(createEngine);
    const worker = desk.worker('one');
    const first = await desk.opens('How do I export?');
    await desk.does(first.ticketId, command);
    const second = await desk.says(first.ticketId, 'Hello?');
    for (const message of [first, second]) expect(await worker.run(message)).toBe('stood_back');
    expect(await desk.story(first.ticketId)).toEqual([
      ...beginning,
      line,
      'customer message.received "Hello?"',
    ]);
    expect(desk.agents.asked.screen).toEqual([]);
  });

  it('one that ends at once where a worker with an old memory claimed it', async () => {
    const desk = scriptedDesk(createEngine);
    const worker = desk.worker('one');
    const first = await desk.opens('How do I export?');
    await worker.run(first);
    await desk.replies(first.ticketId, 'Ada here.');
    const second = await desk.says(first.ticketId, 'Hello?');
    expect(await worker.run(second)).toBe('stood_back');
    expect((await desk.story(first.ticketId)).slice(6)).toEqual([
      'person reply.posted "Ada here."',
      'customer message.received "Hello?"',
      'system journey.started 1 <- message 2',
      'system journey.ended stood_back: person_has_it <- message 2',
    ]);
  });

  it('one that finds nothing to answer where a person answered and is done', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    await desk.replies(message.ticketId, 'Like this.');
    const resolve = { type: 'change_status', actor: person, status: 'resolved' } as const;
    await desk.does(message.ticketId, resolve);
    expect(await desk.worker('one').run(message)).toBe('superseded');
    expect(await desk.story(message.ticketId)).toEqual([
      ...beginning,
      'person reply.posted "Like this."',
      'person status.changed resolved',
      'system journey.started 1 <- message 1',
      'system journey.ended superseded: answered <- message 1',
    ]);
    const { status, resolution } = await desk.ticket(message.ticketId);
    expect([status, resolution]).toEqual(['resolved', 'person']);
  });

  it('again where the person has resolved it and the customer writes once more', async () => {
    const desk = scriptedDesk(createEngine);
    const worker = desk.worker('one');
    const { ticketId } = await desk.opens('It is broken.');
    await desk.replies(ticketId, 'Mended.');
    const stale = await desk.says(ticketId, 'Thanks!');
    expect(await worker.run(stale)).toBe('stood_back');
    await desk.does(ticketId, { type: 'change_status', actor: person, status: 'resolved' });
    const message = await desk.says(ticketId, 'How do I export?');
    // The worker still remembers the ticket as the person's; the log knows better.
    expect(await worker.run(message)).toBe('answered');
  });

  it('none where the log holds what this release does not understand', async () => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens('How do I export?');
    await appendForeign(desk, message.ticketId);
    expect(await desk.worker('one').run(message)).toBe('stood_back');
    expect(await desk.story(message.ticketId)).toEqual([
      ...beginning,
      'system ticket.merged {"into":"another"}',
    ]);
  });

  it('none for automatic mail, in a new ticket or after an answer', async () => {
    const desk = scriptedDesk(createEngine);
    const worker = desk.worker('one');
    const bounce = await desk.opens('Undeliverable', { channel: 'email', automatic: true });
    expect(await worker.run(bounce)).toBe('stood_back');
    expect(await desk.story(bounce.ticketId)).toEqual([
      'customer ticket.opened email ""',
      '+customer message.received "Undeliverable" automatic',
    ]);
    const asked = await desk.opens('How do I export?');
    await worker.run(asked);
    const away = await desk.says(asked.ticketId, 'I am away.', true);
    expect(await worker.run(away)).toBe('stood_back');
    expect(await desk.story(asked.ticketId)).toEqual([
      ...answered,
      'customer message.received "I am away." automatic',
    ]);
  });

  it('but one for the question that an absence notice follows', async () => {
    const desk = scriptedDesk(createEngine);
    const worker = desk.worker('one');
    const asked = await desk.opens('How do I export?');
    const away = await desk.says(asked.ticketId, 'I am away.', true);
    expect(await worker.run(away)).toBe('stood_back');
    expect(await worker.run(asked)).toBe('answered');
    expect(desk.agents.asked.answer).toEqual([{ text: 'How do I export?', previous: null }]);
  });
}
