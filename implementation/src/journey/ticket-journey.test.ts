import { describe, expect, it } from 'vitest';
import { journeyOutcome } from '#src/domain/ticket/events.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { appendForeign } from '#src/testing/scenarios/overtaking-scenarios.ts';
import type { Message } from '#src/testing/scenarios/scenario-desk.ts';
import { person, ScenarioDesk, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import type { Script } from '#src/testing/scenarios/scripted-agents.ts';
import {
  eachOf,
  exportPassage,
  offering,
  ScriptedAgents,
  scenarioPolicy,
} from '#src/testing/scenarios/scripted-agents.ts';
import { createInProcessEngine } from './engines/in-process.ts';
import type { Next, StepName } from './ticket-journey.ts';
import { steps, ticketJourney } from './ticket-journey.ts';

const names = Object.keys(steps) as StepName[];
const followers = (name: StepName) => ticketJourney.next[name] as Readonly<Record<string, Next>>;
const pairs = names.flatMap((name) => steps[name].outcomes.map((outcome) => `${name} ${outcome}`));

describe('the table of the journey', () => {
  it('says what follows every outcome of every step, and of nothing else', () => {
    for (const name of names) {
      expect(steps[name].name).toBe(name);
      expect(Object.keys(followers(name)).sort()).toEqual([...steps[name].outcomes].sort());
    }
  });

  it('always ends, whatever comes out, and has no step that nothing leads to', () => {
    const visited = new Set<StepName>();
    const ends = new Set<string>();
    const walk = (name: StepName, way: readonly StepName[]): void => {
      expect(way, 'a loop').not.toContain(name);
      visited.add(name);
      for (const next of [...Object.values(followers(name)), ticketJourney.onFailure]) {
        if (typeof next === 'object') ends.add(next.end);
        else if (next !== name) walk(next, [...way, name]);
      }
    };
    walk(ticketJourney.start, []);
    expect([...visited].sort()).toEqual([...names].sort());
    for (const end of ends) expect(journeyOutcome.options).toContain(end);
  });
});

/** A desk at the moment of a journey's first step. */
type Setting = (desk: ScenarioDesk) => Promise<Message>;
const asks: Setting = (desk) => desk.opens('How do I export?');
const fails = () => {
  throw new SupportError('internal', 'For good.');
};

const unclear: Script = { answer: () => null, offer: () => offering([exportPassage]) };
/** The customer says this to a question back. */
const choosing =
  (choice: string): Setting =>
  async (desk) => {
    const message = await asks(desk);
    await desk.worker('one').run(message);
    return desk.says(message.ticketId, choice);
  };

const settings: readonly (readonly [string, Script, Setting])[] = [
  ['answered', {}, asks],
  ['not sure', { answer: () => null }, asks],
  ['unclear', unclear, asks],
  ['one was meant', unclear, choosing('1')],
  ['none was meant', unclear, choosing('None of these')],
  ['which one was meant stayed unclear', unclear, choosing('9')],
  ['something else was said', unclear, choosing('As a spreadsheet.')],
  ['nothing there', { retrieve: () => [] }, asks],
  ['rejected', { review: () => ({ outcome: 'rejected', because: 'so' }) }, asks],
  ['greeting', { classify: () => ({ intent: 'greeting' }) }, asks],
  ['sensitive', { classify: () => ({ intent: 'security' }) }, asks],
  ['a person', { screen: () => 'person_requested' }, asks],
  ['no words', { screen: () => 'no_words' }, asks],
  ['another language', { screen: () => 'unknown_language' }, asks],
  ['the answer was no help', { screen: () => 'not_helped' }, asks],
  ['automatic', {}, (desk) => desk.opens('Away.', { automatic: true })],
  [
    'not understood',
    {},
    async (desk) => {
      const message = await asks(desk);
      await appendForeign(desk, message.ticketId);
      return message;
    },
  ],
  [
    'a person has it',
    {},
    async (desk) => {
      const message = await asks(desk);
      await desk.replies(message.ticketId, 'Ada here.');
      return message;
    },
  ],
  [
    'answered by a person who is done with it',
    {},
    async (desk) => {
      const message = await asks(desk);
      await desk.replies(message.ticketId, 'Like this.');
      const resolve = { type: 'change_status', actor: person, status: 'resolved' } as const;
      await desk.does(message.ticketId, resolve);
      return message;
    },
  ],
];

async function walked(script: Script, setting: Setting) {
  const desk = scriptedDesk(createInProcessEngine, script);
  const { ticketId, eventId: cause } = await setting(desk);
  const { agents, clock, context, results } = desk;
  const start = {
    journeyId: 'journey',
    ticketId,
    cause,
    ticket: await desk.ticket(ticketId),
    claimedUntil: clock.now() + 1_000,
    trace: [],
  };
  return createInProcessEngine().run(start, {
    ...eachOf(agents),
    clock,
    context,
    stepResultStore: results,
    policy: desk.policy,
  });
}

describe('the steps of the journey', () => {
  it('come out in every way that the table knows', async () => {
    const seen = new Set<string>();
    for (const [, script, setting] of settings) {
      const { notes } = await walked(script, setting);
      for (const { name, outcome } of notes.trace) seen.add(`${name} ${outcome}`);
    }
    expect([...seen].sort()).toEqual([...pairs].sort());
  });

  it.each([
    ['screen', { screen: fails }],
    ['classify', { classify: fails }],
    ['retrieve', { retrieve: fails }],
    ['draft', { answer: fails }],
    ['review', { review: fails }],
  ] as const)('lead to a person when %s fails for good', async (name, script) => {
    const { outcome, notes } = await walked(script, asks);
    expect(outcome).toBe('escalated');
    expect(notes.escalation).toEqual({ reason: 'agent_failed' });
    expect(notes.trace.slice(-2).map((step) => `${step.name} ${step.outcome}`)).toEqual([
      `${name} failed`,
      'escalate escalated',
    ]);
  });

  it('fail where even the handoff does, instead of going round', async () => {
    const policy = { ...scenarioPolicy, hours: { timeZone: 'Nowhere/Never', days: {} } };
    const told: string[] = [];
    const createEngine = () => createInProcessEngine({ onStepFailure: (name) => told.push(name) });
    const desk = new ScenarioDesk({
      createEngine,
      policy,
      agents: new ScriptedAgents({ answer: fails }),
    });
    await expect(desk.worker('one').run(await asks(desk))).rejects.toThrow('Nowhere/Never');
    expect(told).toEqual(['draft']);
  });
});
