import type { Agents } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { Command } from '#src/domain/ticket/commands.ts';
import type { Customer } from '#src/domain/ticket/events.ts';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { CreateJourneyEngine, JourneyEngine } from '#src/journey/engines/engine.ts';
import { JourneyRunner } from '#src/journey/journey-runner.ts';
import type { StepName } from '#src/journey/ticket-journey.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import type { Execution } from '#src/ports/event-log/ticket-log.ts';
import { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import { createGate } from './gate.ts';
import { eachOf, ScriptedAgents, scenarioPolicy } from './scripted-agents.ts';
import { storyOf } from './story.ts';

export const customer = { kind: 'customer' } as const;
export const person = { kind: 'person', id: 'ada' } as const;

/** A claim of a worker that is gone has run out after this long. */
export const claimEndMs = 15_001;

export interface Message {
  readonly ticketId: string;
  readonly eventId: string;
}

/** A process that runs journeys: it shares the stores with others, and no memory. */
export interface Worker {
  readonly tickets: TicketLog;
  readonly runner: JourneyRunner;
  run(message: Message): Promise<string>;
  /** Resolves when the worker has reached the step at which it is gone. */
  readonly gone: Promise<void>;
}

export interface ScenarioOptions {
  readonly createEngine: CreateJourneyEngine;
  readonly agents?: Agents;
  readonly policy?: DeskPolicy;
  readonly eventLog?: EventLogDriver;
  readonly stepResults?: StepResultStoreDriver;
  readonly clock?: VirtualClock;
  /** `site` unless given: whoever writes to the same log at the same site has the same. */
  readonly site?: string;
}

/** Where scenarios are played: stores, a clock that stands still, people, and workers. */
export class ScenarioDesk<Brain extends Agents = ScriptedAgents> {
  readonly clock: VirtualClock;
  readonly context = createContext({ tenant: 'tenant', requestId: 'scenario' });
  readonly agents: Brain;
  readonly policy: DeskPolicy;
  readonly tickets: TicketLog;
  readonly eventLog: EventLogDriver;
  readonly results: StepResultStore;
  readonly #blobs = new BlobStore(createInMemoryBlobStore());
  readonly #createEngine: CreateJourneyEngine;
  readonly #site: string;
  #commands = 0;

  constructor(options: Omit<ScenarioOptions, 'agents'> & { readonly agents: Brain }) {
    this.clock = options.clock ?? createVirtualClock();
    this.agents = options.agents;
    this.policy = options.policy ?? scenarioPolicy;
    this.#site = options.site ?? 'site';
    this.#createEngine = options.createEngine;
    this.eventLog = options.eventLog ?? createInMemoryEventLog();
    this.results = new StepResultStore(options.stepResults ?? createInMemoryStepResultStore());
    this.tickets = this.newTicketLog();
  }

  /** A view of the log with a memory of its own, as another process has it. */
  newTicketLog(): TicketLog {
    const log = new EventLog({
      driver: this.eventLog,
      blobs: this.#blobs,
      clock: this.clock,
      site: this.#site,
    });
    return new TicketLog(log);
  }

  /** A worker, which may be gone for good after a step: then it neither fails nor goes on. */
  worker(
    workerId: string,
    options: { goneAfter?: StepName | 'claim'; clock?: VirtualClock } = {},
  ): Worker {
    const { goneAfter, clock = this.clock } = options;
    const grave = createGate();
    const tickets = this.newTicketLog();
    const engine: JourneyEngine =
      goneAfter === 'claim'
        ? { name: 'gone', run: () => grave.pass().then(never) }
        : this.#createEngine({
            afterStep: (name) => (name === goneAfter ? grave.pass() : undefined),
            tickets,
          });
    const { agents, results } = this;
    const tools = { ...eachOf(agents), policy: this.policy, clock, stepResultStore: results };
    const runner = new JourneyRunner({ tickets, engine, tools, workerId });
    const run = async ({ ticketId, eventId }: Message) =>
      (await runner.run(this.context, ticketId, eventId)).outcome;
    return { tickets, runner, run, gone: grave.reached };
  }

  /** A customer opens a ticket. */
  async opens(
    text: string,
    options: {
      subject?: string;
      channel?: Channel;
      customer?: Customer;
      automatic?: boolean;
    } = {},
  ): Promise<Message> {
    this.#commands += 1;
    const ticketId = `ticket-${this.#commands}`;
    const { subject = '', channel = 'chat', automatic = false } = options;
    const from = options.customer ?? {};
    const opening = { subject, channel, customer: from, text, automatic } as const;
    const opened = await this.does(ticketId, { type: 'open', actor: customer, ...opening });
    return { ticketId, eventId: eventOf(opened, 1) };
  }

  /** The customer writes again. */
  async says(ticketId: string, text: string, automatic = false): Promise<Message> {
    const command = { type: 'receive_message', actor: customer, text, automatic } as const;
    return { ticketId, eventId: eventOf(await this.does(ticketId, command), 0) };
  }

  /** A person replies. */
  replies(ticketId: string, text: string): Promise<Execution> {
    return this.does(ticketId, { type: 'reply', actor: person, text });
  }

  does(ticketId: string, command: Command): Promise<Execution> {
    this.#commands += 1;
    return this.tickets.execute(this.context, ticketId, `command-${this.#commands}`, command);
  }

  async ticket(ticketId: string) {
    const { ticket } = await this.newTicketLog().read(this.context, ticketId);
    if (!ticket) throw new Error(`there is no ticket ${ticketId}`);
    return ticket;
  }

  records(ticketId: string) {
    return this.eventLog.read(this.context.tenant, ticketId, {});
  }

  /** Every event in the ticket's log, as lines. */
  async story(ticketId: string): Promise<string[]> {
    return storyOf(ticketId, await this.records(ticketId));
  }
}

const never = (): never => {
  throw new Error('a worker that is gone came back');
};

function eventOf(execution: Execution, index: number): string {
  const record = execution.outcome === 'appended' ? execution.record : null;
  const id = record?.events[index]?.id;
  if (id === undefined) throw new Error(`the command was ${execution.outcome}`);
  return id;
}

/** A desk whose agents say what the script says. */
export const scriptedDesk = (
  createEngine: CreateJourneyEngine,
  script: ConstructorParameters<typeof ScriptedAgents>[0] = {},
): ScenarioDesk => new ScenarioDesk({ createEngine, agents: new ScriptedAgents(script) });
