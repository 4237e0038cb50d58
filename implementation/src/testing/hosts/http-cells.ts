import { expect } from 'vitest';
import type { DeskFunction } from '#src/functions/define-function.ts';
import { away, broken, type DeskUnderTest } from './desk-under-test.ts';
import type { Answer, Ask, RunningFunction } from './host-under-test.ts';
import { type Row, type Stage, untilHostEnds } from './table.ts';

/** A function of HTTP by what it answers. */
export interface HttpRow {
  readonly fn: DeskFunction;
  readonly prepare?: (desk: DeskUnderTest) => Promise<unknown>;
  readonly ask: Ask;
  readonly status: number;
  /** What has to be in the answer: fields of it, events of a stream, or a piece of a page. */
  readonly gives: object | readonly string[] | string;
  /** The second time; the very same unless said otherwise. */
  readonly givesAgain?: object;
  /** The stories of all tickets after one success. */
  readonly events: readonly (readonly string[])[];
  readonly refused:
    | { readonly first?: Ask; readonly ask: Ask; readonly status: number; readonly code: string }
    | string;
  readonly invalid: Ask;
  /** It asks no log of events: what it needs fails when it is called. */
  readonly asksNoLog?: true;
  /** Its answer goes on until its client goes away, or its host has to end it. */
  readonly endless?: true;
}

const alone = 'a request comes alone';

export function httpRow(row: HttpRow): Row {
  const { fn, refused, invalid } = row;
  const prepared = async ({ desk }: Stage) => {
    desk.faults.reachCalls = row.asksNoLog ?? false;
    await row.prepare?.(desk);
    return (await desk.left()).events;
  };
  const succeeds = (desk: DeskUnderTest, answer: Answer) => gaveAll(row, desk, answer);
  const failsAndHeals = (error: typeof away, status: number) => async (stage: Stage) => {
    const { desk } = stage;
    const before = await prepared(stage);
    const running = await stage.run(fn);
    desk.faults.fail(error);
    expectProblem(await running.ask(row.ask), status, error.code);
    expect((await desk.left()).events).toEqual(before);
    await desk.faults.mend();
    await succeeds(desk, await running.ask(row.ask));
  };
  const cells = {
    async success(stage: Stage) {
      await prepared(stage);
      const running = await stage.run(fn);
      await succeeds(stage.desk, await running.ask(row.ask));
    },
    'business refusal':
      typeof refused === 'string'
        ? refused
        : async (stage: Stage) => {
            await prepared(stage);
            const running = await stage.run(fn);
            if (refused.first) expect((await running.ask(refused.first)).status).toBe(row.status);
            const { events } = await stage.desk.left();
            expectProblem(await running.ask(refused.ask), refused.status, refused.code);
            expect((await stage.desk.left()).events).toEqual(events);
          },
    async 'invalid input'(stage: Stage) {
      const before = await prepared(stage);
      const running = await stage.run(fn);
      expectProblem(await running.ask(invalid), 400, 'invalid_argument');
      expect(stage.desk.calls).toEqual([]);
      expect((await stage.desk.left()).events).toEqual(before);
    },
    'retryable error': failsAndHeals(away, 503),
    'fatal error': failsAndHeals(broken, 500),
    async 'no time left'(stage: Stage) {
      const { desk } = stage;
      const before = await prepared(stage);
      const { running, result } = await untilHostEnds(stage, fn, ({ ask }) => ask(row.ask));
      expectProblem(result, 504, 'deadline_exceeded');
      expect((await desk.left()).events).toEqual(before);
      await succeeds(desk, await running.ask(row.ask));
      if (row.endless) await endsByItself(stage, running, row);
    },
    async 'delivered twice'(stage: Stage) {
      await prepared(stage);
      const running = await stage.run(fn);
      const first = await running.ask(row.ask);
      const second = await running.ask(row.ask);
      await succeeds(stage.desk, first);
      if (row.givesAgain) expect(second.body).toMatchObject(row.givesAgain);
      else expect(second).toEqual(first);
    },
    'one bad of three': alone,
  };
  return { fn, cells };
}

async function gaveAll(row: HttpRow, desk: DeskUnderTest, answer: Answer): Promise<void> {
  const { status, gives, events } = row;
  expect(answer.status).toBe(status);
  if (typeof gives === 'string') expect(answer.body).toContain(gives);
  else if (Array.isArray(gives)) expect(linesOf(answer)).toEqual(gives);
  else expect(answer.body).toMatchObject(gives);
  expect((await desk.left()).events).toEqual(events);
}

/** An answer that goes on ends whole before its host would break it off. */
async function endsByItself(
  { host: { endsAfterMs }, desk }: Stage,
  running: RunningFunction,
  { ask, gives, status }: HttpRow,
): Promise<void> {
  if (endsAfterMs === null) return;
  const { until = '', ...endless } = ask;
  const seen = Promise.withResolvers<void>();
  const onText = (text: string) => text.includes(until) && seen.resolve();
  const answering = running.ask({ ...endless, onText });
  await seen.promise;
  await desk.clock.advance(endsAfterMs - 1);
  const answer = await answering;
  expect([answer.status, linesOf(answer)]).toEqual([status, gives]);
}

function expectProblem({ status, body }: Answer, wanted: number, code: string): void {
  expect(body).toMatchObject({ code, status: wanted });
  expect(status).toBe(wanted);
}

/** Of a stream: which events it told of. */
const linesOf = ({ body }: Answer): string[] =>
  String(body)
    .split('\n')
    .filter((line) => line.startsWith('event: '));
