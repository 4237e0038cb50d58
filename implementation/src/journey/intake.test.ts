import { describe, expect, it } from 'vitest';
import { ScenarioDesk, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { storyOf } from '#src/testing/scenarios/story.ts';
import { createInProcessEngine } from './engines/in-process.ts';
import type { IncomingMessage } from './intake.ts';
import { takeIn } from './intake.ts';

const aDesk = () => scriptedDesk(createInProcessEngine);
const ada = { email: 'Ada@example.com', name: 'Ada' };

function mail(externalId: string, fields: Partial<IncomingMessage> = {}): IncomingMessage {
  const text = `This is ${externalId}.`;
  const found = { subject: 'Export', text, customer: ada, channel: 'email' } as const;
  return { externalId, answers: [], automatic: false, ...found, ...fields };
}

/** Another process that imports: it shares the stores and no memory. */
const importer = (desk: ScenarioDesk) => {
  const tools = { eventLog: desk.newTicketLog(), stepResultStore: desk.results };
  return (message: IncomingMessage) => takeIn(tools, desk.context, message);
};

describe('taking in messages of another system', () => {
  it('opens a ticket, and adds an answer to it', async () => {
    const desk = aDesk();
    const take = importer(desk);
    const first = await take(mail('<1@x>'));
    expect(first.outcome).toBe('opened');
    const second = await take(mail('<2@x>', { answers: ['<1@x>'] }));
    expect(second).toMatchObject({ outcome: 'added', ticketId: first.ticketId });
    const third = await take(mail('<3@x>', { answers: ['<unknown@x>', '<2@x>', '<1@x>'] }));
    expect(third).toMatchObject({ outcome: 'added', ticketId: first.ticketId });
    expect(await desk.story(first.ticketId)).toEqual([
      'customer ticket.opened email "Export"',
      '+customer message.received "This is <1@x>."',
      'customer message.received "This is <2@x>."',
      'customer message.received "This is <3@x>."',
    ]);
    const { turns } = await desk.ticket(first.ticketId);
    const eventIds = [first, second, third].map((taken) => taken.eventId);
    expect(turns.map((turn) => turn.eventId)).toEqual(eventIds);
  });

  it('knows a message that it took in before, wherever that went', async () => {
    const desk = aDesk();
    const messages = [mail('<1@x>'), mail('<2@x>', { answers: ['<1@x>'] }), mail('<3@x>')];
    const results = [];
    for (const message of messages) results.push(await importer(desk)(message));
    for (const [index, message] of messages.entries()) {
      const { ticketId, eventId } = results[index] ?? {};
      expect(await importer(desk)(message)).toEqual({ outcome: 'known', ticketId, eventId });
    }
    expect(await logsOf(desk)).toHaveLength(2);
  });

  it('gives a stranger who names a message a ticket of its own', async () => {
    const desk = aDesk();
    const take = importer(desk);
    const { ticketId } = await take(mail('<1@x>'));
    for (const customer of [{ email: 'eve@example.com' }, { name: 'Ada' }, {}]) {
      const externalId = `<${JSON.stringify(customer)}@y>`;
      const taken = await take(mail(externalId, { customer, answers: ['<1@x>'] }));
      expect(taken.outcome).toBe('opened');
      expect(taken.ticketId).not.toBe(ticketId);
    }
    // Letters of an address count the same in either case.
    const customer = { email: 'ADA@EXAMPLE.COM' };
    expect(await take(mail('<5@x>', { customer, answers: ['<1@x>'] }))).toMatchObject({ ticketId });
  });

  it('lets nobody into a ticket whose customer has no address', async () => {
    const desk = aDesk();
    const take = importer(desk);
    await take(mail('<1@x>', { customer: {} }));
    const second = await take(mail('<2@x>', { customer: {}, answers: ['<1@x>'] }));
    expect(second.outcome).toBe('opened');
  });

  it('takes one of two imports at once, wherever the message belongs', async () => {
    const desk = aDesk();
    const message = mail('<1@x>');
    const both = await Promise.all([importer(desk)(message), importer(desk)(message)]);
    expect(both.map((taken) => taken.outcome).sort()).toEqual(['known', 'opened']);
    expect(both[0]?.ticketId).toBe(both[1]?.ticketId);
    const answer = mail('<2@x>', { answers: ['<1@x>'] });
    const answers = await Promise.all([importer(desk)(answer), importer(desk)(answer)]);
    expect(answers.map((taken) => taken.outcome).sort()).toEqual(['added', 'known']);
    expect(await logsOf(desk)).toHaveLength(1);
  });

  it('keeps to one thread where the message it answers comes in between', async () => {
    const desk = aDesk();
    const answer = mail('<2@x>', { answers: ['<1@x>'] });
    const slow = importer(desk);
    // The first import looked for the thread before it was there, and the second after.
    const find = desk.results.find.bind(desk.results);
    const waits = Promise.withResolvers<void>();
    const looked = Promise.withResolvers<void>();
    let isFirst = true;
    desk.results.find = async (context, call) => {
      const found = await find(context, call);
      if (!call.input.startsWith('<1') || !isFirst) return found as never;
      isFirst = false;
      looked.resolve();
      await waits.promise;
      return found as never;
    };
    const first = slow(answer);
    await looked.promise;
    const { ticketId } = await importer(desk)(mail('<1@x>'));
    expect(await importer(desk)(answer)).toMatchObject({ outcome: 'added', ticketId });
    waits.resolve();
    expect(await first).toMatchObject({ outcome: 'known', ticketId });
    expect(await logsOf(desk)).toHaveLength(1);
  });

  it('goes on where an import was cut off between the thread and the ticket', async () => {
    const desk = aDesk();
    const { eventLog } = desk;
    const cut: typeof eventLog = { ...eventLog, createIfAbsent: () => Promise.reject(new Error()) };
    const broken = new ScenarioDesk({
      ...desk,
      createEngine: createInProcessEngine,
      eventLog: cut,
    });
    const tools = { eventLog: broken.tickets, stepResultStore: desk.results };
    await expect(takeIn(tools, desk.context, mail('<1@x>'))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await importer(desk)(mail('<1@x>'))).toMatchObject({ outcome: 'opened' });
  });

  it('marks what a machine sent, and keeps tenants apart', async () => {
    const desk = aDesk();
    const take = importer(desk);
    const { ticketId } = await take(mail('<1@x>', { automatic: true }));
    expect((await desk.story(ticketId))[1]).toBe(
      '+customer message.received "This is <1@x>." automatic',
    );
    const other = { ...desk.context, tenant: 'other' };
    const tools = { eventLog: desk.newTicketLog(), stepResultStore: desk.results };
    const answer = mail('<2@x>', { answers: ['<1@x>'] });
    const elsewhere = await takeIn(tools, other, answer);
    expect(elsewhere.outcome).toBe('opened');
    expect((await takeIn(tools, other, mail('<1@x>'))).ticketId).not.toBe(ticketId);
  });

  it('refuses another content under a known name, and changes nothing', async () => {
    const desk = aDesk();
    const take = importer(desk);
    const { ticketId } = await take(mail('<1@x>'));
    await expect(take(mail('<1@x>', { text: 'Something else.' }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(storyOf(ticketId, await desk.records(ticketId))).toHaveLength(2);
  });
});

async function logsOf(desk: ScenarioDesk): Promise<readonly string[]> {
  const { changes } = await desk.eventLog.changes(null, 1_000);
  return [...new Set(changes.map((change) => change.subject))];
}
