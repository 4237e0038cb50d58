import { queues } from '#src/functions/queues.ts';
import type { Scope as AnyScope, VersionFacts } from '#src/hosts/composition.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { forgettingListOn } from '../kits/forgetting/forgetting-list.ts';
import type { MemoryLimits } from '../kits/forgetting/memory-limits.ts';
import {
  answererFrom,
  classifierFrom,
  contentOf,
  describeAgents,
  offlineAgents,
} from '../kits/parts/brain.ts';
import { incomingFilesOn } from '../kits/parts/incoming-files.ts';
import { spendingOn } from '../kits/parts/spending.ts';
import { blobStoreOn, queueOn, stepResultStoreOn } from '../kits/parts/stores.ts';
import { ticketLog } from '../kits/parts/ticket-log.ts';
import type { Settings } from './settings.ts';

/** v0.5: the FAQs alone, everything in this process, nothing on disk. */
export const facts: VersionFacts = { version: 'v0.5', keepsAnsweredTickets: false };

type Scope = AnyScope<Settings>;

/**
 * What fits into a container of 512 MiB beside the desk itself. An ordinary ticket counts for about
 * 10 KB, one with the longest message for 75 KB.
 */
const mebibyte = 1024 * 1024;
const remembers: MemoryLimits = {
  chats: { count: 1_000, bytes: 16 * mebibyte },
  tickets: { count: 10_000, bytes: 128 * mebibyte },
};
const resultCharacters = 16_000_000;

/** It knows the FAQs, and no article. */
async function faqsOf(scope: Scope) {
  const content = await scope.once(contentOf);
  return { ...content, articles: content.articles.filter(({ kind }) => kind === 'faq') };
}
const agents = async (scope: Scope) => offlineAgents(scope, await scope.once(faqsOf));

// Perceive: can an answer help at all, and what is the message about?
export const screener = async (scope: Scope) => (await scope.once(agents)).screener;
export const classifier = (scope: Scope) => classifierFrom(scope, agents);

// Reason: which FAQ answers it, what does it say, and does every word of that stand there?
export const knowledge = async (scope: Scope) => (await scope.once(agents)).articles;
export const retriever = async (scope: Scope) => (await scope.once(agents)).retriever;
export const answerer = (scope: Scope) => answererFrom(scope, agents);
export const reviewer = async (scope: Scope) => (await scope.once(agents)).reviewer;

// Act: post the answer, or open a ticket for people. All of it is gone with the process.
export { journeys } from '../kits/parts/journeys.ts';
export const eventLog = (scope: Scope) => ticketLog(scope, createInMemoryEventLog());
export const blobStore = (scope: Scope) => blobStoreOn(scope, createInMemoryBlobStore());
export const projectionStore = (scope: Scope) =>
  forgettingListOn(scope, createInMemoryProjectionStore(), remembers);
export const stepResultStore = (scope: Scope) =>
  stepResultStoreOn(scope, createInMemoryStepResultStore({ limitCharacters: resultCharacters }));
export const journeyQueue = (scope: Scope) =>
  queueOn(scope, 'journeyQueue', createInMemoryQueue({ ...scope.host, ...queues.journeyQueue }));
export const incomingFiles = (scope: Scope) =>
  incomingFilesOn(scope, createInMemoryIncomingFiles());

// What it costs, how it is, and what it was told.
export { languageModel, policy } from '../kits/parts/brain.ts';
export { metricsText } from '../kits/parts/metrics-text.ts';
export { readiness } from '../kits/parts/readiness.ts';
export const spendLedger = (scope: Scope) => spendingOn(scope, createInMemorySpendLedger);

export async function describe(scope: Scope): Promise<string> {
  const { articles } = await scope.once(faqsOf);
  return `${articles.length} FAQs, everything in memory, ${await describeAgents(scope, agents)}`;
}
