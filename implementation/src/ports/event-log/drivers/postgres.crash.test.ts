import { describe, expect, it } from 'vitest';
import { fold } from '#src/domain/ticket/snapshot.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { startChild } from '#src/testing/child-process.ts';
import { skipsWithoutPostgres, startTestPostgres } from '#src/testing/postgres-server.ts';
import {
  allMigrations,
  createPgliteFolder,
  removePgliteFolder,
} from '#src/testing/sql-databases.ts';
import { readChanges } from '../conformance.ts';
import { createPostgresEventLog } from './postgres.ts';

/** All rounds with SUPPORTMAX_FULL=1 (`npm run test:crash`), otherwise a share of them. */
const rounds = process.env.SUPPORTMAX_FULL === '1' ? 50 : 5;
const childFile = new URL('../../../testing/appending-child.ts', import.meta.url);

/** Lets a child append for a while, kills it, and returns the commands that it was told are safe. */
async function appendAndKill(where: string, round: number, whileAppending?: () => Promise<void>) {
  const child = startChild(childFile, [where, String(round)]);
  try {
    const acknowledged = () => child.lines.length - 1;
    // Each round dies at another moment: some while the first tickets are made, some well under way.
    const enough = 20 + ((round * 37) % 150);
    await child.untilLine(() => acknowledged() >= enough);
    await whileAppending?.();
    if (whileAppending) {
      const before = acknowledged();
      await child.untilLine(() => acknowledged() >= before + enough);
    }
  } finally {
    await child.kill();
  }
  return child.lines.filter((line) => line !== 'ready');
}

/** No acknowledged command is missing, none is there twice, and every log is whole. */
async function expectNothingLost(client: SqlClient, acknowledged: ReadonlySet<string>) {
  const log = createPostgresEventLog(client);
  const { found } = await readChanges(log, null, 5_000);
  const commands = found.map(({ record }) => record.commandId);
  const stored = new Set(commands);
  expect(commands.length - stored.size, 'commands appended twice').toBe(0);
  expect([...acknowledged].filter((commandId) => !stored.has(commandId))).toEqual([]);
  for (const [subject, changes] of Map.groupBy(found, (change) => change.subject)) {
    const seqs = changes.map(({ record }) => record.seq).sort((left, right) => left - right);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const read = await log.read('tenant', subject, {});
    expect(read).toHaveLength(seqs.length);
    expect(fold(subject, read).ticket?.id).toBe(subject);
  }
}

describe('a process killed while it appends', () => {
  it(`loses nothing on PGlite, ${rounds} times`, { timeout: 600_000 }, async () => {
    const folder = await createPgliteFolder();
    try {
      const acknowledged = new Set<string>();
      for (let round = 1; round <= rounds; round += 1) {
        for (const one of await appendAndKill(folder, round)) acknowledged.add(one);
      }
      expect(acknowledged.size).toBeGreaterThan(rounds * 20);
      const client = await createPgliteClient({ directory: folder });
      await migrate(client, allMigrations);
      await expectNothingLost(client, acknowledged);
      await client.close();
    } finally {
      removePgliteFolder(folder);
    }
  });

  it.skipIf(skipsWithoutPostgres())(
    `loses nothing on PostgreSQL, ${rounds} times, where the server dies too`,
    { timeout: 600_000 },
    async () => {
      const server = await startTestPostgres();
      try {
        const url = await server.createDatabase();
        const acknowledged = new Set<string>();
        for (let round = 1; round <= rounds; round += 1) {
          const crash = async () => {
            await server.kill();
            await server.start();
          };
          // Every third round the server is killed under its client, which must go on by itself.
          const also = server.own && round % 3 === 0 ? crash : undefined;
          for (const one of await appendAndKill(url, round, also)) acknowledged.add(one);
        }
        expect(acknowledged.size).toBeGreaterThan(rounds * 20);
        const client = createPostgresClient({ url });
        try {
          await expectNothingLost(client, acknowledged);
        } finally {
          await client.close();
        }
      } finally {
        await server.dispose();
      }
    },
  );
});
