import { describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { HandoffPacket, NewEvent } from '#src/domain/ticket/events.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';
import { askingBack } from '#src/testing/answered-ticket.ts';
import { openCommand } from '#src/testing/ticket-histories.ts';
import { aTicketLog, testContext as context } from '#src/testing/ticket-logs.ts';
import { CountedTicketLog } from './counted-ticket-log.ts';
import { createInMemoryEventLog } from './drivers/in-memory.ts';

const customer = { kind: 'customer' } as const;
const person = { kind: 'person', id: 'ada' } as const;
const agent = { kind: 'agent' } as const;
const system = { kind: 'system' } as const;

const packet: HandoffPacket = {
  wants: 'Help',
  tried: [],
  sentiment: 'neutral',
  urgency: 'normal',
  intent: null,
  nextSteps: [],
};
const reply: NewEvent = {
  type: 'reply.posted',
  actor: agent,
  data: { text: 'So.', confidence: null, citations: [], usage: null, receipt: null },
  causedBy: null,
};
const escalation = (reason: EscalationReason): NewEvent => ({
  type: 'ticket.escalated',
  actor: agent,
  data: { reason, packet },
  causedBy: null,
});
const ask: Command = { type: 'receive_message', actor: customer, text: 'And now?' };
const resolve: Command = { type: 'change_status', actor: person, status: 'resolved' };

/** A counted log of one ticket, and what it counted so far. */
function countedLog({ keepsAnsweredTickets = true } = {}) {
  const counted = new Map<string, number>();
  const { log } = aTicketLog(createInMemoryEventLog());
  const metrics = {
    count(name: string, labels: object, value = 1) {
      const key = [name.replace('supportmax_', ''), ...Object.values(labels)].join(' ');
      counted.set(key, (counted.get(key) ?? 0) + value);
    },
    observe() {},
  };
  const tickets = new CountedTicketLog(log, { metrics, soleWriter: true, keepsAnsweredTickets });
  let commands = 0;
  const execute = (command: Command, commandId?: string) => {
    commands += 1;
    return tickets.execute(context, 'ticket', commandId ?? `command-${commands}`, command);
  };
  /** What a journey decides about the newest message. */
  const decides = async (...events: NewEvent[]) => {
    const { ticket } = await tickets.read(context, 'ticket');
    const cause = ticket?.turns.findLast(({ from }) => from === 'customer')?.eventId ?? '';
    const journeyId = `journey-${cause}`;
    await execute({ type: 'start_journey', journeyId, cause, now: 0, until: 1 });
    const seen = (await tickets.read(context, 'ticket')).seen;
    const ending = { outcome: 'answered', because: '', seen } as const;
    await execute({ type: 'end_journey', journeyId, events, ...ending });
  };
  return { counted: () => Object.fromEntries(counted), execute, decides };
}

describe('the counted ticket log', () => {
  it('counts a question, its answer and its ticket; repeated, refused and unchanged is nothing', async () => {
    const { counted, execute, decides } = countedLog();
    const mail = { ...openCommand, channel: 'email' } as Command;
    await execute(mail, 'mail');
    await execute(mail, 'mail');
    await decides(reply);
    await execute(openCommand);
    await execute({ type: 'assign', actor: person, assignee: null });
    await execute({ type: 'reply', actor: person, text: 'A person says.' });
    await execute({ ...ask, automatic: true });
    await execute(ask);
    expect(counted()).toEqual({
      'queries_total email': 2,
      'answers_total answered': 1,
      tickets_created_total: 1,
    });
  });

  it('counts an escalation as what the customer got, with its reason, and not as an answer', async () => {
    const { counted, execute, decides } = countedLog();
    await execute(openCommand);
    await decides(reply, escalation('nothing_found'));
    await execute(resolve);
    await execute(ask);
    const late = { type: 'hand_off', actor: system, reason: 'agent_failed', packet } as const;
    await execute(late);
    await execute(late);
    expect(counted()).toEqual({
      'resolutions_total person': 1,
      reopenings_total: 1,
      'queries_total chat': 2,
      'answers_total escalated': 2,
      'abstentions_total nothing_found': 1,
      'abstentions_total agent_failed': 1,
      tickets_created_total: 1,
    });
  });

  it('counts a question back as asked, and only what answers as answered', async () => {
    const { counted, execute, decides } = countedLog();
    await execute(openCommand);
    await decides({ ...reply, data: askingBack } as NewEvent);
    await execute({ ...ask, text: '1' } as Command);
    await decides(reply);
    expect(counted()).toMatchObject({ 'answers_total asked': 1, 'answers_total answered': 1 });
  });

  it('what a person takes over is no abstention of the desk', async () => {
    const { counted, execute } = countedLog({ keepsAnsweredTickets: false });
    await execute(openCommand);
    await execute({ type: 'hand_off', actor: person, reason: 'person_requested', packet });
    expect(counted()).toEqual({ 'queries_total chat': 1, tickets_created_total: 1 });
  });

  it('where answered chats leave no ticket, one begins with the first escalation, once', async () => {
    const { counted, execute, decides } = countedLog({ keepsAnsweredTickets: false });
    await execute(openCommand);
    await decides(reply);
    expect(counted()).not.toHaveProperty('tickets_created_total');
    await execute(ask);
    await decides(reply, escalation('not_confident'));
    expect(counted()).toHaveProperty('tickets_created_total', 1);
    await execute(ask);
    await execute(resolve);
    await execute(ask);
    await decides(reply, escalation('not_confident'));
    expect(counted()).toMatchObject({
      'queries_total chat': 4,
      'answers_total answered': 1,
      'answers_total escalated': 2,
      tickets_created_total: 1,
    });
  });

  it('there too, whoever opens a ticket through another channel gets one at once', async () => {
    const { counted, execute, decides } = countedLog({ keepsAnsweredTickets: false });
    await execute({ ...openCommand, channel: 'api' } as Command);
    expect(counted()).toHaveProperty('tickets_created_total', 1);
    await decides(reply, escalation('not_confident'));
    expect(counted()).toHaveProperty('tickets_created_total', 1);
  });

  it('counts resolutions by how they are known, and each that is taken back', async () => {
    const { counted, execute, decides } = countedLog();
    const citations = [{ articleId: 'a', title: 'A', url: '/a', quote: 'Like that.' }];
    const cited = { ...reply, data: { ...reply.data, citations } } as NewEvent;
    await execute(openCommand);
    await decides(cited);
    const answer = (await execute({ ...ask, automatic: true })).snapshot.ticket?.turns[1];
    const assume = { type: 'assume_resolution', answer: answer?.eventId ?? '' } as const;
    await execute(assume);
    expect(counted()).not.toHaveProperty('resolutions_total assumed');
    await execute({ type: 'change_status', actor: person, status: 'pending' });
    await execute(ask);
    await decides(cited);
    const { snapshot } = await execute({ type: 'add_tag', actor: person, tag: 'vip' });
    await execute({ ...assume, answer: snapshot.ticket?.turns.at(-1)?.eventId ?? '' });
    expect(counted()).toMatchObject({ 'resolutions_total assumed': 1 });
    expect(counted()).not.toHaveProperty('reopenings_total');
    await execute(ask);
    const confirmed = { status: 'resolved', resolution: 'confirmed' } as const;
    await decides(reply, { type: 'status.changed', actor: agent, data: confirmed, causedBy: null });
    expect(counted()).toMatchObject({ reopenings_total: 1, 'resolutions_total confirmed': 1 });
  });

  it('counts one of two authors who open the same ticket at once', async () => {
    const { counted, execute } = countedLog();
    await Promise.all([execute(openCommand, 'same'), execute(openCommand, 'same')]);
    expect(counted()).toEqual({ 'queries_total chat': 1, tickets_created_total: 1 });
  });
});
