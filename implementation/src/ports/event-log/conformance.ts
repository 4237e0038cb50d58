import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { aRecord } from '#src/testing/log-records.ts';
import type { EventLogDriver, LogBell, LogChange } from './driver.ts';
import { forgets } from './driver.ts';

export interface OpenedEventLog {
  readonly driver: EventLogDriver;
  dispose(): Promise<void>;
}

/** What every driver of the event log must do. Each test writes to logs of its own. */
export function describeEventLogDriver(
  name: string,
  open: () => Promise<OpenedEventLog>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`event log driver: ${name}`, () => {
    let opened: OpenedEventLog;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.driver.close();
      await opened?.dispose();
    });
    const driverOf = () => opened.driver;
    describePlaces(driverOf);
    describeReading(driverOf);
    describeChanges(driverOf);
    describeBell(driverOf);
    describeForgetting(driverOf);
  });
}

function describePlaces(driverOf: () => EventLogDriver): void {
  it('keeps a record exactly as it was written', async () => {
    const text = `quote " backslash \\ NUL \0 half pair \ud83d tab \t line \n emoji 🙂 ${'é'.repeat(40_000)}`;
    const data = { text, none: null, number: 1.5e-7, nested: [{ deep: true }] };
    const [event] = aRecord({ subject: 'exact' }).events;
    const record = aRecord({ subject: 'exact', events: [{ ...event, data } as never] });
    expect(await driverOf().createIfAbsent(record)).toBe(true);
    expect(await driverOf().read('tenant', 'exact', {})).toEqual([record]);
  });

  it('lets the second record at one place lose and keeps the first', async () => {
    const first = aRecord({ subject: 'second', commandId: 'first' });
    expect(await driverOf().createIfAbsent(first)).toBe(true);
    const second = aRecord({ subject: 'second', commandId: 'second' });
    expect(await driverOf().createIfAbsent(second)).toBe(false);
    expect(await driverOf().createIfAbsent(first)).toBe(false);
    expect(await driverOf().read('tenant', 'second', {})).toEqual([first]);
  });

  it('lets exactly one of many racing for one place win, and it is the one that is read', async () => {
    const records = Array.from({ length: 100 }, (_, index) =>
      aRecord({ subject: 'race', commandId: `command-${index}` }),
    );
    const won = await Promise.all(records.map((record) => driverOf().createIfAbsent(record)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await driverOf().read('tenant', 'race', {})).toEqual([records[won.indexOf(true)]]);
  });

  it('holds logs, tenants and origins apart whose names look alike', async () => {
    const names = [
      'a',
      'A',
      'a ',
      ' a',
      '\u00e1',
      'a\u0301',
      "a'b",
      'a"b',
      'a%',
      'a_',
      'a\\',
      '漢字🙂',
    ];
    const records = names.flatMap((name) => [
      aRecord({ subject: name, tenant: 'alike' }),
      aRecord({ subject: 'alike', tenant: name }),
      aRecord({ subject: 'alike', origin: name, tenant: 'alike' }),
    ]);
    const won = await Promise.all(records.map((record) => driverOf().createIfAbsent(record)));
    expect(won).toEqual(records.map(() => true));
    for (const name of names) {
      const bySubject = await driverOf().read('alike', name, {});
      expect(bySubject).toEqual([aRecord({ subject: name, tenant: 'alike' })]);
      const byTenant = await driverOf().read(name, 'alike', {});
      expect(byTenant).toEqual([aRecord({ subject: 'alike', tenant: name })]);
    }
    expect(await driverOf().read('alike', 'alike', {})).toHaveLength(names.length);
  });
}

const placeOf = ({ origin, seq }: LogRecord) => `${origin}:${seq}`;

function describeReading(driverOf: () => EventLogDriver): void {
  it('reads nothing of a log that nobody wrote', async () => {
    expect(await driverOf().read('tenant', 'unknown', {})).toEqual([]);
    expect(await driverOf().read('tenant', 'unknown', { site: 3 })).toEqual([]);
  });

  it('reads of each origin what the reader has not seen', async () => {
    const origins = ['amber', 'site-a', 'site-b', 'zürich', '🙂'];
    for (const origin of origins) {
      for (const seq of [1, 2, 3]) {
        await driverOf().createIfAbsent(aRecord({ subject: 'origins', origin, seq }));
      }
    }
    const after = { 'site-a': 1, zürich: 3, '🙂': 2, 'site-unknown': 7 };
    const records = await driverOf().read('tenant', 'origins', after);
    expect(records.map(placeOf).sort()).toEqual(
      ['amber:1', 'amber:2', 'amber:3', 'site-a:2', 'site-a:3']
        .concat(['site-b:1', 'site-b:2', 'site-b:3', '🙂:3'])
        .sort(),
    );
  });

  it('shows an append to a reader as soon as its author knows of it', async () => {
    for (let seq = 1; seq <= 30; seq += 1) {
      await driverOf().createIfAbsent(aRecord({ subject: 'own-writes', seq }));
      const records = await driverOf().read('tenant', 'own-writes', { site: seq - 1 });
      expect(records.map(placeOf)).toEqual([`site:${seq}`]);
    }
  });
}

/** All changes after a position, page by page. */
export async function readChanges(driver: EventLogDriver, from: string | null, limit: number) {
  const found: LogChange[] = [];
  let position = from;
  for (;;) {
    const { changes, next } = await driver.changes(position, limit);
    if (changes.length === 0) return { found, position: next };
    expect(changes.length).toBeLessThanOrEqual(limit);
    found.push(...changes);
    position = next;
  }
}

function describeChanges(driverOf: () => EventLogDriver): void {
  it('gives every change once, in an order that the positions keep as text', async () => {
    const from = await driverOf().end();
    const records = Array.from({ length: 25 }, (_, index) =>
      aRecord({ subject: `changes-${index % 4}`, seq: 1 + Math.floor(index / 4) }),
    );
    for (const record of records) await driverOf().createIfAbsent(record);
    const { found, position } = await readChanges(driverOf(), from, 7);
    expect(found.map((change) => change.record)).toEqual(records);
    expect(found.map((change) => change.subject)).toEqual(records.map((one) => one.subject));
    const positions = found.map((change) => change.position);
    expect(positions).toEqual([...positions].sort());
    expect(new Set(positions).size).toBe(25);
    expect(position).toBe(positions.at(-1));
    expect(await driverOf().end()).toBe(position);
  });

  it('pages through what many wrote at once, in the order of the positions', async () => {
    const from = await driverOf().end();
    const records = Array.from({ length: 300 }, (_, index) =>
      aRecord({ subject: `at-once-${index}` }),
    );
    await Promise.all(records.map((record) => driverOf().createIfAbsent(record)));
    const { found } = await readChanges(driverOf(), from, 7);
    const positions = found.map((change) => change.position);
    expect(positions).toEqual([...positions].sort());
    expect(found.map((change) => change.subject).sort()).toEqual(
      records.map((record) => record.subject).sort(),
    );
  });

  it('keeps the position where nothing is new, and goes on from any position', async () => {
    await driverOf().createIfAbsent(aRecord({ subject: 'position' }));
    const end = await driverOf().end();
    expect(await driverOf().changes(end, 10)).toEqual({ changes: [], next: end });
    await driverOf().createIfAbsent(aRecord({ subject: 'position', seq: 2 }));
    const { changes } = await driverOf().changes(end, 10);
    expect(changes.map((change) => placeOf(change.record))).toEqual(['site:2']);
    const all = await readChanges(driverOf(), null, 1_000);
    expect(all.found.at(-1)?.record).toEqual(changes[0]?.record);
  });

  it('misses nothing for a reader who keeps up with many writers', async () => {
    let position = await driverOf().end();
    const seen: string[] = [];
    let writing = true;
    const follow = async () => {
      for (;;) {
        const wasWriting = writing;
        const page = await readChanges(driverOf(), position, 50);
        position = page.position;
        seen.push(...page.found.map(({ subject, record }) => `${subject} ${placeOf(record)}`));
        if (!wasWriting && page.found.length === 0) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const write = async (writer: number) => {
      for (let seq = 1; seq <= 20; seq += 1) {
        await driverOf().createIfAbsent(aRecord({ subject: `follow-${writer}`, seq }));
      }
    };
    const following = follow();
    await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
    writing = false;
    await following;
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });
}

function describeBell(driverOf: () => EventLogDriver): void {
  it('rings for a log that changed, until the listener leaves', async () => {
    await driverOf().ping();
    const heard: LogBell[] = [];
    let heardMore = () => {};
    const stop = driverOf().subscribe((bell) => {
      heard.push(bell);
      heardMore();
    });
    const hears = async (subject: string) => {
      while (!heard.some((bell) => bell.subject === subject)) {
        await new Promise<void>((resolve) => {
          heardMore = resolve;
        });
      }
    };
    // A bell may be lost while the listener is still on its way: then the next one is heard.
    for (let seq = 1; !heard.some((bell) => bell.subject === 'bell'); seq += 1) {
      await driverOf().createIfAbsent(aRecord({ subject: 'bell', seq }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await driverOf().createIfAbsent(aRecord({ subject: 'bell-2' }));
    await hears('bell-2');
    expect(heard).toContainEqual({ tenant: 'tenant', subject: 'bell-2' });
    stop();
    const before = heard.length;
    await driverOf().createIfAbsent(aRecord({ subject: 'bell-3' }));
    await driverOf().ping();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toHaveLength(before);
  });
}

/** `append` to one of a few logs, or `forget` one: the numbers name them. */
const anyActions = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ append: fc.nat({ max: 4 }) }) },
    fc.record({ forget: fc.nat({ max: 4 }) }),
  ),
  { maxLength: 30 },
);

let forgettingRuns = 0;

function describeForgetting(driverOf: () => EventLogDriver): void {
  it('is as if what it forgot had never been, where it says that it forgets', async () => {
    const driver = driverOf();
    if (!forgets(driver)) {
      expect('forget' in driver).toBe(false);
      return;
    }
    await fc.assert(
      fc.asyncProperty(anyActions, fc.integer({ min: 1, max: 5 }), async (actions, limit) => {
        forgettingRuns += 1;
        const tenant = `forgetting-${forgettingRuns}`;
        const from = await driver.end();
        let live: LogRecord[] = [];
        const appended: LogRecord[] = [];
        const positions = [from];
        const recordsOf = (name: number) => live.filter(({ subject }) => subject === `${name}`);
        for (const action of actions) {
          if ('append' in action) {
            const subject = `${action.append}`;
            const seq = recordsOf(action.append).length + 1;
            const record = aRecord({ tenant, subject, seq });
            expect(await driver.createIfAbsent(record)).toBe(true);
            live.push(record);
            appended.push(record);
            positions.push(await driver.end());
          } else {
            const gone = recordsOf(action.forget);
            const seen = { site: gone.length };
            expect(driver.forget(tenant, `${action.forget}`, seen)).toEqual(gone);
            live = live.filter((record) => !gone.includes(record));
          }
        }
        for (const [index, position] of positions.entries()) {
          const { found } = await readChanges(driver, position, limit);
          const later = appended.slice(index).filter((record) => live.includes(record));
          expect(found.map(({ record }) => record)).toEqual(later);
          const places = found.map((change) => change.position);
          expect(places).toEqual([...new Set(places)].sort());
        }
        for (const name of [0, 1, 2, 3, 4]) {
          expect(await driver.read(tenant, `${name}`, {})).toEqual(recordsOf(name));
          expect(driver.sizeOf(tenant, `${name}`) > 0).toBe(recordsOf(name).length > 0);
        }
        expect((await driver.changes(await driver.end(), 9)).changes).toEqual([]);
      }),
    );
  });

  it('keeps a log that holds more than whoever drops it had seen', async () => {
    const driver = driverOf();
    if (!forgets(driver)) return;
    const records = ['a', 'b'].flatMap((origin) =>
      [1, 2].map((seq) => aRecord({ subject: 'more', origin, seq })),
    );
    for (const record of records) await driver.createIfAbsent(record);
    const size = driver.sizeOf('tenant', 'more');
    for (const seen of [{}, { a: 2 }, { a: 1, b: 2 }, { c: 9 }]) {
      expect(driver.forget('tenant', 'more', seen)).toBeNull();
    }
    expect(driver.forget('other', 'more', { a: 2, b: 2 })).toEqual([]);
    expect(await driver.read('tenant', 'more', {})).toEqual(records);
    expect(driver.sizeOf('tenant', 'more')).toBe(size);
    expect(driver.forget('tenant', 'more', { a: 2, b: 3 })).toEqual(records);
    expect(await driver.createIfAbsent(aRecord({ subject: 'more', origin: 'a' }))).toBe(true);
    expect(driver.sizeOf('tenant', 'more')).toBeGreaterThan(0);
    expect(driver.sizeOf('tenant', 'more')).toBeLessThan(size);
  });

  it('misses nothing for readers anywhere while thousands of logs go', async () => {
    const driver = driverOf();
    if (!forgets(driver)) return;
    const readers: { position: string | null; from: number }[] = [];
    for (let number = 0; number < 5_000; number += 1) {
      await driver.createIfAbsent(aRecord({ subject: `many-${number}` }));
      if (number % 500 === 250) readers.push({ position: await driver.end(), from: number + 1 });
      const oldest = number - 100;
      if (oldest < 0 || oldest % 10 === 0) continue;
      expect(driver.forget('tenant', `many-${oldest}`, { site: 1 })).toHaveLength(1);
    }
    for (const { position, from } of readers) {
      const { found } = await readChanges(driver, position, 77);
      const numbers = Array.from({ length: 5_000 - from }, (_, index) => from + index);
      const left = numbers.filter((number) => number % 10 === 0 || number >= 4_900);
      expect(found.map(({ subject }) => subject)).toEqual(left.map((one) => `many-${one}`));
    }
  });
}
