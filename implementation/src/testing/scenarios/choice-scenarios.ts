import { describe, expect, it } from 'vitest';
import type { Question } from '#src/agents/agents.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { answerTo } from './answer-scenarios.ts';
import {
  askedBack,
  choosing,
  noGuess,
  opening,
  passages,
  question,
  says,
  unsure,
  wasAskedBack,
  wayByChoice,
} from './asking-back.ts';
import { ScenarioDesk, scriptedDesk } from './scenario-desk.ts';
import { exportPassage, offering, ScriptedAgents, scenarioPolicy } from './scripted-agents.ts';
import { wayTo } from './ways.ts';

const deskWith = (
  createEngine: CreateJourneyEngine,
  asksBack: (typeof scenarioPolicy)['asksBack'],
) => {
  const policy = { ...scenarioPolicy, asksBack };
  return new ScenarioDesk({ createEngine, policy, agents: new ScriptedAgents(unsure) });
};

/** Questions that the agent asks back about, and what customers say to that. */
export function describeChoices(createEngine: CreateJourneyEngine): void {
  describe('what the agent asks back', () => {
    it('names what may be meant, and answers nothing yet', async () => {
      const desk = scriptedDesk(createEngine, unsure);
      const { ticketId } = await wasAskedBack(desk);
      expect(await desk.story(ticketId)).toEqual([...opening(), ...askedBack('message 1')]);
      const ticket = await desk.ticket(ticketId);
      expect(ticket).toMatchObject({ status: 'pending', escalated: false, ownedByPerson: false });
      expect(ticket.turns.at(-1)?.reply?.options).toEqual(offering(passages).options);
    });

    it('asks whether it is this, where but one thing may be meant', async () => {
      const desk = scriptedDesk(createEngine, {
        ...unsure,
        offer: () => offering([exportPassage]),
      });
      const { ticketId } = await wasAskedBack(desk);
      expect((await desk.ticket(ticketId)).turns.at(-1)?.text).toMatch(/^Is this what you mean\?/);
    });

    it.each([
      ['where the company does not want that', undefined],
      ['where the company has taken that back', null],
      ['where it is not sure enough that one of them is meant', { from: 0.71 }],
    ])('nothing %s: people get it at once', async (_, asksBack) => {
      const desk = deskWith(createEngine, asksBack);
      const { ticketId, eventId } = await desk.opens(question);
      expect(await desk.worker('one').run({ ticketId, eventId })).toBe('escalated');
      const { escalation, turns } = await desk.ticket(ticketId);
      expect(escalation?.reason).toBe('not_confident');
      expect(turns.at(-1)?.reply?.options).toEqual([]);
    });

    it('nothing to who complains: they need a person', async () => {
      const desk = scriptedDesk(createEngine, {
        ...unsure,
        classify: () => ({ intent: 'complaint' }),
      });
      const message = await desk.opens('This is the third time that I write!');
      expect(await desk.worker('one').run(message)).toBe('escalated');
    });

    it('from exactly so sure on', async () => {
      await wasAskedBack(deskWith(createEngine, { from: 0.7 }));
    });

    it('nothing where it is sure of its answer, or nothing comes into question', async () => {
      const sure = scriptedDesk(createEngine, unsure);
      const message = await sure.opens('Sure thing: how do I export?');
      expect(await sure.worker('one').run(message)).toBe('answered');
      const lost = scriptedDesk(createEngine, { answer: () => null, offer: () => null });
      expect(await lost.worker('one').run(await lost.opens(question))).toBe('escalated');
    });
    describeChosen(createEngine);
    describeNoneChosen(createEngine);
    describeOtherWords(createEngine);
  });
}

function describeChosen(createEngine: CreateJourneyEngine): void {
  it.each(['2', 'About print'])('is answered by what is chosen with %j', async (choice) => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    expect(await says(desk, ticketId, choice)).toBe('answered');
    const way = wayByChoice('chosen', wayTo('review', 'approved'));
    expect((await desk.story(ticketId)).slice(6)).toEqual([
      ...choosing(choice),
      'agent ticket.classified how-to 0.9 normal <- message 2',
      `+agent reply.posted "Open File and choose Print." 0.9 citing print for 0.01 USD (${way}) <- message 2`,
      '+system journey.ended answered: answered <- message 2',
    ]);
    expect(await desk.ticket(ticketId)).toMatchObject({ status: 'pending', escalated: false });
    const chosen = { text: question, previous: null, chosen: 'print' };
    const { asked } = desk.agents;
    for (const step of ['classify', 'retrieve', 'answer'] as const) {
      expect(asked[step].at(-1)).toEqual(chosen);
    }
    // There is nothing to screen in a number.
    expect(asked.screen).toHaveLength(1);
  });

  it('is looked up with what came before the question, as it was asked', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const worker = desk.worker('one');
    const first = await desk.opens('Sure thing: how do I export?');
    await worker.run(first);
    const { ticketId } = first;
    expect(await says(desk, ticketId, 'And on Android?')).toBe('asked');
    expect(await says(desk, ticketId, '2')).toBe('answered');
    const previous = { text: 'Sure thing: how do I export?', articleIds: ['export'] };
    const chosen = { text: 'And on Android?', previous, chosen: 'print' };
    expect(desk.agents.asked.retrieve.at(-1)).toEqual(chosen);
  });

  it('is looked up with the subject of its mail', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const mail = await desk.opens('Please help.', { subject: 'No export', channel: 'email' });
    expect(await desk.worker('one').run(mail)).toBe('asked');
    expect(await says(desk, mail.ticketId, '1')).toBe('answered');
    expect(desk.agents.asked.answer.at(-1)?.text).toBe('No export\n\nPlease help.');
  });

  it('is what a follow-up comes after, and not the number', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    await says(desk, ticketId, '2');
    expect(await says(desk, ticketId, 'Sure, and on Android?')).toBe('answered');
    expect(desk.agents.asked.answer.at(-1)).toEqual({
      text: 'Sure, and on Android?',
      previous: { text: question, articleIds: ['print'] },
    });
  });

  it('and a new question after that may be asked back as well', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    expect(await says(desk, ticketId, '2')).toBe('answered');
    expect(await says(desk, ticketId, 'And how do I get it back in?')).toBe('asked');
    const way = wayByChoice('other', wayTo('draft', 'unclear'));
    expect((await desk.story(ticketId)).slice(-3)).toEqual(askedBack('message 3', way));
    expect(await says(desk, ticketId, '1')).toBe('answered');
  });

  it('and thanks for that answer confirm it', async () => {
    const desk = scriptedDesk(createEngine, {
      ...unsure,
      classify: ({ text: said }) => ({ intent: said === 'Thanks!' ? 'thanks' : 'how-to' }),
    });
    const { ticketId } = await wasAskedBack(desk);
    await says(desk, ticketId, '2');
    expect(await says(desk, ticketId, 'Thanks!')).toBe('acknowledged');
    expect(await desk.ticket(ticketId)).toMatchObject({ resolution: 'confirmed' });
  });

  it('goes to people where the article is gone meanwhile', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    desk.agents.script = { ...unsure, retrieve: () => [] };
    expect(await says(desk, ticketId, '2')).toBe('escalated');
    const way = wayByChoice('chosen', wayTo('retrieve', 'nothing_found'));
    expect((await desk.story(ticketId)).slice(8)).toEqual([
      'agent ticket.classified how-to 0.9 normal <- message 2',
      `+agent reply.posted "${noGuess}" null citing nothing (${way}) <- message 2`,
      `+agent ticket.escalated nothing_found: "${question}" <- message 2`,
      '+system journey.ended escalated: escalated <- message 2',
    ]);
  });
}

function describeNoneChosen(createEngine: CreateJourneyEngine): void {
  it('goes to people where it is none of these, and they see what it is not', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    expect(await says(desk, ticketId, 'None of these')).toBe('escalated');
    const way = wayByChoice('none', wayTo('classify', 'person_requested'));
    expect((await desk.story(ticketId)).slice(6)).toEqual([
      ...choosing('None of these'),
      'agent ticket.classified how-to 0.9 normal <- message 2',
      `+agent reply.posted "${noGuess}" null citing nothing (${way}) <- message 2`,
      `+agent ticket.escalated not_confident: "${question}" <- message 2`,
      '+system journey.ended escalated: escalated <- message 2',
    ]);
    const { escalation } = await desk.ticket(ticketId);
    expect(escalation?.packet).toMatchObject({
      wants: question,
      tried: [
        { articleId: 'export', title: 'About export', confidence: 0 },
        { articleId: 'print', title: 'About print', confidence: 0 },
      ],
      nextSteps: [
        'Ask for a screenshot.',
        'Something else is meant than “About export”, “About print”: the customer was asked.',
        'Answer from your own knowledge, then write it down as an article.',
      ],
    });
    expect(desk.agents.asked.retrieve).toHaveLength(1);
  });

  it.each([
    ['by the words', { screen: () => 'person_requested' }],
    ['by the sense', { classify: () => ({ intent: 'wants-person' }) }],
  ] as const)('goes to a person who is asked for %s', async (_, wish) => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    desk.agents.script = { ...unsure, ...wish };
    expect(await says(desk, ticketId, 'Let me talk to a person')).toBe('escalated');
    const { escalation } = await desk.ticket(ticketId);
    expect(escalation?.reason).toBe('person_requested');
    expect(escalation?.packet.nextSteps).toContain(
      'Greet the customer and take over the conversation.',
    );
    // What is wanted is still what was asked.
    expect(escalation?.packet).toMatchObject({
      wants: question,
      tried: [{ articleId: 'export' }, { articleId: 'print' }],
    });
  });
}

function describeOtherWords(createEngine: CreateJourneyEngine): void {
  const afterExchange = (words: string): Question => ({
    text: words,
    previous: { text: question, articleIds: [] },
  });

  it('takes other words as a message of its own, and answers it where it is sure', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    const words = 'Sure, as a spreadsheet.';
    expect(await says(desk, ticketId, words)).toBe('answered');
    const way = wayTo('review', 'approved');
    const told = answerTo('message 2').map((line) => line.replace(way, wayByChoice('other', way)));
    expect((await desk.story(ticketId)).slice(6)).toEqual([...choosing(words), ...told]);
    const { asked } = desk.agents;
    for (const step of ['screen', 'classify', 'retrieve', 'answer'] as const) {
      expect(asked[step].at(-1)).toEqual(afterExchange(words));
    }
  });

  it('asks nobody back twice in a row', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    const words = 'I mean as a spreadsheet.';
    expect(await says(desk, ticketId, words)).toBe('escalated');
    const way = wayByChoice('other', wayTo('draft', 'not_confident'));
    expect((await desk.story(ticketId)).slice(8)).toEqual([
      'agent ticket.classified how-to 0.9 normal <- message 2',
      `+agent reply.posted "${noGuess}" 0.3 citing nothing for 0.01 USD (${way}) <- message 2`,
      `+agent ticket.escalated not_confident: "${words}" <- message 2`,
      '+system journey.ended escalated: escalated <- message 2',
    ]);
    const { escalation } = await desk.ticket(ticketId);
    expect(escalation?.packet.nextSteps.join(' ')).not.toContain('Something else is meant');
  });

  it('takes thanks for no answer, whatever was answered before', async () => {
    const desk = scriptedDesk(createEngine, {
      ...unsure,
      classify: ({ text: said }) => ({ intent: said === 'Thanks!' ? 'thanks' : 'how-to' }),
    });
    const { ticketId, eventId } = await desk.opens('Sure thing: how do I export?');
    expect(await desk.worker('one').run({ ticketId, eventId })).toBe('answered');
    expect(await says(desk, ticketId, 'And on Android?')).toBe('asked');
    expect(await says(desk, ticketId, 'Thanks!')).toBe('acknowledged');
    const thanked = { status: 'pending', resolution: null, resolutions: [] };
    expect(await desk.ticket(ticketId)).toMatchObject(thanked);
  });

  it('takes silence for nothing', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    const answer = (await desk.ticket(ticketId)).turns.at(-1)?.eventId ?? '';
    await desk.clock.advance(4 * 86_400_000);
    const assumed = await desk.does(ticketId, { type: 'assume_resolution', answer });
    expect(assumed).toMatchObject({ outcome: 'refused', refusal: { refused: 'not_silent' } });
  });

  it('leaves what a machine says to it alone, and reads the choice that follows', async () => {
    const desk = scriptedDesk(createEngine, unsure);
    const { ticketId } = await wasAskedBack(desk);
    const away = await desk.says(ticketId, 'I am away.', true);
    expect(await desk.worker('one').run(away)).toBe('stood_back');
    expect(await says(desk, ticketId, '2')).toBe('answered');
    expect(desk.agents.asked.answer.at(-1)).toMatchObject({ text: question, chosen: 'print' });
  });
}
