import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { allFunctions } from '#src/functions/all-functions.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { awsHost } from '#src/testing/hosts/aws-host.ts';
import { azureHost } from '#src/testing/hosts/azure-host.ts';
import { DeskUnderTest } from '#src/testing/hosts/desk-under-test.ts';
import { gcpHost } from '#src/testing/hosts/gcp-host.ts';
import type { HostUnderTest } from '#src/testing/hosts/host-under-test.ts';
import { httpRows } from '#src/testing/hosts/http-rows.ts';
import { itemRows } from '#src/testing/hosts/item-rows.ts';
import { laptopHost } from '#src/testing/hosts/laptop-host.ts';
import { caller, probeItems, probes } from '#src/testing/hosts/probes.ts';
import { stepRows } from '#src/testing/hosts/step-rows.ts';
import { happenings, type Row, type Stage } from '#src/testing/hosts/table.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { Carried } from './carried.ts';

const hosts = [laptopHost, awsHost, azureHost, gcpHost];
const rows: readonly Row[] = [...httpRows, ...itemRows, ...stepRows];
const clock = createVirtualClock();
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  // The framework of Google prints what it answers with 500.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const functions = [...rows.map(({ fn }) => fn), ...Object.values(probes)];
  for (const host of hosts) await host.prepare(functions, clock);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  for (const host of hosts) await host.close();
  vi.restoreAllMocks();
});

function stageOn(host: HostUnderTest): Stage {
  const desk = new DeskUnderTest(clock);
  const run: Stage['run'] = async (fn) => {
    const running = await host.run(fn, desk);
    ends.push(running.close);
    return running;
  };
  return { host, desk, run };
}

/** Every cell of the table: a function, what befalls it, a host. */
const cells = rows.flatMap((row) =>
  happenings.flatMap((happening) =>
    hosts.map((host) => {
      const cell = row.missing?.[host.name] ?? row.cells[happening];
      return { what: `${row.fn.name}: ${happening}`, host, cell };
    }),
  ),
);
const played = cells.flatMap(({ what, host, cell }) =>
  typeof cell === 'string' ? [] : [[`${what}, on ${host.name}`, cell, host] as const],
);

test.each(played)('%s', (_name, play, host) => play(stageOn(host)));

test('what there is not is named with its reason, and nothing else is left out', () => {
  const named = cells.filter(({ cell }) => typeof cell === 'string');
  expect(named.length + played.length).toBe(rows.length * happenings.length * hosts.length);
  const byReason = Map.groupBy(named, ({ cell }) => cell);
  const missing = [...byReason].map(([reason, all]) => [
    reason,
    [...new Set(all.map(({ what }) => what))],
    [...new Set(all.map(({ host }) => host.name))].join(' '),
  ]);
  const everywhere = 'laptop aws azure gcp';
  const cellsOf = (all: readonly Row[], which: readonly string[]) =>
    all.flatMap(({ fn }) => which.map((happening) => `${fn.name}: ${happening}`));
  const oneWay = ['step-ask', 'step-post', 'step-acknowledge', 'step-escalate'];
  expect(missing).toEqual([
    ['a request comes alone', cellsOf(httpRows, ['one bad of three']), everywhere],
    [
      'it has a stream for everybody; only its input can be wrong',
      ['stream-events: business refusal'],
      everywhere,
    ],
    [
      'it shows what there is; only its input can be wrong',
      [
        'list-tickets',
        'list-inbox',
        'desk-metrics',
        'knowledge-gaps',
        'spending',
        'health',
        'readiness',
        'prometheus-metrics',
        'show-desk',
      ].map((name) => `${name}: business refusal`),
      everywhere,
    ],
    [
      'a stroke of the clock asks for nothing that could be refused',
      ['sweep: business refusal', 'assume-resolutions: business refusal'],
      everywhere,
    ],
    [
      'a stroke of the clock brings no input',
      ['sweep: invalid input', 'assume-resolutions: invalid input'],
      everywhere,
    ],
    [
      'a stroke of the clock comes alone',
      ['sweep: one bad of three', 'assume-resolutions: one bad of three'],
      everywhere,
    ],
    [
      'a laptop has no workflow: its engine runs the steps itself',
      cellsOf(stepRows, happenings),
      'laptop',
    ],
    ['a state comes alone', cellsOf(stepRows, ['one bad of three']), 'aws azure gcp'],
    [
      'the step comes out in one way only',
      oneWay.map((name) => `${name}: business refusal`),
      'aws azure gcp',
    ],
  ]);
});

test('every function has a row, and each of them one', () => {
  const names = [...allFunctions, ...stepFunctions].map(({ name }) => name);
  expect(rows.map(({ fn }) => fn.name).sort()).toEqual(names.sort());
});

/** Each host and kind of trigger, but the one that a laptop has not. */
const kinds = hosts.flatMap((host) =>
  Object.values(probes)
    .filter(({ trigger: { kind } }) => host.name !== 'laptop' || kind !== 'step')
    .map((probe) => [host.name, probe.trigger.kind, host, probe] as const),
);

test.each(kinds)('on %s, who calls a function of %s comes by the own carriers', async (...all) => {
  const [, kind, host, probe] = all;
  const { desk, run } = stageOn(host);
  const began = clock.now();
  const sentDeadline = kind === 'queue' || kind === 'step' ? began + 1_500 : null;
  const running = await run(probe);
  if (kind === 'http') await running.ask({ method: 'GET', path: '/v1/probe', carried: caller });
  else {
    const carried = { ...caller, deadline: sentDeadline };
    if (kind === 'blob') desk.drop({ tenant: caller.tenant, name: 'rows.jsonl' }, '');
    await running.deliver([{ item: probeItems[kind], carried }]);
  }
  const context = desk.calls[0]?.context;
  const carries = host.carries[kind];
  const others = kind === 'http' ? 'default' : '';
  expect(context?.tenant).toBe(carries.includes('tenant') ? caller.tenant : others);
  expect(context?.traceId).toBe(carries.includes('traceId') ? caller.traceId : null);
  if (carries.includes('requestId')) expect(context?.requestId).toBe(caller.requestId);
  else expect(context?.requestId).toMatch(/./);
  const hostEnds = host.endsAfterMs === null ? Infinity : host.endsAfterMs - 250;
  const own = began + Math.min(hostEnds, probe.timeoutMs);
  expect(context?.deadline).toBe(Math.min(sentDeadline ?? Infinity, own));
});

/** What no sender of ours writes beside a message or a state. */
const strangeCarriers: Readonly<Record<string, Partial<Carried>>> = {
  'a deadline that is no time': { deadline: -1 },
  'a deadline in parts of milliseconds': { deadline: 1.5 },
  'a trace that is none': { traceId: caller.traceId?.slice(1) ?? '' },
  'a trace in capitals': { traceId: 'A'.repeat(32) },
  'an over-long name of the request': { requestId: 'r'.repeat(201) },
  'a name of the request that no header holds': { requestId: 'request\n7' },
  'no tenant': { tenant: '' },
};

/** The laptop's own queue keeps what is beside a message as it was given, and reads nothing. */
const strange = hosts
  .filter(({ name }) => name !== 'laptop')
  .flatMap((host) =>
    ([probes.queue, probes.step] as const).flatMap((probe) =>
      Object.entries(strangeCarriers).map(
        ([what, carried]) => [host.name, probe.trigger.kind, what, host, probe, carried] as const,
      ),
    ),
  );

test.each(strange)('on %s, a %s with %s is refused before it runs', async (...all) => {
  const [, kind, , host, probe, carried] = all;
  const { desk, run } = stageOn(host);
  const running = await run(probe);
  const item = kind === 'step' ? probeItems.step : probeItems.queue;
  const sent = { item, carried: { ...caller, deadline: null, ...carried } };
  // A workflow goes by the code, a queue buries what was refused too often.
  expect(await running.deliver([sent])).toEqual([kind === 'step' ? 'dead' : 'again']);
  expect(desk.calls).toEqual([]);
  const longest = { ...caller, requestId: 'r:-._'.repeat(40), deadline: clock.now() + 10_000 };
  expect(await running.deliver([{ item, carried: longest }])).toEqual(['done']);
  expect(desk.calls[0]?.context).toMatchObject({ requestId: longest.requestId });
});
