import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { scriptedDesk } from './scenario-desk.ts';
import type { HeldStep } from './scripted-agents.ts';
import { wayTo } from './ways.ts';

/** How long a journey may take where nobody says how long. */
const journeyMs = 8_000;

const hanging: readonly (readonly [HeldStep, string])[] = [
  ['classify', wayTo('classify', 'failed')],
  ['retrieve', wayTo('retrieve', 'failed')],
  ['answer', wayTo('draft', 'failed')],
];

/** Journeys that have used up their time. */
export function describeDeadlines(createEngine: CreateJourneyEngine): void {
  describe('a journey that has no time left', () => {
    it.each(hanging)('hands over what hangs: %s', async (step, way) => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const held = desk.agents.hold(step);
      const journey = desk.worker('one').run(message);
      await held.reached;
      await desk.clock.advance(journeyMs - 1);
      expect(await desk.story(message.ticketId)).toHaveLength(3);
      await desk.clock.advance(1);
      expect(await journey).toBe('escalated');
      const story = await desk.story(message.ticketId);
      expect(story.find((line) => line.includes('reply.posted'))).toContain(way);
      expect(story.find((line) => line.includes('ticket.escalated'))).toContain('agent_failed');

      // What comes too late changes nothing.
      held.open();
      await new Promise((resolve) => setImmediate(resolve));
      expect(await desk.story(message.ticketId)).toEqual(story);
    });

    it('ends by the deadline of its caller', async () => {
      const desk = scriptedDesk(createEngine);
      const { ticketId, eventId } = await desk.opens('How do I export?');
      const held = desk.agents.hold('answer');
      const context = { ...desk.context, deadline: desk.clock.now() + 2_000 };
      const journey = desk.worker('one').runner.run(context, ticketId, eventId);
      await held.reached;
      await desk.clock.advance(2_000);
      expect((await journey).outcome).toBe('escalated');
    });

    it('leaves a ticket to the person who has it', async () => {
      const desk = scriptedDesk(createEngine);
      const message = await desk.opens('How do I export?');
      const held = desk.agents.hold('answer');
      const journey = desk.worker('one').run(message);
      await held.reached;
      await desk.replies(message.ticketId, 'Ada here.');
      await desk.clock.advance(journeyMs);
      expect(await journey).toBe('dropped');
      const story = await desk.story(message.ticketId);
      expect(story.some((line) => line.includes('agent reply.posted'))).toBe(false);
    });

    it('does not give up before: what may succeed later is tried later', async () => {
      const desk = scriptedDesk(createEngine, {
        retrieve: () => {
          throw new SupportError('unavailable', 'The index is away.');
        },
      });
      const message = await desk.opens('How do I export?');
      await expect(desk.worker('one').run(message)).rejects.toMatchObject({ code: 'unavailable' });
      expect(await desk.story(message.ticketId)).toHaveLength(3);
    });
  });
}
