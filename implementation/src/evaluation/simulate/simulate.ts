import type { Casting } from './castings.ts';
import { chanceOf } from './chance.ts';
import { createConversation } from './conversation.ts';
import { Customer, type Played } from './customer.ts';
import { callDesk, type DeskDoor, eventsOf, letPass } from './desk-door.ts';
import { drawGoals, type Goals } from './goal.ts';
import { type Judgement, judge } from './judge.ts';
import { type Persona, personas } from './personas.ts';
import type { Scenario } from './scenario.ts';
import { type Belief, beliefOf, type ResolutionTerms } from './ticket-belief.ts';

export interface SimulationPlan {
  /** What is played, in this order. */
  readonly castings: readonly Casting[];
  readonly goals: Goals;
  /** Another seed: other goals, other words, other moods. */
  readonly seed: number;
  readonly terms: ResolutionTerms;
  /** Everybody reads what they are asked to choose from, whatever their persona. */
  readonly attentive?: boolean | undefined;
}

/** One run of one scenario, to its end and beyond. */
export interface Run {
  readonly scenario: Scenario;
  readonly run: number;
  readonly ticketId: string | null;
  readonly played: Played;
  /** What the desk's own log says of it, once all time is over that could change it. */
  readonly belief: Belief;
  readonly truth: Judgement;
}

export interface Simulated {
  readonly runs: readonly Run[];
  /** What models cost by the desk's own count, US dollars. */
  readonly costUsd: number;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const none: Belief = { answeredAlone: false, resolution: null, durable: false, reopened: false };

/** Plays every scenario as often as planned, one customer after another, on one desk. */
export async function simulate(plan: SimulationPlan, desk: DeskDoor): Promise<Simulated> {
  const { castings, terms } = plan;
  const played: Omit<Run, 'belief' | 'truth'>[] = [];
  for (const casting of castings) played.push(await playOnce(plan, desk, casting));
  // Whatever silence can mean, the desk has written by then; and what lasts has lasted. An hour
  // more, for an answer has its time a moment after the clock.
  for (const days of [terms.silenceDays, terms.durableDays]) {
    await letPass(desk, days * dayMs + hourMs);
  }
  const runs: Run[] = [];
  for (const one of played) {
    const events = one.ticketId === null ? [] : await eventsOf(desk, one.ticketId);
    const belief = one.ticketId === null ? none : beliefOf(events, desk.clock.now(), terms);
    runs.push({ ...one, belief, truth: judge(one.scenario, one.played, events, belief) });
  }
  const { json } = await callDesk(desk, '/v1/metrics');
  const usage = json.usage as { readonly costUsd: number };
  return { runs, costUsd: usage.costUsd };
}

async function playOnce(
  { seed, goals, attentive }: SimulationPlan,
  desk: DeskDoor,
  casting: Casting,
): Promise<Omit<Run, 'belief' | 'truth'>> {
  const { scenario, run } = casting;
  const usual: Persona = personas[scenario.persona];
  const persona = attentive ? { ...usual, reads: 1 } : usual;
  const conversation = createConversation(desk, persona.channel);
  const customer = new Customer({
    scenario,
    persona,
    goals: drawGoals(casting, goals, seed),
    chance: chanceOf('run', seed, scenario.id, run),
    conversation,
    letPass: (passingMs) => letPass(desk, passingMs),
  });
  const played = await customer.play();
  return { scenario, run, played, ticketId: conversation.ticketId };
}
