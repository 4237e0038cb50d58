import { callOf } from '#src/agents/agents.ts';
import { ticketIdOf } from '#src/foundation/identity.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { benchDesk, inMemoryDrivers, loadSample, type Sample } from './desk-fixture.ts';
import { heading, report, summary } from './statistics.ts';

const rounds = 4_000;
const warmUp = 500;
const context = createContext({ tenant: 'default', requestId: 'bench' });
const call = callOf(context);

/** Screens, classifies, retrieves and extracts, and keeps nothing: what a journey cannot save. */
async function thinkOnly({ agents }: Sample, text: string): Promise<void> {
  const question = { text, previous: null };
  if (agents.screener.screen(question) !== 'clean') return;
  const classification = await agents.classifier.classify(question, call);
  const passages = await agents.retriever.retrieve(question, call);
  await agents.answerer.answer({ question, classification, passages }, call);
}

/** A whole ticket: opened, claimed, answered or escalated, projected. */
async function ticket({ desk }: Laptop, text: string, name: string): Promise<void> {
  const ticketId = ticketIdOf(context.tenant, name);
  const actor = { kind: 'customer' as const };
  const opening = {
    type: 'open',
    actor,
    subject: '',
    channel: 'chat',
    customer: {},
    text,
  } as const;
  const opened = await desk.eventLog.execute(context, ticketId, name, opening);
  if (opened.outcome !== 'appended') throw new Error(`the ticket was ${opened.outcome}`);
  const cause = opened.record.events[1]?.id ?? '';
  const { outcome } = await desk.journeys.run(context, ticketId, cause);
  if (outcome === 'claimed') throw new Error('the journey was not carried out');
}

/** What the journey adds to thinking, ticket by ticket and in turns, so that noise hits both. */
export async function benchJourney(): Promise<void> {
  heading(`Journey on the in-memory log, one ticket at a time, ${rounds} tickets, one core`);
  const sample = await loadSample();
  const composition = await benchDesk(sample, inMemoryDrivers());
  await composition.start();
  const thinking: number[] = [];
  const whole: number[] = [];
  const { questions } = sample;
  const half = Math.floor(questions.length / 2);
  let busyMicros = 0;
  const think = async (text: string) => {
    const began = performance.now();
    await thinkOnly(sample, text);
    return performance.now() - began;
  };
  const work = async (text: string, round: number) => {
    const began = performance.now();
    const cpu = process.cpuUsage();
    await ticket(composition, text, `journey-${round}`);
    await composition.settled();
    const { user, system } = process.cpuUsage(cpu);
    if (round >= warmUp) busyMicros += user + system;
    return performance.now() - began;
  };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    // Both meet every text, at different times: neither finds what the other left warm.
    const thought = await think(questions[round % questions.length] ?? '');
    const done = await work(questions[(round + half) % questions.length] ?? '', round);
    if (round < warmUp) continue;
    thinking.push(thought);
    whole.push(done);
  }
  await composition.close();
  const figures = { think: summary(thinking), whole: summary(whole) };
  const added = figures.whole.median - figures.think.median;
  report(
    'screen + classify + retrieve + extract, median',
    `${figures.think.median.toFixed(3)} ms`,
    'the floor',
  );
  report('whole ticket: log, journey, projection, median', `${figures.whole.median.toFixed(3)} ms`);
  report('what log, journey and projection add, median', `${added.toFixed(3)} ms`, 'aim ≤ 0.3 ms');
  report(
    'tickets a second of processor time',
    `${Math.round((rounds / busyMicros) * 1e6)}`,
    'aim ≥ 1,000',
  );
}

if (import.meta.main) await benchJourney();
