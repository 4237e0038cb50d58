import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import type { Logger } from '#src/foundation/logger.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { aRecord } from '#src/testing/log-records.ts';
import type { TestPostgres } from '#src/testing/postgres-server.ts';
import { skipsWithoutPostgres, startTestPostgres } from '#src/testing/postgres-server.ts';
import type { TestDatabase } from '#src/testing/sql-databases.ts';
import { allMigrations, databaseCases } from '#src/testing/sql-databases.ts';
import { readChanges } from '../conformance.ts';
import type { EventLogDriver } from '../driver.ts';
import { createPostgresEventLog } from './postgres.ts';

for (const { name, skip, open } of databaseCases()) {
  describe.skipIf(skip)(`the event log's tables on ${name}`, () => {
    let database: TestDatabase;
    let log: EventLogDriver;
    beforeAll(async () => {
      database = await open();
      log = createPostgresEventLog(database.client);
    });
    afterAll(() => database?.dispose());

    it('let a record that cannot be stored fail alone among those that are stored with it', async () => {
      const good = Array.from({ length: 20 }, (_, index) => aRecord({ subject: `good-${index}` }));
      const bad = [
        aRecord({ subject: 'place zero', seq: 0 }),
        aRecord({ subject: 'NUL \0' }),
        aRecord({ subject: 'half a pair \ud83d' }),
        aRecord({ subject: 'tenant', tenant: 'a\nb' }),
      ];
      const all = [...good.slice(0, 10), ...bad, ...good.slice(10)];
      const settled = await Promise.allSettled(all.map((record) => log.createIfAbsent(record)));
      const codes = settled.map((one) =>
        one.status === 'fulfilled' ? one.value : one.reason.code,
      );
      const wins = Array.from({ length: 10 }, () => true);
      const invalid = 'invalid_argument';
      expect(codes).toEqual([...wins, 'internal', invalid, invalid, invalid, ...wins]);
      expect(await log.read('tenant', 'good-19', {})).toHaveLength(1);
    });

    it('take records of several megabytes, many at once', async () => {
      const records = Array.from({ length: 6 }, (_, index) => {
        const [event] = aRecord({ subject: 'large' }).events;
        const data = { text: String(index).repeat(3_000_000) };
        return aRecord({ subject: `large-${index}`, events: [{ ...event, data } as never] });
      });
      const won = await Promise.all(records.map((record) => log.createIfAbsent(record)));
      expect(won).toEqual(records.map(() => true));
      for (const record of records) {
        expect(await log.read('tenant', record.subject, {})).toEqual([record]);
      }
    });

    it('count positions as numbers where they gain a digit', async () => {
      const from = await log.end();
      const restart = 'alter table event_log alter column position restart with';
      await database.client.script(`${restart} 99990`);
      const records = Array.from({ length: 20 }, (_, index) =>
        aRecord({ subject: `digit-${index}` }),
      );
      await Promise.all(records.map((record) => log.createIfAbsent(record)));
      const { found } = await readChanges(log, from, 3);
      expect(found).toHaveLength(20);
      expect(new Set(found.map(({ subject }) => subject)).size).toBe(20);
    });

    it('report a stored record that was damaged', async () => {
      await log.createIfAbsent(aRecord({ subject: 'damaged' }));
      const sql = "update event_log set record = '{\"ten' where subject = 'damaged'";
      await database.client.script(sql);
      await expect(log.read('tenant', 'damaged', {})).rejects.toMatchObject({
        code: 'data_corrupt',
      });
      await database.client.script("delete from event_log where subject = 'damaged'");
    });

    it('refuse a position of another store', async () => {
      for (const position of ['', '000000000000012', "0' or 1=1", 'x'.repeat(50)]) {
        await expect(log.changes(position, 1)).rejects.toMatchObject({ code: 'invalid_argument' });
      }
    });

    it('keep the order of changes when a dump of them moves into another cluster', async () => {
      await log.createIfAbsent(aRecord({ subject: 'before the move' }));
      const before = await readChanges(log, null, 1_000);
      // There, transactions count from the start again, and these rows seem to come from the future.
      await database.client.script(`
        update event_log_epochs set cluster = 'another';
        update event_log set transaction = '99999999999' where subject = 'before the move';
      `);
      await migrate(database.client, allMigrations);
      await migrate(database.client, allMigrations);
      await log.createIfAbsent(aRecord({ subject: 'after the move' }));
      const { found } = await readChanges(log, null, 1_000);
      expect(found).toHaveLength(before.found.length + 1);
      expect(found.slice(-2).map(({ subject }) => subject)).toEqual([
        'before the move',
        'after the move',
      ]);
      const moved = found.at(-2)?.position ?? null;
      expect((await readChanges(log, moved, 10)).found).toHaveLength(1);
    });
  });
}

/** Stores a record as a process would that then takes its time to commit. */
async function appendSlowly(client: SqlClient, record: LogRecord, hold: () => Promise<void>) {
  await client.transaction(async (session) => {
    await session.query(
      `insert into event_log (tenant, subject, origin, seq, record, epoch)
        values ($1, $2, $3, $4, $5, (select max(epoch) from event_log_epochs))`,
      [record.tenant, record.subject, record.origin, record.seq, JSON.stringify(record)],
    );
    await hold();
  });
}

const pause = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

const until = async (condition: () => boolean) => {
  while (!condition()) await pause(5);
};

describe.skipIf(skipsWithoutPostgres())('the event log on a PostgreSQL server', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startTestPostgres();
  });
  afterAll(() => server?.dispose());

  const openLog = async (logger?: Logger) => {
    const url = await server.createDatabase();
    const client = createPostgresClient({ url, poolSize: 16, ...(logger && { logger }) });
    await migrate(client, allMigrations);
    return { client, log: createPostgresEventLog(client) };
  };

  it('waits, in the order of changes, for an append that is still under way', async () => {
    const { client, log } = await openLog();
    const subjects = async (position: string | null) =>
      (await readChanges(log, position, 10)).found.map(({ subject }) => subject);
    await log.createIfAbsent(aRecord({ subject: 'first' }));
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let inserted = () => {};
    const inside = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const slow = appendSlowly(client, aRecord({ subject: 'slow' }), async () => {
      inserted();
      await held;
    });
    await inside;
    await log.createIfAbsent(aRecord({ subject: 'fast' }));
    // Who read on past `fast` now would never see `slow`. The log itself shows `fast` at once.
    expect(await subjects(null)).toEqual(['first']);
    expect(await log.read('tenant', 'fast', {})).toHaveLength(1);
    const position = await log.end();
    commit();
    await slow;
    expect(await subjects(position)).toEqual(['slow', 'fast']);
    await client.close();
  });

  it('gives a reader every change once while slow and fast writers overlap', async () => {
    const { client, log } = await openLog();
    const written: string[] = [];
    let writing = true;
    const fast = async (writer: number) => {
      for (let seq = 1; seq <= 150; seq += 1) {
        const subject = `fast-${writer}`;
        await log.createIfAbsent(aRecord({ subject, seq }));
        written.push(`${subject} ${seq}`);
      }
    };
    const slow = async (writer: number) => {
      for (let seq = 1; seq <= 12; seq += 1) {
        const subject = `slow-${writer}`;
        await appendSlowly(client, aRecord({ subject, seq }), () => pause((writer * seq * 7) % 40));
        written.push(`${subject} ${seq}`);
      }
    };
    const read: string[] = [];
    const follow = async () => {
      let position: string | null = null;
      for (;;) {
        const wasWriting = writing;
        const page = await readChanges(log, position, 20);
        position = page.position;
        read.push(...page.found.map(({ subject, record }) => `${subject} ${record.seq}`));
        if (!wasWriting && page.found.length === 0) return;
        await pause(1);
      }
    };
    const following = follow();
    await Promise.all([1, 2, 3, 4, 5].flatMap((writer) => [fast(writer), slow(writer)]));
    writing = false;
    await following;
    expect(read).toHaveLength(5 * 150 + 5 * 12);
    expect([...read].sort()).toEqual([...written].sort());
    await client.close();
  });

  it('may go away amid requests and return: calls fail, later ones succeed, nothing is lost', async () => {
    if (!server.own) return;
    const warnings: string[] = [];
    const logger: Logger = {
      log: (_level, message) => void warnings.push(message),
      child: () => logger,
    };
    const { client, log } = await openLog(logger);
    let general = 0;
    const heard = new Set<string>();
    log.subscribe(({ subject }) => {
      if (subject === '') general += 1;
      else heard.add(subject);
    });
    const acknowledged: string[] = [];
    const failures = new Set<unknown>();
    let stopping = false;
    const work = async (author: number) => {
      for (let number = 1; !stopping; number += 1) {
        const subject = `ticket-${author}-${number}`;
        try {
          if (await log.createIfAbsent(aRecord({ subject }))) acknowledged.push(subject);
        } catch (error) {
          failures.add(error instanceof Error && 'code' in error ? error.code : error);
          await pause(20);
        }
      }
    };
    const working = Promise.all(Array.from({ length: 10 }, (_, author) => work(author)));
    await until(() => acknowledged.length > 100 && general > 0);
    await server.kill();
    await until(() => failures.size > 0);
    await expect(log.ping()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    const [before, generalBefore] = [acknowledged.length, general];
    await server.start();
    await until(() => acknowledged.length > before + 100);
    stopping = true;
    await working;
    expect([...failures]).toEqual(['unavailable']);

    const { found } = await readChanges(log, null, 1_000);
    const stored = new Set(found.map(({ subject }) => subject));
    expect(acknowledged.filter((subject) => !stored.has(subject))).toEqual([]);
    // The listener comes back by itself, rings for all once, and then for each log again.
    await until(() => general > generalBefore);
    await log.createIfAbsent(aRecord({ subject: 'afterwards' }));
    await until(() => heard.has('afterwards'));
    expect(warnings).not.toEqual([]);
    await log.close();
    await client.close();
  });
});
