import { contentHash } from '#src/foundation/identity.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { allMigrations } from './sql-databases.ts';
import { openCommand } from './ticket-histories.ts';
import { aTicketLog, testContext } from './ticket-logs.ts';

/**
 * Appends to many tickets at once until it is killed, and prints the id of each command after the
 * log acknowledged it: `node appending-child.ts <directory or URL> <round>`.
 */
const [where = '', round = ''] = process.argv.slice(2);
const client = where.startsWith('postgres')
  ? createPostgresClient({ url: where })
  : await createPgliteClient({ directory: where });
await migrate(client, allMigrations);
const log = aTicketLog(createPostgresEventLog(client));
console.log('ready');

async function work(author: number): Promise<never> {
  for (let number = 0; ; number += 1) {
    const ticketId = `ticket-${round}-${author}-${Math.floor(number / 5)}`;
    const commandId = `${ticketId} ${number}`;
    const text = contentHash(commandId).repeat(20);
    const actor = { kind: 'customer' } as const;
    const command = number % 5 === 0 ? openCommand : ({ type: 'add_note', actor, text } as const);
    try {
      const { outcome } = await log.execute(testContext, ticketId, commandId, command);
      // A note to a ticket whose opening failed is refused, and so not acknowledged.
      if (outcome === 'appended') console.log(commandId);
    } catch {
      // The server was killed: this command was not acknowledged, and the next ones try again.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

await Promise.all(Array.from({ length: 20 }, (_, author) => work(author)));
