import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { postgresMissing, startTestPostgres } from '#src/testing/postgres-server.ts';
import { allMigrations } from '#src/testing/sql-databases.ts';
import { aTicketRow } from '#src/testing/ticket-rows.ts';

/**
 * How many appends, tickets (three appends and the row of each) and reads a second the stores take.
 * `bare` is the floor: one insert of the same text into a table with nothing else, one at a time.
 *
 *     node implementation/bench/event-log.ts [tickets]
 */
const tickets = Number(process.argv[2] ?? 1_000);
const text = 'The export stops after a few hundred rows and then nothing more happens. '.repeat(6);

const recordOf = (subject: string, seq: number): LogRecord => ({
  tenant: 'default',
  subject,
  origin: 'site',
  seq,
  seen: seq > 1 ? { site: seq - 1 } : {},
  commandId: `${subject}-${seq}`,
  commandHash: 'f'.repeat(64),
  events: [
    {
      id: `event-${subject}-${seq}`,
      type: 'message.received',
      version: 1,
      time: seq,
      actor: { kind: 'customer' },
      data: { text },
      causedBy: null,
    },
  ],
});

async function rate(count: number, concurrency: number, run: (index: number) => Promise<unknown>) {
  const start = performance.now();
  let next = 0;
  const work = async () => {
    while (next < count) {
      next += 1;
      await run(next - 1);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return Math.round(count / ((performance.now() - start) / 1_000));
}

async function measure(name: string, log: EventLogDriver, rows: ProjectionStoreDriver) {
  const figures: Record<string, number> = {};
  figures['appends/s, 1 at a time'] = await rate(tickets, 1, (index) =>
    log.createIfAbsent(recordOf(`one-${index}`, 1)),
  );
  figures['appends/s, 50 at a time'] = await rate(3 * tickets, 50, (index) =>
    log.createIfAbsent(recordOf(`many-${index}`, 1)),
  );
  const ticket = async (kind: string, index: number) => {
    const id = `${kind}-${index}`;
    for (const seq of [1, 2, 3]) await log.createIfAbsent(recordOf(id, seq));
    await rows.replace([aTicketRow({ id, preview: text.slice(0, 140) })]);
  };
  figures['tickets/s, 1 at a time'] = await rate(tickets, 1, (index) => ticket('serial', index));
  figures['tickets/s, 50 at a time'] = await rate(tickets, 50, (index) => ticket('ticket', index));
  figures['reads/s of a ticket'] = await rate(tickets, 1, (index) =>
    log.read('default', `ticket-${index}`, {}),
  );
  figures['reads/s of what is new'] = await rate(tickets, 1, (index) =>
    log.read('default', `ticket-${index}`, { site: 3 }),
  );
  print(name, figures);
}

async function measureSql(name: string, client: SqlClient) {
  await migrate(client, allMigrations);
  await client.script('create table bare (id text primary key, record text not null)');
  const bare = await rate(tickets, 1, (index) =>
    client.query('insert into bare (id, record) values ($1, $2)', [
      `bare-${index}`,
      JSON.stringify(recordOf(`bare-${index}`, 1)),
    ]),
  );
  print(name, { 'bare inserts/s, 1 at a time': bare });
  await measure(name, createPostgresEventLog(client), createPostgresProjectionStore(client));
  await client.close();
}

function print(name: string, figures: Readonly<Record<string, number>>) {
  for (const [what, figure] of Object.entries(figures)) {
    console.log(`${name.padEnd(12)} ${what.padEnd(30)} ${figure.toLocaleString('en').padStart(9)}`);
  }
}

await measure('in memory', createInMemoryEventLog(), createInMemoryProjectionStore());

const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
try {
  await measureSql('PGlite', await createPgliteClient({ directory: join(folder, 'database') }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const missing = postgresMissing();
if (missing) console.log(`PostgreSQL   skipped: ${missing}`);
else {
  const server = await startTestPostgres();
  try {
    await measureSql('PostgreSQL', createPostgresClient({ url: await server.createDatabase() }));
  } finally {
    await server.dispose();
  }
}
