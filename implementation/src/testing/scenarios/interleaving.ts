import type { Answerer } from '#src/agents/agents.ts';
import { isKnown } from '#src/domain/ticket/events.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { contentHash } from '#src/foundation/identity.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import type { Message, Worker } from './scenario-desk.ts';
import { ScenarioDesk } from './scenario-desk.ts';
import { ScriptedAgents } from './scripted-agents.ts';

/** One answer that was paid for. */
export interface Payment {
  readonly question: string;
  /** Under which its result is kept. */
  readonly inputHash: string;
  readonly process: Process;
  /** Wall time, milliseconds. */
  readonly startedAt: number;
  /** Until when its payer had the cause to itself, wall time in milliseconds. */
  readonly claimedUntil: number;
  /** When its result was kept, counted in operations; null while it is not. */
  keptAt: number | null;
  /** When its payer had last looked whether somebody had paid before. */
  readonly lookedAt: number;
}

/** A worker that can be killed: then nothing that it waits for ever comes back to it. */
export interface Process {
  readonly name: string;
  readonly worker: Worker;
  isDead: boolean;
  lookedAt: number;
}

/** An operation of a process that waits for its turn. */
interface Turn {
  readonly process: Process;
  readonly go: () => void;
}

/**
 * Processes over shared stores, where every operation on a store and every paid call waits until a
 * test lets it go on, once before it happens and once before its answer comes back.
 */
export class Interleaving {
  readonly clock = createVirtualClock();
  readonly people: ScenarioDesk;
  readonly payments: Payment[] = [];
  readonly problems: unknown[] = [];
  readonly #eventLog: EventLogDriver = createInMemoryEventLog();
  readonly #results: StepResultStoreDriver = createInMemoryStepResultStore();
  readonly #createEngine: CreateJourneyEngine;
  readonly #waiting: Turn[] = [];
  readonly #processes: Process[] = [];
  #operations = 0;

  constructor(createEngine: CreateJourneyEngine) {
    this.#createEngine = createEngine;
    const agents = new ScriptedAgents();
    const eventLog = this.#eventLog;
    this.people = new ScenarioDesk({ createEngine, agents, eventLog, clock: this.clock });
  }

  /** The process at a place; a new one takes the place of one that was killed. */
  process(place: number): Process {
    const known = this.#processes[place];
    if (known && !known.isDead) return known;
    const name = `process ${place} after ${this.#operations}`;
    const process: Process = { name, worker: undefined as never, isDead: false, lookedAt: 0 };
    const worker = this.#deskOf(process).worker(name);
    const started = Object.assign(process, { worker });
    this.#processes[place] = started;
    return started;
  }

  kill(place: number): void {
    const process = this.#processes[place];
    if (process) process.isDead = true;
  }

  /** Tells a process of a message; what comes of it shows in the log. */
  deliver(place: number, message: Message): void {
    this.process(place)
      .worker.run(message)
      .catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : null;
        if (code !== 'deadline_exceeded') this.problems.push(error);
      });
  }

  /** Lets one of the waiting operations go on. Returns false where none waits. */
  async go(choice: number): Promise<boolean> {
    await settle();
    const alive = this.#waiting.filter((turn) => !turn.process.isDead);
    const turn = alive[choice % Math.max(1, alive.length)];
    if (!turn) return false;
    this.#waiting.splice(this.#waiting.indexOf(turn), 1);
    turn.go();
    await settle();
    return true;
  }

  #pass(process: Process): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ process, go: resolve }));
  }

  async #turns<Result>(process: Process, operation: () => Promise<Result>): Promise<Result> {
    await this.#pass(process);
    this.#operations += 1;
    const result = await operation();
    await this.#pass(process);
    return result;
  }

  /** Whoever posts what was paid for must have kept it before, or a retry would pay again. */
  #assertKept({ events }: LogRecord): void {
    for (const event of events.filter(isKnown)) {
      if (event.type !== 'reply.posted' || event.data.confidence === null) continue;
      const { text } = event.data;
      const paid = this.payments.filter(({ question }) => text === `Answer to ${question}`);
      if (paid.every(({ keptAt }) => keptAt === null)) this.problems.push(`not kept: ${text}`);
    }
  }

  /** Until when the newest claim holds on the message that a question ends with. */
  async #claimOn(question: string): Promise<number> {
    const { changes } = await this.#eventLog.changes(null, 10_000);
    const events = changes.flatMap(({ record }) => record.events).filter(isKnown);
    const last = question.split('\n\n').at(-1);
    const message = events.find(
      (event) => event.type === 'message.received' && event.data.text === last,
    );
    let until = 0;
    for (const event of events) {
      if (event.type !== 'journey.started' || event.data.cause !== message?.id) continue;
      until = event.data.until;
    }
    return until;
  }

  #deskOf(process: Process): ScenarioDesk {
    const log = this.#eventLog;
    const eventLog: EventLogDriver = {
      ...log,
      createIfAbsent: (record) => {
        this.#assertKept(record);
        return this.#turns(process, () => log.createIfAbsent(record));
      },
      read: (...place) => this.#turns(process, () => log.read(...place)),
    };
    const stepResults: StepResultStoreDriver = {
      ...this.#results,
      get: (key) =>
        this.#turns(process, () => {
          process.lookedAt = this.#operations;
          return this.#results.get(key);
        }),
      put: (key, result) =>
        this.#turns(process, () => {
          // One process may pay for two messages at once.
          const own = this.payments.findLast(
            (one) => one.process === process && one.inputHash === key.inputHash,
          );
          if (own) own.keptAt = this.#operations;
          return this.#results.put(key, result);
        }),
    };
    const agents = new ScriptedAgents({
      review: () => ({ outcome: 'approved' }),
      answer: ({ question }) =>
        question.text.includes('unsure') ? null : { text: `Answer to ${question.text}` },
    });
    const { answer } = agents.answerer;
    const paying = async (question: string, asked: string) => {
      const { lookedAt } = process;
      const startedAt = this.clock.now();
      const claimedUntil = await this.#claimOn(question);
      const inputHash = contentHash(asked);
      const when = { startedAt, claimedUntil, keptAt: null, lookedAt };
      const payment = { question, inputHash, process, ...when };
      this.payments.push(payment);
      await this.#pass(process);
    };
    const answerer: Answerer = {
      answer: (input, call) =>
        answer(input, {
          ...call,
          paidOnce: (asked, compute) =>
            call.paidOnce(asked, async () => {
              await paying(input.question.text, asked);
              return compute();
            }),
        }),
    };
    Object.defineProperty(agents, 'answerer', { value: answerer });
    const createEngine = this.#createEngine;
    return new ScenarioDesk({ createEngine, agents, eventLog, stepResults, clock: this.clock });
  }
}

/** Lets everybody run until all wait. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
