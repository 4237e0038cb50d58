import { describe, expect, it } from 'vitest';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { passages, question, says, unsure, wasAskedBack } from './asking-back.ts';
import { type ScenarioDesk, scriptedDesk } from './scenario-desk.ts';
import { offering, type Script } from './scripted-agents.ts';

const { options } = offering(passages);
const lastReply = async (desk: ScenarioDesk, ticketId: string) =>
  (await desk.ticket(ticketId)).turns.at(-1)?.reply;
const lookedUp = (desk: ScenarioDesk) => desk.agents.asked.retrieve.at(-1);
const print = { text: question, previous: null, chosen: 'print' };
const politely: Script = {
  ...unsure,
  classify: ({ text: said }) => ({ intent: said === 'Thanks!' ? 'thanks' : 'how-to' }),
};

/** What customers say to a question back that is neither a choice nor a matter of its own. */
export function describeChoicesAgain(createEngine: CreateJourneyEngine): void {
  describe('what the agent asked back, asked again', () => {
    it.each(['9', 'both', '?'])('is shown once more to who says %j', async (words) => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      expect(await says(desk, ticketId, words)).toBe('asked');
      expect((await lastReply(desk, ticketId))?.options).toEqual(options);
      // What is chosen then is about what was asked at first.
      expect(await says(desk, ticketId, '2')).toBe('answered');
      expect(lookedUp(desk)).toEqual(print);
    });

    it('goes to people with the question where it is no clearer after that', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      await says(desk, ticketId, '9');
      expect(await says(desk, ticketId, '8')).toBe('escalated');
      const { escalation } = await desk.ticket(ticketId);
      expect(escalation).toMatchObject({
        reason: 'not_confident',
        packet: { wants: question, tried: [{ articleId: 'export' }, { articleId: 'print' }] },
      });
    });

    it('is still open after thanks, and not resolved by them', async () => {
      const desk = scriptedDesk(createEngine, politely);
      const { ticketId } = await wasAskedBack(desk);
      expect(await says(desk, ticketId, 'Thanks!')).toBe('acknowledged');
      expect(await lastReply(desk, ticketId)).toMatchObject({ options, confidence: 0.7 });
      expect(await desk.ticket(ticketId)).toMatchObject({ resolution: null });
      // Being polite uses nothing up.
      expect(await says(desk, ticketId, '9')).toBe('asked');
      expect(await says(desk, ticketId, '2')).toBe('answered');
      expect(lookedUp(desk)).toEqual(print);
    });

    it('can be chosen from once more after an answer', async () => {
      const desk = scriptedDesk(createEngine, politely);
      const { ticketId } = await wasAskedBack(desk);
      expect(await says(desk, ticketId, '1')).toBe('answered');
      expect(await says(desk, ticketId, '2')).toBe('answered');
      expect(lookedUp(desk)).toEqual(print);
      expect(await says(desk, ticketId, 'Thanks!')).toBe('acknowledged');
      expect(await desk.ticket(ticketId)).toMatchObject({ resolution: 'confirmed' });
    });

    it('states how sure it was of the options, where what was chosen seemed less', async () => {
      const desk = scriptedDesk(createEngine, {
        ...unsure,
        answer: ({ question: { chosen } }) => ({
          confidence: chosen ? 0.1 : 0.3,
          sureEnough: !!chosen,
        }),
      });
      const { ticketId } = await wasAskedBack(desk);
      expect(await says(desk, ticketId, '2')).toBe('answered');
      expect((await lastReply(desk, ticketId))?.confidence).toBe(0.7);
    });
  });
}
