import { describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { HandoffPacket } from '#src/domain/ticket/events.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { answerTo } from './answer-scenarios.ts';
import type { ScenarioDesk } from './scenario-desk.ts';
import { person, scriptedDesk } from './scenario-desk.ts';

const packet: HandoffPacket = {
  wants: 'An export.',
  tried: [],
  sentiment: 'neutral',
  urgency: 'normal',
  intent: null,
  nextSteps: [],
};

/** What lands while the agent drafts, its line in the log, and what that does to the draft. */
const dropping: readonly (readonly [string, Command, string, string])[] = [
  [
    "a person's reply",
    { type: 'reply', actor: person, text: 'I will look into it.' },
    'person reply.posted "I will look into it."',
    'reply.posted',
  ],
  [
    'an assignment',
    { type: 'assign', actor: person, assignee: 'ada' },
    'person ticket.assigned ada',
    'ticket.assigned',
  ],
  [
    'a change of status',
    { type: 'change_status', actor: person, status: 'resolved' },
    'person status.changed resolved',
    'status.changed',
  ],
  [
    'a handoff',
    { type: 'hand_off', actor: person, reason: 'person_requested', packet },
    'person ticket.escalated person_requested: "An export."',
    'ticket.escalated',
  ],
];

const harmless: readonly (readonly [string, Command, string])[] = [
  ['a tag', { type: 'add_tag', actor: person, tag: 'vip' }, 'person tag.added vip'],
  ['a note', { type: 'add_note', actor: person, text: 'VIP.' }, 'person note.added VIP.'],
  [
    'a priority',
    { type: 'set_priority', actor: person, priority: 'high' },
    'person priority.changed high',
  ],
  [
    "an absence notice of the customer's mailer",
    { type: 'receive_message', actor: { kind: 'customer' }, text: 'Away.', automatic: true },
    'customer message.received "Away." automatic',
  ],
];

/** Starts a journey that is still drafting when the command lands. */
async function overtaken(desk: ScenarioDesk, command: Command) {
  const message = await desk.opens('How do I export?');
  const held = desk.agents.hold('answer');
  const journey = desk.worker('one').run(message);
  await held.reached;
  await desk.does(message.ticketId, command);
  held.open();
  const outcome = await journey;
  return { outcome, message, story: await desk.story(message.ticketId) };
}

const beginning = [
  'customer ticket.opened chat ""',
  '+customer message.received "How do I export?"',
  'system journey.started 1 <- message 1',
];

/** What happens to a ticket while the agent is busy with it. */
export function describeOvertakings(createEngine: CreateJourneyEngine): void {
  describe('what lands while the agent drafts', () => {
    it.each(dropping)('%s drops the draft', async (_, command, line, type) => {
      const desk = scriptedDesk(createEngine);
      const { outcome, story, message } = await overtaken(desk, command);
      expect(outcome).toBe('dropped');
      const dropped = `system journey.ended dropped: ${type} <- message 1`;
      expect(story).toEqual([...beginning, line, dropped]);
      // The same bell again changes nothing.
      expect(await desk.worker('two').run(message)).toMatch(/dropped|stood_back/);
      expect(await desk.story(message.ticketId)).toEqual(story);
    });

    it.each(harmless)('%s leaves it, and nothing is computed twice', async (_, command, line) => {
      const desk = scriptedDesk(createEngine);
      const { outcome, story } = await overtaken(desk, command);
      expect(outcome).toBe('answered');
      expect(story).toEqual([...beginning, line, ...answerTo('message 1')]);
      const { asked } = desk.agents;
      expect(Object.values(asked).map((questions) => questions.length)).toEqual([1, 1, 1, 1]);
    });

    it('a new message drops it, and its own journey answers both', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const first = await desk.opens('How do I export?');
      const held = desk.agents.hold('answer');
      const journey = worker.run(first);
      await held.reached;
      const second = await desk.says(first.ticketId, 'As a spreadsheet.');
      held.open();
      expect(await journey).toBe('dropped');
      expect(await worker.run(second)).toBe('answered');
      expect(await desk.story(first.ticketId)).toEqual([
        ...beginning,
        'customer message.received "As a spreadsheet."',
        'system journey.ended dropped: message.received <- message 1',
        'system journey.started 1 <- message 2',
        ...answerTo('message 2'),
      ]);
      expect(desk.agents.asked.answer[1]?.text).toBe('How do I export?\n\nAs a spreadsheet.');
    });

    it('an event of a newer release drops it, and the agent stands back', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const held = desk.agents.hold('answer');
      const journey = desk.worker('one').run(message);
      await held.reached;
      await appendForeign(desk, message.ticketId);
      held.open();
      expect(await journey).toBe('dropped');
      expect(await desk.story(message.ticketId)).toEqual([
        ...beginning,
        'system ticket.merged {"into":"another"}',
        'system journey.ended dropped: ticket.merged <- message 1',
      ]);
    });
  });
}

/** Appends an event of a type that this release does not know. */
export async function appendForeign(desk: ScenarioDesk, ticketId: string): Promise<void> {
  const { seen, latestTime } = await desk.tickets.read(desk.context, ticketId);
  const event = {
    id: 'event-foreign',
    type: 'ticket.merged',
    version: 1,
    time: latestTime + 1,
    actor: { kind: 'system' },
    data: { into: 'another' },
    causedBy: null,
  } as const;
  await desk.eventLog.createIfAbsent({
    tenant: desk.context.tenant,
    subject: ticketId,
    origin: 'site',
    seq: (seen.site ?? 0) + 1,
    seen,
    commandId: 'foreign',
    commandHash: 'foreign',
    events: [event],
  });
}
