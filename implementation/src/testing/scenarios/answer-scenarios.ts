import { describe, expect, it } from 'vitest';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { scriptedDesk } from './scenario-desk.ts';
import { wayTo } from './ways.ts';

const way = wayTo('review', 'approved');
/** The agent's answer to a message, as the record that ends its journey tells it. */
export const answerTo = (message: string, paid = ' for 0.01 USD'): string[] => [
  `agent ticket.classified how-to 0.9 normal <- ${message}`,
  `+agent reply.posted "Open Settings and choose Export." 0.9 citing export${paid} (${way}) <- ${message}`,
  `+system journey.ended answered: answered <- ${message}`,
];
const isThanks = (text: string) => text.startsWith('Thanks');
const smallTalkWay = `(${wayTo('classify', 'small_talk')})`;

/** Messages that the agent meets by itself. */
export function describeAnswers(createEngine: CreateJourneyEngine): void {
  describe('what the agent answers', () => {
    it('answers a question at once', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      expect(await desk.worker('one').run(message)).toBe('answered');
      expect(await desk.story(message.ticketId)).toEqual([
        'customer ticket.opened chat ""',
        '+customer message.received "How do I export?"',
        'system journey.started 1 <- message 1',
        ...answerTo('message 1'),
      ]);
      const ticket = await desk.ticket(message.ticketId);
      expect(ticket).toMatchObject({ status: 'pending', escalated: false, intent: 'how-to' });
      expect(ticket.turns.at(-1)?.reply?.receipt).toMatchObject({
        model: 'scripted',
        promptHash: 'prompt-1',
        classifier: { intent: 'how-to', confidence: 0.9, urgency: 'normal' },
        articles: [{ articleId: 'export', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      });
    });

    it('answers three quick messages with one answer to all', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const first = await desk.opens('Hello,');
      const { ticketId } = first;
      const held = desk.agents.hold('answer');
      const answering = worker.run(first);
      await held.reached;
      const second = await desk.says(ticketId, 'one question:');
      const third = await desk.says(ticketId, 'how do I export?');
      expect(await worker.run(second)).toBe('superseded');
      expect(await worker.run(third)).toBe('answered');
      held.open();
      expect(await answering).toBe('dropped');
      expect(await desk.story(ticketId)).toEqual([
        'customer ticket.opened chat ""',
        '+customer message.received "Hello,"',
        'system journey.started 1 <- message 1',
        'customer message.received "one question:"',
        'customer message.received "how do I export?"',
        'system journey.started 1 <- message 3',
        ...answerTo('message 3'),
        'system journey.ended dropped: reply.posted <- message 1',
      ]);
      const [, whole] = desk.agents.asked.answer;
      expect(whole).toEqual({
        text: 'Hello,\n\none question:\n\nhow do I export?',
        previous: null,
      });
    });

    it('gives a follow-up the turn before', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const first = await desk.opens('How do I export?');
      await worker.run(first);
      const second = await desk.says(first.ticketId, 'And on Android?');
      expect(await worker.run(second)).toBe('answered');
      expect((await desk.story(first.ticketId)).slice(6)).toEqual([
        'customer message.received "And on Android?"',
        'system journey.started 1 <- message 2',
        ...answerTo('message 2'),
      ]);
      const followUp = {
        text: 'And on Android?',
        previous: { text: 'How do I export?', articleIds: ['export'] },
      };
      const { asked } = desk.agents;
      for (const step of ['screen', 'classify', 'retrieve', 'answer'] as const) {
        expect(asked[step]).toEqual([{ text: 'How do I export?', previous: null }, followUp]);
      }
    });

    it('reads the subject of a mail with its first message, and with no other', async () => {
      const desk = scriptedDesk(createEngine);
      const worker = desk.worker('one');
      const first = await desk.opens('Please help.', { subject: 'No export', channel: 'email' });
      await worker.run(first);
      const second = await desk.says(first.ticketId, 'It still fails.');
      await worker.run(second);
      expect(desk.agents.asked.answer.map((question) => question.text)).toEqual([
        'No export\n\nPlease help.',
        'It still fails.',
      ]);
    });
    describeSmallTalk(createEngine);
    describeLongTexts(createEngine);
  });
}

function describeSmallTalk(createEngine: CreateJourneyEngine): void {
  it('greets back without asking the knowledge base', async () => {
    const desk = scriptedDesk(createEngine, { classify: () => ({ intent: 'greeting' }) });
    const message = await desk.opens('Hello there');
    expect(await desk.worker('one').run(message)).toBe('acknowledged');
    const text =
      'Hello! I am the assistant of Acme. Ask me anything about the product, or say that you want to talk to a person.';
    expect((await desk.story(message.ticketId)).slice(2)).toEqual([
      'system journey.started 1 <- message 1',
      'agent ticket.classified greeting 0.9 normal <- message 1',
      `+agent reply.posted "${text}" 0.9 citing nothing ${smallTalkWay} <- message 1`,
      '+system journey.ended acknowledged: acknowledged <- message 1',
    ]);
    expect(desk.agents.asked.retrieve).toEqual([]);
  });

  const thanksText =
    '"Glad that helped. Write here again whenever something else comes up." 0.9 citing nothing';

  it('takes thanks for an answer as a confirmed resolution', async () => {
    const desk = scriptedDesk(createEngine, {
      classify: ({ text }) => ({ intent: isThanks(text) ? 'thanks' : 'how-to' }),
    });
    const worker = desk.worker('one');
    const first = await desk.opens('How do I export?');
    await worker.run(first);
    const second = await desk.says(first.ticketId, 'Thanks, that helped.');
    expect(await worker.run(second)).toBe('acknowledged');
    expect((await desk.story(first.ticketId)).slice(6)).toEqual([
      'customer message.received "Thanks, that helped."',
      'system journey.started 1 <- message 2',
      'agent ticket.classified thanks 0.9 normal <- message 2',
      `+agent reply.posted ${thanksText} ${smallTalkWay} <- message 2`,
      '+agent status.changed resolved confirmed <- message 2',
      '+system journey.ended acknowledged: acknowledged <- message 2',
    ]);
    const resolved = { status: 'resolved', resolution: 'confirmed' };
    expect(await desk.ticket(first.ticketId)).toMatchObject(resolved);

    // Thanks are no exchange: what follows is about what was answered.
    const fourth = await desk.says(first.ticketId, 'And on Android?');
    expect(await worker.run(fourth)).toBe('answered');
    const previous = { text: 'How do I export?', articleIds: ['export'] };
    expect(desk.agents.asked.answer.at(-1)).toEqual({ text: 'And on Android?', previous });

    // Whoever writes again has its ticket open, and the agent answers.
    const third = await desk.says(first.ticketId, 'One more: how do I export?');
    expect(await desk.ticket(first.ticketId)).toMatchObject({ status: 'open', resolution: null });
    expect(await worker.run(third)).toBe('answered');
  });

  it('does not resolve what nobody answered', async () => {
    const desk = scriptedDesk(createEngine, { classify: () => ({ intent: 'thanks' }) });
    const message = await desk.opens('Thanks in advance');
    expect(await desk.worker('one').run(message)).toBe('acknowledged');
    expect((await desk.story(message.ticketId)).slice(3)).toEqual([
      'agent ticket.classified thanks 0.9 normal <- message 1',
      `+agent reply.posted ${thanksText} ${smallTalkWay} <- message 1`,
      '+system journey.ended acknowledged: acknowledged <- message 1',
    ]);
    expect(await desk.ticket(message.ticketId)).toMatchObject({ status: 'pending' });
  });

  it('asks the knowledge base where small talk is not sure', async () => {
    const desk = scriptedDesk(createEngine, {
      classify: () => ({ intent: 'thanks', confidence: 0.49 }),
    });
    const message = await desk.opens('Thanks to whom do I owe this export?');
    expect(await desk.worker('one').run(message)).toBe('answered');
  });
}

function describeLongTexts(createEngine: CreateJourneyEngine): void {
  const words = 'How do I export? ';
  it.each([
    ['the longest chat message', words.repeat(1928).slice(0, 32_768), 32_768],
    ['a mail of a megabyte, which stands in the blob store', 'x'.repeat(1_000_000), 4_096],
  ])('answers %s', async (_, text, readCharacters) => {
    const desk = scriptedDesk(createEngine);
    const message = await desk.opens(text);
    expect(await desk.worker('one').run(message)).toBe('answered');
    const stored =
      text.length > 32_768 ? `blob of ${text.length} bytes` : `"${text.slice(0, 20)}… 32768"`;
    expect(await desk.story(message.ticketId)).toEqual([
      'customer ticket.opened chat ""',
      `+customer message.received ${stored}`,
      'system journey.started 1 <- message 1',
      ...answerTo('message 1'),
    ]);
    expect(desk.agents.asked.answer[0]?.text).toBe(text.slice(0, readCharacters));
  });
}
