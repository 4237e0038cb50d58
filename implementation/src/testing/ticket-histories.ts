import fc from 'fast-check';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { silentAnswer } from '#src/domain/ticket/silence.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import { lastCustomerTurn } from '#src/domain/ticket/ticket.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { aTicketLog, testContext } from './ticket-logs.ts';
import { createVirtualClock } from './virtual-clock.ts';

const customer = { kind: 'customer' } as const;
const person = { kind: 'person', id: 'ada' } as const;
const agent = { kind: 'agent' } as const;

export const openCommand: Command = {
  type: 'open',
  actor: customer,
  subject: 'Help',
  channel: 'chat',
  customer: { email: 'bo@example.com' },
  text: 'It does not start.',
};

const tag = fc.constantFrom('bug', 'vip');

/** What somebody at a site does; the journeys' commands name what the site then knows. */
const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constant<Command>({ type: 'receive_message', actor: customer, text: 'Hello?' }),
  },
  fc.constant<Command>({ type: 'reply', actor: person, text: 'Try it again.' }),
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('resolved', 'open', 'pending')
      .map((status): Command => ({ type: 'change_status', actor: person, status })),
  },
  fc.constant<Command>({ type: 'change_status', actor: person, status: 'snoozed', until: 5 }),
  fc
    .constantFrom('ada', null)
    .map((assignee): Command => ({ type: 'assign', actor: person, assignee })),
  fc
    .constantFrom('low', 'urgent')
    .map((priority): Command => ({ type: 'set_priority', actor: person, priority })),
  {
    weight: 4,
    arbitrary: tag.map((name): Command => ({ type: 'add_tag', actor: person, tag: name })),
  },
  {
    weight: 4,
    arbitrary: tag.map((name): Command => ({ type: 'remove_tag', actor: person, tag: name })),
  },
  { weight: 2, arbitrary: fc.constant('start_journey' as const) },
  { weight: 2, arbitrary: fc.constant('end_journey' as const) },
  { weight: 1, arbitrary: fc.constant('ask_back' as const) },
  { weight: 2, arbitrary: fc.constant('assume_resolution' as const) },
);

const siteNumber = fc.nat({ max: 2 });

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ at: siteNumber, action }) },
  /** A client that got no answer asks again, perhaps at another site. */
  { weight: 1, arbitrary: fc.record({ at: siteNumber, retryOf: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ at: siteNumber, hears: siteNumber }) },
  {
    weight: 1,
    arbitrary: fc.record({ at: siteNumber, passesMs: fc.integer({ min: -5, max: 30 }) }),
  },
);

export interface HistoryPlan {
  readonly sites: number;
  readonly steps: readonly Step[];
}
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

export const anyHistory: fc.Arbitrary<HistoryPlan> = fc.record({
  sites: fc.integer({ min: 2, max: 3 }),
  steps: fc.array(step, { minLength: 3, maxLength: 24 }),
});

function commandFor(
  what: Command | 'start_journey' | 'end_journey' | 'ask_back' | 'assume_resolution',
  ticket: Ticket | null,
  now: number,
) {
  if (typeof what !== 'string') return what;
  if (what === 'assume_resolution') {
    const answer = ticket && silentAnswer(ticket)?.eventId;
    return answer ? ({ type: what, answer } satisfies Command) : null;
  }
  const turn = ticket && lastCustomerTurn(ticket);
  if (!ticket || !turn) return null;
  const cause = turn.eventId;
  const journeyId = journeyIdOf(ticket.id, cause);
  if (what === 'start_journey') {
    return { type: what, journeyId, cause, now, until: now + 10 } satisfies Command;
  }
  const isAsking = what === 'ask_back';
  const article = { articleId: 'restart', title: 'Restart', url: '/restart' };
  const named = isAsking
    ? { citations: [], options: [article] }
    : { citations: [{ ...article, quote: 'Restart' }] };
  const data = { text: 'Restart it.', confidence: 0.9, ...named, usage: null, receipt: null };
  const events = [{ type: 'reply.posted', actor: agent, data, causedBy: cause } as const];
  const { seen } = ticket;
  return {
    type: 'end_journey',
    journeyId,
    seen,
    outcome: isAsking ? 'asked' : 'answered',
    because: '',
    events,
  } satisfies Command;
}

/**
 * Plays a plan through real ticket logs, one per site, each over a store of its own. A site hears of
 * another's records only when the plan says so. Returns every record that any site wrote.
 */
export async function playHistory(
  plan: HistoryPlan,
  ticketId = 'ticket-1',
): Promise<readonly LogRecord[]> {
  const sites = Array.from({ length: plan.sites }, (_, index) => {
    const clock = createVirtualClock(1_000 + index * 3);
    const driver = createInMemoryEventLog();
    return { clock, driver, log: aTicketLog(driver, { site: `site-${index}`, clock }) };
  });
  const siteAt = (index: number) => {
    const site = sites[index % sites.length];
    if (!site) throw new Error('a plan has at least one site');
    return site;
  };
  const hear = async (to: number, from: number) => {
    const records = await siteAt(from).driver.read('tenant', ticketId, {});
    for (const record of records) await siteAt(to).driver.createIfAbsent(record);
  };
  const done: Command[] = [openCommand];
  const execute = async (at: number, number: number, command: Command) => {
    await siteAt(at).log.execute(testContext, ticketId, `command-${number}`, command);
  };

  await execute(0, 0, openCommand);
  await hear(1, 0);
  for (const one of plan.steps) {
    const { clock, log } = siteAt(one.at);
    if ('hears' in one) await hear(one.at, one.hears);
    else if ('passesMs' in one) clock.setWallClock(clock.now() + one.passesMs);
    else if ('retryOf' in one) {
      const number = one.retryOf % done.length;
      await execute(one.at, number, done[number] ?? openCommand);
    } else {
      const { ticket } = await log.read(testContext, ticketId);
      const command = commandFor(one.action, ticket, clock.now());
      if (command) await execute(one.at, done.push(command) - 1, command);
    }
  }
  const written = new Map<string, LogRecord>();
  for (const { driver } of sites) {
    for (const record of await driver.read('tenant', ticketId, {})) {
      written.set(`${record.origin} ${record.seq}`, record);
    }
  }
  return [...written.values()];
}
