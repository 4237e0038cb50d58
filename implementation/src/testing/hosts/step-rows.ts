import { journeyIdOf } from '#src/foundation/identity.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import type { StepName } from '#src/journey/ticket-journey.ts';
import { exportPassage, offering, type Script } from '../scenarios/scripted-agents.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import type { Sent } from './host-under-test.ts';
import { asked, question } from './http-rows.ts';
import { itemRow } from './item-cells.ts';
import { sent } from './item-rows.ts';
import type { Row } from './table.ts';

/** How a step comes out, of a ticket of which the steps before it have made this. */
interface Way {
  readonly before: readonly StepName[];
  readonly outcome: string;
  readonly script?: Script;
  /** What the customer says to a question back, where there was one. */
  readonly choice?: string;
  /** How else; null where there is but one way. */
  readonly otherwise: Pick<Way, 'outcome' | 'script' | 'choice'> | null;
}

/** The beginning of a ticket that was asked back. */
const askedBack = [
  'customer ticket.opened chat ""',
  '+customer message.received "How do I export my data?"',
  'system journey.started 1 <- message 1',
  'agent reply.posted "Is this what you mean?" 0.9 citing nothing asking export (no receipt) <- message 1',
  '+system journey.ended asked:  <- message 1',
];

const upTo = (...before: StepName[]) => before;
const wantsPerson: Script = { classify: () => ({ intent: 'wants-person' }) };

const ways: { readonly [Name in StepName]: Way } = {
  receive: { before: [], outcome: 'ready', otherwise: { outcome: 'person_has_it' } },
  choose: {
    before: upTo('receive'),
    outcome: 'chosen',
    choice: '1',
    otherwise: { outcome: 'none', choice: 'None of these' },
  },
  screen: {
    before: upTo('receive'),
    outcome: 'clean',
    otherwise: { outcome: 'no_words', script: { screen: () => 'no_words' } },
  },
  classify: {
    before: upTo('receive', 'screen'),
    outcome: 'question',
    otherwise: { outcome: 'person_requested', script: wantsPerson },
  },
  retrieve: {
    before: upTo('receive', 'screen', 'classify'),
    outcome: 'found',
    otherwise: { outcome: 'nothing_found', script: { retrieve: () => [] } },
  },
  draft: {
    before: upTo('receive', 'screen', 'classify', 'retrieve'),
    outcome: 'drafted',
    otherwise: { outcome: 'not_confident', script: { answer: () => null } },
  },
  ask: {
    before: upTo('receive', 'screen', 'classify', 'retrieve', 'draft'),
    outcome: 'asked',
    script: { answer: () => null, offer: () => offering([exportPassage]) },
    otherwise: null,
  },
  review: {
    before: upTo('receive', 'screen', 'classify', 'retrieve', 'draft'),
    outcome: 'approved',
    otherwise: {
      outcome: 'rejected',
      script: { answer: () => ({ citations: [] }) },
    },
  },
  post: {
    before: upTo('receive', 'screen', 'classify', 'retrieve', 'draft', 'review'),
    outcome: 'answered',
    otherwise: null,
  },
  acknowledge: {
    before: upTo('receive', 'screen', 'classify'),
    outcome: 'acknowledged',
    script: { classify: () => ({ intent: 'greeting' }) },
    otherwise: null,
  },
  escalate: {
    before: upTo('receive', 'screen', 'classify'),
    outcome: 'escalated',
    script: wantsPerson,
    otherwise: null,
  },
};

function stepNamed(name: StepName) {
  const found = stepFunctions.find(({ trigger: { step } }) => step === name);
  if (!found) throw new Error(`no function runs the step ${name}`);
  return found;
}

/** The state before a step: the steps before it have run, and left their notes. */
async function stateBefore(
  desk: DeskUnderTest,
  { before, script = {}, choice }: Pick<Way, 'before' | 'script' | 'choice'>,
  replied: boolean,
): Promise<Sent> {
  desk.agents.script = script;
  const ticketId = 'ticket-1';
  const cause =
    choice === undefined
      ? await desk.opens(ticketId, question)
      : await desk.wasAskedBack(ticketId, choice);
  if (replied) await desk.replies(ticketId, 'I do this one.');
  const journeyId = journeyIdOf(ticketId, cause);
  // Longer than any host lets a call hang: it is the call's own end that is looked at.
  const claimedUntil = desk.clock.now() + 3_600_000;
  const seen = { local: eventsLeft(choice, replied).records };
  const state = { ticketId, journeyId, cause, attempt: 1, claimedUntil, seen };
  const { carried } = sent({ kind: 'step', state: {} });
  const laptop = await desk.open([]);
  let after: StepName | null = null;
  for (const step of before) {
    await hostFunction(stepNamed(step), laptop.desk).call({ ...state, after }, carried);
    after = step;
  }
  return sent({ kind: 'step', state: { ...state, after } });
}

/** What a ticket's log holds before the step and after it: a step writes nothing down. */
function eventsLeft(choice: string | undefined, replied: boolean) {
  const story =
    choice === undefined ? asked : [...askedBack, `customer message.received "${choice}"`];
  const events = replied ? [...story, 'person reply.posted "I do this one."'] : story;
  return { events, records: events.filter((line) => !line.startsWith('+')).length };
}

function stepRow([name, way]: [StepName, Way]): Row {
  const { outcome, otherwise, before, choice } = way;
  // What nothing else makes come out otherwise, a person's reply does.
  const replied = otherwise !== null && !otherwise.script && otherwise.choice === undefined;
  return itemRow({
    fn: stepNamed(name),
    missing: { laptop: 'a laptop has no workflow: its engine runs the steps itself' },
    prepare: (desk) => stateBefore(desk, way, false),
    result: { outcome },
    left: { events: [eventsLeft(choice, false).events], listed: [], called: 0 },
    fatal: 'dead',
    refused:
      otherwise === null
        ? 'the step comes out in one way only'
        : {
            prepare: (desk) => stateBefore(desk, { before, ...otherwise }, replied),
            result: { outcome: otherwise.outcome },
            left: {
              events: [eventsLeft(otherwise.choice, replied).events],
              listed: [],
              called: 0,
            },
          },
    invalid: {
      prepare: async () => sent({ kind: 'step', state: { journeyId: 'journey-1' } }),
      became: 'dead',
      left: { events: [], listed: [], called: 0 },
    },
    three: 'a state comes alone',
  });
}

export const stepRows: readonly Row[] = (Object.entries(ways) as [StepName, Way][]).map(stepRow);
