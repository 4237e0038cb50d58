import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { claimEndMs, scriptedDesk } from './scenario-desk.ts';
import type { Script } from './scripted-agents.ts';
import { wayTo } from './ways.ts';

const comes = 'One of our people will answer you here: the team is back tomorrow at 9:00 (UTC).';
const noGuess = `I do not want to guess on this one, so I am passing it on with everything you wrote. ${comes}`;
const question = 'How do I export?';

interface Handoff {
  readonly title: string;
  readonly script: Script;
  readonly reason: string;
  readonly because: string;
  readonly says: string;
  readonly confidence?: number;
  /** The steps up to the handoff, and what the classifier found on the way. */
  readonly way: string;
  readonly classified?: string;
}

const known = 'how-to 0.9 normal';
const fails = () => {
  throw new SupportError('internal', 'The model refuses.');
};

const handoffs: readonly Handoff[] = [
  {
    title: 'where it is not sure enough',
    script: { answer: () => ({ confidence: 0.49 }) },
    reason: 'not_confident',
    because: 'escalated',
    says: noGuess,
    confidence: 0.49,
    way: wayTo('draft', 'not_confident'),
    classified: known,
  },
  {
    title: 'where the passages hold no answer',
    script: { answer: () => null },
    reason: 'not_confident',
    because: 'escalated',
    says: noGuess,
    way: wayTo('draft', 'not_confident'),
    classified: known,
  },
  {
    title: 'where the knowledge base has nothing',
    script: { retrieve: () => [] },
    reason: 'nothing_found',
    because: 'escalated',
    says: noGuess,
    way: wayTo('retrieve', 'nothing_found'),
    classified: known,
  },
  {
    title: 'where a person is asked for by the words',
    script: { screen: () => 'person_requested', classify: () => ({ intent: 'billing' }) },
    reason: 'person_requested',
    because: 'escalated',
    says: `Of course. ${comes}`,
    way: wayTo('classify', 'person_requested', { screen: 'person_requested' }),
    classified: 'billing 0.9 normal',
  },
  {
    title: 'where a person is asked for by the sense',
    script: { classify: () => ({ intent: 'wants-person', urgency: 'high' }) },
    reason: 'person_requested',
    because: 'escalated',
    says: `Of course. ${comes}`,
    way: wayTo('classify', 'person_requested'),
    classified: 'wants-person 0.9 high',
  },
  {
    title: 'a topic that always goes to a person',
    script: { classify: () => ({ intent: 'security' }) },
    reason: 'sensitive_topic',
    because: 'escalated',
    says: `I am passing this straight to a person, with everything you wrote. ${comes}`,
    way: wayTo('classify', 'sensitive_topic'),
    classified: 'security 0.9 normal',
  },
  {
    title: 'an answer that did not help',
    script: { screen: () => 'not_helped' },
    reason: 'not_helped',
    because: 'escalated',
    says: `I am sorry that my answer did not help, so I am passing this on with everything we wrote. ${comes}`,
    way: wayTo('screen', 'not_helped'),
  },
  {
    title: 'a message without words',
    script: { screen: () => 'no_words' },
    reason: 'no_words',
    because: 'escalated',
    says: `I could not find a question in this, so I am passing it on. ${comes}`,
    way: wayTo('screen', 'no_words'),
  },
  {
    title: 'a language that the knowledge base does not have',
    script: { screen: () => 'unknown_language' },
    reason: 'unknown_language',
    because: 'escalated',
    says: `I can only read English, so I am passing this on. ${comes}`,
    way: wayTo('screen', 'unknown_language'),
  },
  {
    title: 'a draft that says what no article says',
    script: { answer: () => ({ text: 'Your refund is granted.' }) },
    reason: 'review_failed',
    because: 'escalated',
    says: noGuess,
    confidence: 0.9,
    way: wayTo('review', 'rejected'),
    classified: known,
  },
  {
    title: 'when the classifier fails for good',
    script: { classify: fails },
    reason: 'agent_failed',
    because: 'escalated',
    says: noGuess,
    way: wayTo('classify', 'failed'),
  },
  {
    title: 'when the answerer fails for good',
    script: { answer: fails },
    reason: 'agent_failed',
    because: 'escalated',
    says: noGuess,
    way: wayTo('draft', 'failed'),
    classified: known,
  },
];

/** Messages that the agent gives to people, and how they are told. */
export function describeHandoffs(createEngine: CreateJourneyEngine): void {
  describe('what the agent hands over', () => {
    it.each(handoffs)('$title', async (handoff) => {
      const { script, reason, because, says, confidence = null, way, classified } = handoff;
      // What an answer cost counts, whatever became of it.
      const paid = /draft (?!failed)/.test(way) ? ' for 0.01 USD' : '';
      const desk = scriptedDesk(createEngine, script);
      const message = await desk.opens(question);
      expect(await desk.worker('one').run(message)).toBe('escalated');
      const [first = '', ...rest] = [
        ...(classified ? [`agent ticket.classified ${classified} <- message 1`] : []),
        `agent reply.posted "${says}" ${confidence} citing nothing${paid} (${way}) <- message 1`,
        `agent ticket.escalated ${reason}: "${question}" <- message 1`,
        `system journey.ended escalated: ${because} <- message 1`,
      ];
      expect(await desk.story(message.ticketId)).toEqual([
        'customer ticket.opened chat ""',
        `+customer message.received "${question}"`,
        'system journey.started 1 <- message 1',
        first,
        ...rest.map((line) => `+${line}`),
      ]);
      const ticket = await desk.ticket(message.ticketId);
      expect(ticket).toMatchObject({ status: 'open', escalated: true, ownedByPerson: true });
    });

    it('packs what a person needs to take over', async () => {
      const desk = scriptedDesk(createEngine, {
        answer: () => ({ confidence: 0.3 }),
        classify: () => ({ urgency: 'high', sentiment: 'negative' }),
      });
      const message = await desk.opens('I am in a hurry. How do I export?');
      await desk.worker('one').run(message);
      const { escalation, priority } = await desk.ticket(message.ticketId);
      expect(priority).toBe('high');
      expect(escalation).toMatchObject({
        reason: 'not_confident',
        packet: {
          wants: 'How do I export?',
          tried: [{ articleId: 'export', title: 'About export', confidence: 0.3 }],
          sentiment: 'negative',
          urgency: 'high',
          intent: 'how-to',
          nextSteps: [
            'Ask for a screenshot.',
            'Check whether “About export” answers it, and send it if it does.',
          ],
        },
      });
    });

    it('leaves what the customer writes then to the person', async () => {
      const desk = scriptedDesk(createEngine, { retrieve: () => [] });
      const worker = desk.worker('one');
      const first = await desk.opens(question);
      await worker.run(first);
      const second = await desk.says(first.ticketId, 'Are you there?');
      expect(await worker.run(second)).toBe('stood_back');
      expect((await desk.story(first.ticketId)).slice(7)).toEqual([
        'customer message.received "Are you there?"',
      ]);
    });
    describeFailures(createEngine);
  });
}

function describeFailures(createEngine: CreateJourneyEngine): void {
  it('tries again what may succeed later, without paying twice', async () => {
    let isDown = true;
    const desk = scriptedDesk(createEngine, {
      review: () => {
        if (isDown) throw new SupportError('unavailable', 'Later.');
        return { outcome: 'approved' };
      },
    });
    const worker = desk.worker('one');
    const message = await desk.opens(question);
    await expect(worker.run(message)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await worker.run(message)).toBe('claimed');
    await desk.clock.advance(claimEndMs);
    isDown = false;
    expect(await worker.run(message)).toBe('answered');
    expect((await desk.story(message.ticketId)).map(type).slice(2)).toEqual([
      'journey.started 1',
      'journey.started 2',
      'ticket.classified how-to',
      'reply.posted "Open',
      'journey.ended answered:',
    ]);
    expect(desk.agents.asked.answer).toHaveLength(1);
  });

  it.each([
    ['says that it may work later', new SupportError('unavailable', 'Later.')],
    ['throws what nobody expects', new TypeError('x is not a function')],
  ])('gives a journey to a person when its step %s three times', async (_, failure) => {
    const desk = scriptedDesk(createEngine, {
      answer: () => {
        throw failure;
      },
    });
    const worker = desk.worker('one');
    const first = await desk.opens('Hello', { subject: 'Hi' });
    await desk.replies(first.ticketId, 'Hello, what can we do for you?');
    await desk.does(first.ticketId, {
      type: 'change_status',
      actor: { kind: 'person' },
      status: 'resolved',
    });
    const message = await desk.says(first.ticketId, question);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await expect(worker.run(message)).rejects.toBe(failure);
      await desk.clock.advance(claimEndMs);
    }
    expect(await worker.run(message)).toBe('escalated');
    expect((await desk.story(first.ticketId)).slice(4)).toEqual([
      `customer message.received "${question}"`,
      'system journey.started 1 <- message 2',
      'system journey.started 2 <- message 2',
      'system journey.started 3 <- message 2',
      'system journey.started 4 <- message 2',
      `agent reply.posted "${noGuess}" null citing nothing () <- message 2`,
      `+agent ticket.escalated agent_failed: "${question}" <- message 2`,
      '+system journey.ended escalated: failed <- message 2',
    ]);
    expect(desk.agents.asked.answer).toHaveLength(3);
  });
}

const type = (line: string) => line.split(' ').slice(1, 3).join(' ');
