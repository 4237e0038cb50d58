import { appendFileSync } from 'node:fs';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import type { StepName } from '#src/journey/ticket-journey.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { createPostgresStepResultStore } from '#src/ports/step-result-store/drivers/postgres.ts';
import { allMigrations } from '../sql-databases.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import type { Message } from './scenario-desk.ts';
import { ScenarioDesk } from './scenario-desk.ts';
import { ScriptedAgents } from './scripted-agents.ts';

/**
 * A worker that ends itself by SIGKILL: `node killed-worker.ts <directory> <bill> <round> <place>
 * <text>`. It first takes up the ticket of the round before, then opens its own and dies at the
 * place: after the claim, after a step, or after the decision (`end`). Without a place it prints
 * every ticket's story as JSON, a line a ticket. Each answer that is paid adds a line to the bill.
 */
const [directory = '', bill = '', roundText = '0', place = '', text = ''] = process.argv.slice(2);
const round = Number(roundText);
const client = await createPgliteClient({ directory });
await migrate(client, allMigrations);
const agents = new ScriptedAgents({
  classify: (question) => ({ intent: question.text.startsWith('Hello') ? 'greeting' : 'how-to' }),
  answer(input) {
    appendFileSync(bill, `${input.question.text}\n`);
    return { confidence: input.question.text.startsWith('Unsure') ? 0.2 : 0.9 };
  },
});
const desk = new ScenarioDesk({
  createEngine: createInProcessEngine,
  agents,
  eventLog: createPostgresEventLog(client),
  stepResults: createPostgresStepResultStore(client),
  // Each round begins when the claims of the one before have run out.
  clock: createVirtualClock(1_700_000_000_000 + round * 20_000),
});
const ticketOf = (number: number) => `ticket-of-${number}`;

if (round > 0) {
  const message = await firstMessage(round - 1);
  await desk.worker(`worker ${round}`).run(message);
}
if (place === '') {
  for (let number = 0; number < round; number += 1) {
    console.log(JSON.stringify(await desk.story(ticketOf(number))));
  }
  await client.close();
} else {
  const actor = { kind: 'customer' } as const;
  const opening = {
    type: 'open',
    actor,
    subject: '',
    channel: 'chat',
    customer: {},
    text,
  } as const;
  await desk.tickets.execute(desk.context, ticketOf(round), `open ${round}`, opening);
  const goneAfter = place === 'end' ? {} : { goneAfter: place as StepName | 'claim' };
  const worker = desk.worker(`worker of ${round}`, goneAfter);
  const journey = worker.run(await firstMessage(round));
  await (place === 'end' ? journey : worker.gone);
  process.kill(process.pid, 'SIGKILL');
}

async function firstMessage(number: number): Promise<Message> {
  const ticketId = ticketOf(number);
  const eventId = (await desk.ticket(ticketId)).turns[0]?.eventId ?? '';
  return { ticketId, eventId };
}
