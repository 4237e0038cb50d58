import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, playHistory } from '#src/testing/ticket-histories.ts';
import type { AnyEvent } from './events.ts';
import type { LogRecord } from './record.ts';
import { covers } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import { emptySnapshot, extend, fold } from './snapshot.ts';

const runs = { numRuns: 1_000 };

/** What a reader can tell of a snapshot. */
const visible = (
  { ticket, seen, latestTime, commands }: Snapshot,
  records: readonly LogRecord[],
) => ({
  ticket,
  seen,
  latestTime,
  traces: records.map(({ commandId }) => commands.get(commandId)),
});

const eventsOf = (records: readonly LogRecord[], type: string) =>
  records.flatMap((record) =>
    record.events
      .filter((event) => event.type === type)
      .map((event: AnyEvent) => ({ record, data: event.data as Record<string, unknown> })),
  );

describe('folding the records of two or three sites', () => {
  it('gives the same ticket in any order and with any of them repeated', async () => {
    const shuffles = fc.infiniteStream(fc.nat());
    await fc.assert(
      fc.asyncProperty(anyHistory, shuffles, async (plan, random) => {
        const records = await playHistory(plan);
        const draw = (below: number) => (random.next().value ?? 0) % below;
        const repeated = records.flatMap(
          (record) => Array(1 + draw(3)).fill(record) as LogRecord[],
        );
        const shuffled = repeated
          .map((record) => ({ record, place: draw(1_000_000) }))
          .sort((left, right) => left.place - right.place)
          .map(({ record }) => record);
        expect(visible(fold('ticket-1', shuffled), records)).toEqual(
          visible(fold('ticket-1', records), records),
        );
      }),
      runs,
    );
  });

  it('gives the same ticket record by record as all at once', async () => {
    const cuts = fc.infiniteStream(fc.nat());
    await fc.assert(
      fc.asyncProperty(anyHistory, cuts, async (plan, random) => {
        const records = await playHistory(plan);
        const draw = (below: number) => (random.next().value ?? 0) % below;
        // Each site's records arrive in the order in which it wrote them, the sites in any.
        const waiting = Map.groupBy(records, ({ origin }) => origin);
        const arrived: LogRecord[] = [];
        let snapshot = emptySnapshot('ticket-1');
        while (arrived.length < records.length) {
          const part: LogRecord[] = [];
          for (let count = 1 + draw(3); count > 0; count -= 1) {
            const queues = [...waiting.values()].filter((queue) => queue.length > 0);
            const next = queues[draw(Math.max(1, queues.length))]?.shift();
            if (next) part.push(next);
          }
          const before = structuredClone(snapshot.ticket);
          const extended = extend(snapshot, part);
          // Whoever holds the old snapshot still holds the old ticket.
          expect(snapshot.ticket).toEqual(before);
          arrived.push(...part);
          snapshot = extended ?? fold('ticket-1', arrived);
        }
        expect(visible(snapshot, records)).toEqual(visible(fold('ticket-1', records), records));
      }),
      runs,
    );
  });

  it('never resolves a ticket over a message that whoever resolved it had not read', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (plan) => {
        const records = await playHistory(plan);
        const messages = eventsOf(records, 'message.received');
        const resolves = eventsOf(records, 'status.changed').filter(
          ({ data }) => data.status === 'resolved',
        );
        // A command that two sites carried out has two records; having read one is enough.
        const read = (seen: LogRecord['seen'], commandId: string) =>
          messages.some(
            ({ record }) =>
              record.commandId === commandId && covers(seen, record.origin, record.seq),
          );
        const allRead = resolves.some(({ record: { seen } }) =>
          messages.every(({ record }) => read(seen, record.commandId)),
        );
        const { ticket } = fold('ticket-1', records);
        if (!allRead) expect(ticket?.status).not.toBe('resolved');
        const texts = new Set(messages.map(({ record }) => record.commandId));
        const turns = ticket?.turns.filter((turn) => turn.from === 'customer') ?? [];
        expect(turns).toHaveLength(texts.size);
      }),
      runs,
    );
  });

  it('shows exactly the tags whose addition no removal had read', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (plan) => {
        // Retries could add one tag twice under one command, which this simple model leaves out.
        const steps = plan.steps.filter((step) => !('retryOf' in step));
        const records = await playHistory({ ...plan, steps });
        const removals = eventsOf(records, 'tag.removed');
        const kept = eventsOf(records, 'tag.added').filter(
          ({ record, data }) =>
            !removals.some(
              (removal) =>
                removal.data.tag === data.tag &&
                covers(removal.record.seen, record.origin, record.seq),
            ),
        );
        const tags = [...new Set(kept.map(({ data }) => data.tag))].sort();
        expect(fold('ticket-1', records).ticket?.tags).toEqual(tags);
      }),
      runs,
    );
  });

  it('ends every journey at most once, and never answers one cause twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (plan) => {
        const { ticket } = fold('ticket-1', await playHistory({ ...plan, sites: 1 }));
        const answered = (ticket?.turns ?? []).flatMap(({ from, reply }) =>
          from === 'agent' ? [reply?.causedBy] : [],
        );
        expect(new Set(answered).size).toBe(answered.length);
      }),
      runs,
    );
  });
});
