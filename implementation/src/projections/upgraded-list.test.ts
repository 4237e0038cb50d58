import { describe, expect, it } from 'vitest';
import { recordCount } from '#src/domain/ticket/record.ts';
import { silentAnswer } from '#src/domain/ticket/silence.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import { answerTicket } from '#src/testing/answered-ticket.ts';
import { databaseCases } from '#src/testing/sql-databases.ts';
import { aTicketLog, testContext } from '#src/testing/ticket-logs.ts';
import { Projector } from './projector.ts';
import { projectTicket } from './ticket-list.ts';

const [first] = projectionStoreMigrations;

/** Makes the tables what they were before rows told of silence and resolutions. */
async function putBack(client: SqlClient): Promise<void> {
  await client.script('drop table ticket_rows, consumer_positions');
  await client.query("delete from schema_migrations where component = 'projection-store'");
  await migrate(client, first ? [first] : []);
}

for (const { name, skip, open } of databaseCases()) {
  describe.skipIf(skip)(`a list that an earlier release kept, on ${name}`, () => {
    it('stays, and learns from the log what it did not know', async () => {
      const { client, dispose } = await open();
      try {
        const tickets = aTicketLog(createPostgresEventLog(client));
        const subject = 'NUL \0 and "}"';
        const { ticket } = await answerTicket(tickets, 'old', { subject });
        await putBack(client);
        const { silence, resolutions, ...row } = projectTicket('tenant', ticket);
        const answer = silentAnswer(ticket);
        expect(silence).toEqual({ answer: answer?.eventId, since: answer?.time });
        await client.query(
          `insert into ticket_rows values ('tenant', 'old', $1::bigint, 'pending', null, 1::smallint,
            '', false, null, null, true, 1::bigint, 2::bigint, null, 0::bigint, 0::bigint, 0, '', $2)`,
          [recordCount(ticket.seen), JSON.stringify(row)],
        );
        const log = tickets.log;
        const { next } = await log.changes(null, 10);
        const store = createPostgresProjectionStore(client);
        await store.savePosition('ticket-list', next ?? '');

        await migrate(client, projectionStoreMigrations);
        const unread = { ...row, silence: null, resolutions: [] };
        expect(await store.get('tenant', 'old')).toEqual(unread);
        expect((await store.totals('tenant')).tickets).toBe(1);
        await new Projector({ tickets, store }).catchUp();
        const read = { ...row, silence, resolutions };
        expect(await store.get('tenant', 'old')).toEqual(read);
        expect(await store.silent(answer?.time ?? 0, 9)).toEqual([read]);

        await tickets.execute(testContext, 'old', 'assume', {
          type: 'assume_resolution',
          answer: answer?.eventId ?? '',
        });
        await new Projector({ tickets, store }).rebuild();
        expect((await store.get('tenant', 'old'))?.resolutions).toMatchObject([
          { kind: 'assumed', reopenedAt: null },
        ]);
        expect(await store.lasting('tenant', Number.MAX_SAFE_INTEGER, 1)).toEqual({
          resolutions: 1,
          durable: 1,
        });
      } finally {
        await dispose();
      }
    });
  });
}
