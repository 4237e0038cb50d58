import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { fold } from '#src/domain/ticket/snapshot.ts';
import { readable } from '#src/domain/ticket/text.ts';
import { lastCustomerTurn, unansweredTurns } from '#src/domain/ticket/ticket.ts';
import { projectTicket } from '#src/projections/ticket-list.ts';
import { Interleaving } from '#src/testing/scenarios/interleaving.ts';
import type { Message } from '#src/testing/scenarios/scenario-desk.ts';
import { claimEndMs, person } from '#src/testing/scenarios/scenario-desk.ts';
import { createInProcessEngine } from './engines/in-process.ts';

const place = fc.nat({ max: 1 });
const personsCommand = fc.constantFrom<Command>(
  { type: 'add_tag', actor: person, tag: 'vip' },
  { type: 'add_tag', actor: person, tag: 'bug' },
  { type: 'remove_tag', actor: person, tag: 'vip' },
  { type: 'add_note', actor: person, text: 'Noted.' },
  { type: 'reply', actor: person, text: 'Ada here.' },
  { type: 'change_status', actor: person, status: 'resolved' },
  { type: 'change_status', actor: person, status: 'open' },
  { type: 'assign', actor: person, assignee: 'ada' },
  { type: 'assign', actor: person, assignee: null },
);

const action = fc.oneof(
  { weight: 14, arbitrary: fc.record({ go: fc.nat({ max: 9 }) }) },
  { weight: 3, arbitrary: fc.record({ deliver: fc.nat({ max: 2 }), to: place }) },
  { weight: 1, arbitrary: fc.record({ says: fc.constantFrom('sure', 'sure', 'unsure', 'away') }) },
  { weight: 1, arbitrary: fc.record({ does: personsCommand }) },
  { weight: 1, arbitrary: fc.record({ kill: place }) },
  { weight: 1, arbitrary: fc.record({ passesMs: fc.constantFrom(1, 6_000, 16_000) }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a plan, and then what a desk does that is left alone: sweeps until nothing waits. */
async function play(plan: readonly Action[]) {
  const world = new Interleaving(createInProcessEngine);
  const { people } = world;
  const messages: Message[] = [await people.opens('sure 0')];
  const ticketId = messages[0]?.ticketId ?? '';
  for (const one of plan) {
    if ('go' in one) await world.go(one.go);
    else if ('kill' in one) world.kill(one.kill);
    else if ('passesMs' in one) await world.clock.advance(one.passesMs);
    else if ('does' in one) await people.does(ticketId, one.does);
    else if ('says' in one) {
      const text = `${one.says} ${messages.length}`;
      messages.push(await people.says(ticketId, text, one.says === 'away'));
    } else {
      const message = messages.at(-1 - (one.deliver % messages.length));
      if (message) world.deliver(one.to, message);
    }
  }
  let sweeps = 0;
  for (let waits = true; waits; sweeps += 1) {
    while (await world.go(0));
    await world.clock.advance(claimEndMs);
    const { awaiting } = projectTicket('tenant', await people.ticket(ticketId));
    waits = awaiting !== null;
    if (sweeps > 8) throw new Error('a message waits for ever');
    if (awaiting) world.deliver(sweeps % 2, { ticketId, eventId: awaiting.cause });
  }
  const records = await people.records(ticketId);
  await people.story(ticketId);
  return { world, ticketId, records };
}

type Played = Awaited<ReturnType<typeof play>>;

/** Every reply of the agent, with the ticket as it stood just before. */
function* agentReplies({ ticketId, records }: Played) {
  for (const record of records) {
    const reply = record.events.find(isAgentReply);
    if (!reply) continue;
    const earlier = records.filter((one) => one.seq < record.seq);
    const { ticket } = fold(ticketId, earlier);
    if (!ticket) throw new Error('a reply came before its ticket');
    yield { record, reply, ticket, earlier };
  }
}

const isAgentReply = (event: LogRecord['events'][number]) =>
  event.type === 'reply.posted' && event.actor.kind === 'agent';
const isStance = (event: LogRecord['events'][number]) =>
  event.actor.kind === 'person' &&
  ['reply.posted', 'status.changed', 'ticket.assigned'].includes(event.type);

function checkReplies(played: Played): void {
  const causes = new Set<string | null>();
  for (const { record, reply, ticket, earlier } of agentReplies(played)) {
    expect(causes, 'two answers to one cause').not.toContain(reply.causedBy);
    causes.add(reply.causedBy);
    expect(ticket.ownedByPerson, 'it talks over a person').toBe(false);
    expect(lastCustomerTurn(ticket)?.eventId, 'there is a newer message').toBe(reply.causedBy);
    const open = unansweredTurns(ticket).filter((turn) => !turn.automatic);
    const text = open.map((turn) => readable(turn.text)).join('\n\n');
    const isHandoff = record.events.some((event) => event.type === 'ticket.escalated');
    const { data } = reply as { data: { text: string } };
    if (!isHandoff) expect(data.text, 'it answers something else').toBe(`Answer to ${text}`);
    const claim = earlier.findLast((one) => one.events[0]?.type === 'journey.started');
    const stance = earlier.findLast((one) => one.events.some(isStance));
    expect(claim?.seq, 'a person acted after it looked').toBeGreaterThan(stance?.seq ?? 0);
  }
}

/** Every message is answered, or people have the ticket, or a person acted after it. */
function checkMessages({ ticketId, records }: Played): void {
  const { ticket } = fold(ticketId, records);
  if (!ticket || ticket.ownedByPerson) return;
  const stance = records.findLast((one) => one.events.some(isStance))?.seq ?? 0;
  const left = unansweredTurns(ticket).filter((turn) => !turn.automatic && turn.seq > stance);
  expect(left, 'messages that nobody answered').toEqual([]);
}

/** Who pays again for the same answer must have had to: the payer was dead, or its claim over. */
function checkPayments({ world: { payments } }: Played): void {
  for (const [index, payment] of payments.entries()) {
    for (const earlier of payments.slice(0, index)) {
      if (earlier.question !== payment.question) continue;
      const isKept = earlier.keptAt !== null && earlier.keptAt < payment.lookedAt;
      expect(isKept, 'an answer was paid that had been kept').toBe(false);
      const isOver = earlier.claimedUntil <= payment.startedAt;
      expect(earlier.process.isDead || isOver, 'two paid at once').toBe(true);
    }
  }
}

describe('whatever happens in whatever order', () => {
  it('one answer a cause, nobody talked over, nobody left alone, nothing paid twice', async () => {
    const seen = { replies: 0, handoffs: 0, dropped: 0, takeovers: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 90 }), async (plan) => {
        const played = await play(plan);
        expect(played.world.problems).toEqual([]);
        checkReplies(played);
        checkMessages(played);
        checkPayments(played);
        for (const event of played.records.flatMap((record) => record.events)) {
          const data = event.data as { outcome?: string; attempt?: number };
          if (isAgentReply(event)) seen.replies += 1;
          if (event.type === 'ticket.escalated') seen.handoffs += 1;
          if (data.outcome === 'dropped') seen.dropped += 1;
          if ((data.attempt ?? 1) > 1) seen.takeovers += 1;
        }
      }),
      { numRuns: 2_000 },
    );
    // The plans reach what they are for.
    for (const count of [seen.replies, seen.handoffs, seen.dropped, seen.takeovers]) {
      expect(count).toBeGreaterThan(20);
    }
  });
});
