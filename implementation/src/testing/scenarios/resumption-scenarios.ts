import { describe, expect, it } from 'vitest';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import type { StepName } from '#src/journey/ticket-journey.ts';
import { answerTo } from './answer-scenarios.ts';
import { claimEndMs, scriptedDesk } from './scenario-desk.ts';
import type { Script } from './scripted-agents.ts';
import { aPassage, exportPassage, offering } from './scripted-agents.ts';
import { stepsTo } from './ways.ts';

/** A script, the steps that it leads through, and how the journey ends. */
const ways: readonly (readonly [string, Script, readonly StepName[]])[] = [
  ['answered', {}, [...stepsTo('review'), 'post']],
  [
    'asked',
    { answer: () => null, offer: () => offering([exportPassage]) },
    [...stepsTo('draft'), 'ask'],
  ],
  ['escalated', { answer: () => ({ confidence: 0.2 }) }, [...stepsTo('draft'), 'escalate']],
  [
    'acknowledged',
    { classify: () => ({ intent: 'greeting' }) },
    [...stepsTo('classify'), 'acknowledge'],
  ],
];

const cases = ways.flatMap(([outcome, script, steps]) =>
  (['claim', ...steps] as const).map((goneAfter) => ({ outcome, script, goneAfter })),
);

/** Workers that are gone in the middle of a journey. */
export function describeResumptions(createEngine: CreateJourneyEngine): void {
  describe('a worker that is gone', () => {
    it.each(cases)('after $goneAfter: $outcome all the same, paid once', async (one) => {
      const { outcome, script, goneAfter } = one;
      const desk = scriptedDesk(createEngine, script);
      const message = await desk.opens('How do I export?');
      const lost = desk.worker('lost', { goneAfter });
      void lost.run(message);
      await lost.gone;
      expect(await desk.story(message.ticketId)).toHaveLength(3);
      await desk.clock.advance(claimEndMs);
      expect(await desk.worker('next').run(message)).toBe(outcome);

      const story = await desk.story(message.ticketId);
      const untouched = scriptedDesk(createEngine, script);
      const undisturbed = await untouched.opens('How do I export?');
      await untouched.worker('one').run(undisturbed);
      const expected = await untouched.story(undisturbed.ticketId);
      expected.splice(3, 0, 'system journey.started 2 <- message 1');
      expect(story).toEqual(expected);
      expect(desk.agents.asked.answer.length).toBeLessThanOrEqual(1);
    });

    it('after every step in turn, three times, is replaced by a person', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      for (const goneAfter of ['draft', 'review', 'post'] as const) {
        const lost = desk.worker(goneAfter, { goneAfter });
        void lost.run(message);
        await lost.gone;
        await desk.clock.advance(claimEndMs);
      }
      expect(await desk.worker('next').run(message)).toBe('escalated');
      expect(desk.agents.asked.answer).toHaveLength(1);
    });

    it('computes again what cost nothing', async () => {
      const desk = scriptedDesk(createEngine, { paid: false });
      const message = await desk.opens('How do I export?');
      const lost = desk.worker('lost', { goneAfter: 'review' });
      void lost.run(message);
      await lost.gone;
      await desk.clock.advance(claimEndMs);
      expect(await desk.worker('next').run(message)).toBe('answered');
      expect(desk.agents.asked.answer).toHaveLength(2);
    });

    it('is paid anew where the article has changed meanwhile', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const lost = desk.worker('lost', { goneAfter: 'draft' });
      void lost.run(message);
      await lost.gone;
      const changed = aPassage('export', 'Press Export.');
      desk.agents.script = { retrieve: () => [changed] };
      await desk.clock.advance(claimEndMs);
      expect(await desk.worker('next').run(message)).toBe('answered');
      expect(desk.agents.asked.answer).toHaveLength(2);
      const { turns } = await desk.ticket(message.ticketId);
      expect(turns.at(-1)?.text).toBe('Press Export.');
    });

    it('is replaced although a tag landed meanwhile, and nothing is paid again', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const lost = desk.worker('lost', { goneAfter: 'post' });
      void lost.run(message);
      await lost.gone;
      await desk.does(message.ticketId, {
        type: 'add_tag',
        actor: { kind: 'person' },
        tag: 'vip',
      });
      await desk.clock.advance(claimEndMs);
      expect(await desk.worker('next').run(message)).toBe('answered');
      expect((await desk.story(message.ticketId)).slice(3)).toEqual([
        'person tag.added vip',
        'system journey.started 2 <- message 1',
        ...answerTo('message 1'),
      ]);
      expect(desk.agents.asked.answer).toHaveLength(1);
    });

    it('is not replaced where a newer message has its own journey', async () => {
      const desk = scriptedDesk(createEngine);
      const first = await desk.opens('How do I export?');
      const lost = desk.worker('lost', { goneAfter: 'draft' });
      void lost.run(first);
      await lost.gone;
      const second = await desk.says(first.ticketId, 'Please.');
      await desk.clock.advance(claimEndMs);
      const next = desk.worker('next');
      expect(await next.run(first)).toBe('superseded');
      expect(await next.run(second)).toBe('answered');
      expect((await desk.story(first.ticketId)).slice(3)).toEqual([
        'customer message.received "Please."',
        'system journey.started 1 <- message 2',
        ...answerTo('message 2'),
      ]);
    });
  });
}
