import type { ModelFormOptions } from '#src/agents/model/ask-model.ts';
import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { GivenFor, NeedsOf } from '#src/foundation/needs.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { StepPartAccess } from '#src/journey/define-step.ts';
import type { IncomingFileReader } from '#src/journey/import-messages.ts';
import type { JourneyRunner } from '#src/journey/journey-runner.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { EventLog } from '#src/ports/event-log/event-log.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { IncomingFiles } from '#src/ports/incoming-files/incoming-files.ts';
import type { Queue } from '#src/ports/queue/queue.ts';
import type { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import type { Projector } from '#src/projections/projector.ts';

/** An article as readers see it: every quote in a citation is an exact substring of `text`. */
export type Article = Pick<
  KnowledgeArticle,
  'id' | 'title' | 'text' | 'url' | 'language' | 'contentHash'
>;

/** What the desk knows: the articles it may quote. */
export interface Knowledge {
  get(id: string): Article | null;
  /** The articles that may be answered from at a time, milliseconds since 1970. */
  validAt(timeMs: number): readonly KnowledgeArticle[];
}

/** What models cost each tenant by day, and what they may cost; null where none is configured. */
export type Spending<Ledger = Pick<SpendLedger, 'totals'>> = {
  readonly ledger: Ledger;
  /** US dollars a tenant and UTC day; null: there is no limit. */
  readonly dailyCapUsd: number | null;
} | null;

/** Every queue of the desk, by what is sent through it. */
export interface Queues {
  /** Causes of journeys that wait for one to run: `{ ticketId, cause }`. */
  readonly journeyQueue: Queue;
}

export type QueueName = keyof Queues;

/** A log that may be looked at, and not written to. */
export interface TicketReader extends Pick<TicketLog, 'read' | 'peek'> {
  readonly log: Pick<EventLog, 'read' | 'changes' | 'end' | 'subscribe'>;
}

/**
 * What a function can need from outside, by name: the kinds of access, narrowest first, and what it
 * is given. A port is here under its own name; what is built upon ports is here too, so that a
 * function that wants a journey run need not know what that takes.
 */
export interface PartAccess extends StepPartAccess {
  readonly eventLog: { readonly read: TicketReader; readonly append: TicketLog };
  readonly blobStore: { readonly read: Pick<BlobStore, 'getText'>; readonly write: BlobStore };
  readonly projectionStore: {
    readonly read: Pick<Projector, 'settled'> & {
      readonly store: Pick<
        Projector['store'],
        'list' | 'totals' | 'awaiting' | 'silent' | 'lasting'
      >;
    };
    readonly write: Projector;
  };
  readonly spendLedger: { readonly read: Spending; readonly write: Spending<SpendLedger> };
  /** Null where none is configured. */
  readonly languageModel: { readonly ask: { readonly form: ModelFormOptions } | null };
  readonly journeyQueue: { readonly send: Pick<Queue, 'send'>; readonly consume: Queue };
  readonly incomingFiles: {
    readonly read: IncomingFileReader;
    readonly consume: IncomingFileReader & { readonly files: IncomingFiles };
  };
  readonly knowledge: { readonly read: Knowledge };
  readonly journeys: { readonly run: Pick<JourneyRunner, 'run'> };
  /** Throws `unavailable` while chat could not answer. */
  readonly readiness: { readonly check: () => Promise<void> };
  /** The metrics of this process in Prometheus text. */
  readonly metricsText: {
    readonly read: () => Promise<{ readonly contentType: string; readonly text: string }>;
  };
}

export type PartName = keyof PartAccess;

/** What a function needs, as data: `{ eventLog: 'append', knowledge: 'read' }`. */
export type Needs = NeedsOf<PartAccess>;

/** What every function may use. It leads nowhere outside: nothing has to be granted for it. */
export interface Surroundings {
  /** The version of the desk that runs. */
  readonly version: string;
  /** False where an answered question leaves no ticket behind: single turn, nothing kept. */
  readonly keepsAnsweredTickets: boolean;
  /** From a chat message to its reply, or to the word that people take over, in milliseconds. */
  readonly answerWithinMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** A fresh random name, for commands that nobody named. */
  newId(): string;
  /** Aborted when the desk stops: long streams end by it. */
  readonly stopping: AbortSignal;
}

/** What a function with these needs is given. */
export type DeskFor<Needed> = Surroundings & GivenFor<PartAccess, Needed>;

/** What each part is built upon, by the access that is wanted of it, narrowest first. */
const partNeeds: {
  readonly [Name in PartName]: { readonly [Access in keyof PartAccess[Name]]: Needs };
} = {
  eventLog: { read: { blobStore: 'read' }, append: { blobStore: 'write' } },
  blobStore: { read: {}, write: {} },
  projectionStore: { read: {}, write: { eventLog: 'read' } },
  stepResultStore: { read: {}, write: {} },
  spendLedger: { read: {}, write: {} },
  languageModel: { ask: { spendLedger: 'write' } },
  journeyQueue: { send: {}, consume: {} },
  incomingFiles: { read: {}, consume: {} },
  knowledge: { read: {} },
  policy: { read: {} },
  screener: { ask: {} },
  classifier: { ask: { knowledge: 'read', languageModel: 'ask' } },
  retriever: { ask: { knowledge: 'read' } },
  answerer: { ask: { knowledge: 'read', languageModel: 'ask' } },
  reviewer: { ask: {} },
  journeys: {
    run: {
      eventLog: 'append',
      stepResultStore: 'write',
      policy: 'read',
      screener: 'ask',
      classifier: 'ask',
      retriever: 'ask',
      answerer: 'ask',
      reviewer: 'ask',
    },
  },
  readiness: { check: { eventLog: 'read', classifier: 'ask', retriever: 'ask', answerer: 'ask' } },
  metricsText: { read: {} },
};

/** Everything there is, with the widest access: what a host is given that runs all functions. */
export const everything = {
  eventLog: 'append',
  blobStore: 'write',
  projectionStore: 'write',
  stepResultStore: 'write',
  spendLedger: 'write',
  languageModel: 'ask',
  journeyQueue: 'consume',
  incomingFiles: 'consume',
  knowledge: 'read',
  policy: 'read',
  screener: 'ask',
  classifier: 'ask',
  retriever: 'ask',
  answerer: 'ask',
  reviewer: 'ask',
  journeys: 'run',
  readiness: 'check',
  metricsText: 'read',
} as const satisfies { readonly [Name in PartName]: keyof PartAccess[Name] };

/** Every part, with the widest access. */
export type Parts = GivenFor<PartAccess, typeof everything>;

/** All of a desk. */
export type Desk = DeskFor<typeof everything>;

/** The needs with all that they are built upon, each with the widest access that anybody wants. */
export function closureOf(needs: Needs): Needs {
  const found = new Map<string, string>();
  const add = (more: Needs) => {
    for (const [name, access] of Object.entries(more)) {
      const accesses: Readonly<Record<string, Needs>> = partNeeds[name as PartName];
      const widths = Object.keys(accesses);
      const had = found.get(name);
      if (had !== undefined && widths.indexOf(had) >= widths.indexOf(access)) continue;
      found.set(name, access);
      add(accesses[access] ?? {});
    }
  };
  add(needs);
  // By code units: comparing as a language does costs a process its first milliseconds.
  return Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
}
