import { describe, expect, it } from 'vitest';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import {
  askedBack,
  opening,
  printPassage,
  question,
  says,
  unsure,
  wasAskedBack,
} from './asking-back.ts';
import { claimEndMs, person, scriptedDesk } from './scenario-desk.ts';

/** Messages that come twice, workers that are lost and people who step in around a question back. */
export function describeChoiceTroubles(createEngine: CreateJourneyEngine): void {
  describe('the agent asks back', () => {
    it('once, however often the message is delivered', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const message = await wasAskedBack(desk);
      expect(await desk.worker('one').run(message)).toBe('asked');
      expect(await desk.worker('two').run(message)).toBe('asked');
      const again = await Promise.all([
        desk.worker('three').run(message),
        desk.worker('four').run(message),
      ]);
      expect(again).toEqual(['asked', 'asked']);
      expect(await desk.story(message.ticketId)).toEqual([...opening(), ...askedBack('message 1')]);
      expect(desk.agents.asked.answer).toHaveLength(1);
    });

    it('and reads a choice once that three workers hear of', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      const choice = await desk.says(ticketId, '2');
      const workers = ['one', 'two', 'three'].map((name) => desk.worker(name));
      const outcomes = await Promise.all(workers.map((worker) => worker.run(choice)));
      expect(outcomes.toSorted()).toEqual(['answered', 'claimed', 'claimed']);
      expect(desk.agents.asked.answer).toHaveLength(2);
    });

    it('and reads a choice anew whose worker was lost', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      const choice = await desk.says(ticketId, '2');
      const lost = desk.worker('lost', { goneAfter: 'choose' });
      void lost.run(choice);
      await lost.gone;
      await desk.clock.advance(claimEndMs);
      expect(await desk.worker('next').run(choice)).toBe('answered');
      expect((await desk.ticket(ticketId)).turns.at(-1)?.text).toBe(printPassage.text);
    });

    it('and tells people what was asked, where a choice kills its journey', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      const failure = new TypeError('x is not a function');
      const fails = () => {
        throw failure;
      };
      desk.agents.script = { ...unsure, answer: fails };
      const worker = desk.worker('one');
      const choice = await desk.says(ticketId, '2');
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await expect(worker.run(choice)).rejects.toBe(failure);
        await desk.clock.advance(claimEndMs);
      }
      expect(await worker.run(choice)).toBe('escalated');
      const { escalation } = await desk.ticket(ticketId);
      expect(escalation).toMatchObject({ reason: 'agent_failed', packet: { wants: question } });
    });

    it('and asks back about both where a second message comes meanwhile', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const worker = desk.worker('one');
      const first = await desk.opens(question);
      const held = desk.agents.hold('answer');
      const asking = worker.run(first);
      await held.reached;
      const second = await desk.says(first.ticketId, 'On Android.');
      held.open();
      expect(await asking).toBe('dropped');
      expect(await worker.run(second)).toBe('asked');
      expect(await says(desk, first.ticketId, '2')).toBe('answered');
      expect(desk.agents.asked.answer.at(-1)?.text).toBe(`${question}\n\nOn Android.`);
    });

    it.each([
      ['has taken the ticket', { type: 'assign', actor: person, assignee: 'ada' }],
      ['has replied', { type: 'reply', actor: person, text: 'Ada here.' }],
    ] as const)('and leaves the choice to the person who %s', async (_, command) => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      await desk.does(ticketId, command);
      expect(await says(desk, ticketId, '2')).toBe('stood_back');
      expect((await desk.ticket(ticketId)).turns.at(-1)).toMatchObject({ text: '2' });
      expect(desk.agents.asked.answer).toHaveLength(1);
    });

    it('and reads no choice once a person has replied and is done', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      await desk.replies(ticketId, 'Like this.');
      await desk.does(ticketId, { type: 'change_status', actor: person, status: 'resolved' });
      expect(await says(desk, ticketId, '2')).toBe('asked');
      expect(desk.agents.asked.answer.at(-1)).toEqual({
        text: '2',
        previous: { text: question, articleIds: [] },
      });
    });
  });
}
