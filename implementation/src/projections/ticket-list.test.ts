import { describe, expect, it } from 'vitest';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { appendForeign } from '#src/testing/scenarios/overtaking-scenarios.ts';
import type { ScenarioDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { claimEndMs, person, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { projectTicket } from './ticket-list.ts';

const rowOf = async (desk: ScenarioDesk, ticketId: string) =>
  projectTicket('tenant', await desk.ticket(ticketId));

const lastTime = (ticket: Ticket) => ticket.turns.at(-1)?.time;

describe('the row of a ticket', () => {
  it('says which message waits for a journey, and when another may take it up', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const { clock } = desk;
    const message = await desk.opens('How?');
    const { ticketId, eventId } = message;
    const waits = { cause: eventId, notBefore: clock.now() };
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: waits });

    const lost = desk.worker('lost', { goneAfter: 'draft' });
    void lost.run(message);
    await lost.gone;
    const claimed = { cause: eventId, notBefore: clock.now() + claimEndMs - 1 };
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: claimed });

    await clock.advance(claimEndMs);
    await desk.worker('next').run(message);
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: null });

    const second = await desk.says(ticketId, 'And how?');
    const again = { cause: second.eventId, notBefore: lastTime(await desk.ticket(ticketId)) };
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: again });
  });

  it.each([
    ['a person has it', (desk: ScenarioDesk, id: string) => desk.replies(id, 'Ada here.')],
    ['it is not understood', (desk: ScenarioDesk, id: string) => appendForeign(desk, id)],
  ])('has nothing wait where %s', async (_, happens) => {
    const desk = scriptedDesk(createInProcessEngine);
    const { ticketId } = await desk.opens('How?');
    await happens(desk, ticketId);
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: null });
  });

  it('lets no machine’s message wait, and the question before it all the same', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const machine = await desk.opens('Away.', { automatic: true });
    expect(await rowOf(desk, machine.ticketId)).toMatchObject({ awaiting: null });
    const { ticketId, eventId } = await desk.opens('How?');
    await desk.says(ticketId, 'Away.', true);
    expect(await rowOf(desk, ticketId)).toMatchObject({ awaiting: { cause: eventId } });
  });

  it('counts replies and what was paid for them', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const worker = desk.worker('one');
    const first = await desk.opens('How?');
    const { ticketId } = first;
    await worker.run(first);
    const repliedAt = (await desk.ticket(ticketId)).turns[1]?.time;
    await worker.run(await desk.says(ticketId, 'And how?'));
    await desk.replies(ticketId, 'Ada here.');
    expect(await rowOf(desk, ticketId)).toMatchObject({
      agentReplies: 2,
      personReplies: 1,
      firstReplyAt: repliedAt,
      inputTokens: 200,
      outputTokens: 40,
      costUsd: 0.02,
    });
  });

  it('remembers why a ticket was escalated after a person has resolved it', async () => {
    const desk = scriptedDesk(createInProcessEngine, { retrieve: () => [] });
    const message = await desk.opens('How?');
    await desk.worker('one').run(message);
    const escalated = { escalated: true, escalationReason: 'nothing_found' };
    expect(await rowOf(desk, message.ticketId)).toMatchObject(escalated);
    const resolve = { type: 'change_status', actor: person, status: 'resolved' } as const;
    await desk.does(message.ticketId, resolve);
    expect(await rowOf(desk, message.ticketId)).toMatchObject({
      escalated: false,
      escalationReason: 'nothing_found',
      resolution: 'person',
    });
  });

  it('shows the beginning of the newest message on one line, never half a character', async () => {
    const desk = scriptedDesk(createInProcessEngine);
    const { ticketId } = await desk.opens('  Two\n\n lines\t here. ');
    expect((await rowOf(desk, ticketId)).preview).toBe('Two lines here.');
    await desk.says(ticketId, `a${'🙂'.repeat(200)}`);
    const { preview } = await rowOf(desk, ticketId);
    expect(preview).toBe(`a${'🙂'.repeat(69)}…`);
    await desk.says(ticketId, '🙂'.repeat(200));
    expect((await rowOf(desk, ticketId)).preview).toBe(`${'🙂'.repeat(69)}…`);
  });
});
