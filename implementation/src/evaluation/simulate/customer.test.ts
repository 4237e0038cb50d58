import { expect, test } from 'vitest';
import { chanceOf } from './chance.ts';
import { Customer } from './customer.ts';
import type { Reply } from './desk-door.ts';
import type { Goal } from './goal.ts';
import { type Persona, personas } from './personas.ts';
import { phrases } from './phrases.ts';
import type { Scenario } from './scenario.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const goal: Goal = { answers: ['right'], questions: ['How does it work?', 'What makes it go?'] };
const other: Goal = { answers: ['other'], questions: ['What does it cost?'] };

const reply = (kind: Reply['kind'], ...articleIds: string[]): Reply => ({
  kind,
  text: '',
  articleIds,
  options: [],
  millis: 1,
});
const right = reply('answer', 'right');
const wrong = reply('answer', 'elsewhere');
const smallTalk = reply('answer');
const handedOver = reply('handed over');

const plain: Persona = { ...personas.exacting, patience: 1, notices: 1, thanks: 0 };

/** Plays a customer against replies in this order; the last one is said for ever. */
async function play(
  acts: Scenario['acts'],
  replies: readonly Reply[],
  persona: Partial<Persona> = {},
  goals: readonly Goal[] = [goal, other],
) {
  const said: string[] = [];
  const clock = createSimulatedClock(0);
  const customer = new Customer({
    scenario: { id: 'test', persona: 'plain', goals: [], acts, ends: 'answered' },
    persona: { ...plain, ...persona },
    goals,
    chance: chanceOf('test'),
    letPass: async (passingMs) => clock.leap(passingMs),
    conversation: {
      ticketId: 'ticket',
      async say(text) {
        said.push(text);
        return replies[said.length - 1] ?? replies.at(-1) ?? smallTalk;
      },
    },
  });
  const played = await customer.play();
  return { ...played, said, days: clock.now() / 86_400_000 };
}

test('an answer from the right article meets the goal', async () => {
  const { said, met, thanked } = await play(['ask'], [right]);
  expect(said).toEqual(['How does it work?']);
  expect(met).toEqual([true]);
  expect(thanked).toBe(false);
});

test('who is helped says thanks, as likely as the persona has it', async () => {
  const { said, thanked } = await play(['ask'], [right, smallTalk], { thanks: 1 });
  expect(phrases.thank).toContain(said[1]);
  expect(thanked).toBe(true);
  // An answer to thanks from an article shows that they were not understood.
  expect((await play(['ask'], [right, wrong], { thanks: 1 })).thanked).toBe(false);
});

test('who notices a wrong answer asks in other words, and complains when patience is over', async () => {
  const better = await play(['ask'], [wrong, right]);
  expect(better.said).toEqual(goal.questions);
  expect(better.met).toEqual([true]);
  const worse = await play(['ask', 'ask'], [wrong, wrong, handedOver], { gaveUp: 'complain' });
  expect(worse.said.slice(0, 2)).toEqual(goal.questions);
  expect(phrases.complain).toContain(worse.said[2]);
  // It ends there: the second question is never asked.
  expect(worse.said).toHaveLength(3);
  expect(worse).toMatchObject({ handedOver: true, gaveUp: true, met: [false] });
});

test('others want a person, or just leave', async () => {
  const wanting = await play(['ask'], [wrong], { patience: 0, gaveUp: 'want a person' });
  expect(phrases['want a person']).toContain(wanting.said[1]);
  const leaving = await play(['ask'], [wrong], { patience: 0, gaveUp: 'leave' });
  expect(leaving.said).toHaveLength(1);
  expect(leaving.gaveUp).toBe(true);
});

test('who does not notice a wrong answer says thanks for it', async () => {
  const { said, met, thanked } = await play(['ask'], [wrong, smallTalk], { notices: 0, thanks: 1 });
  expect(said).toHaveLength(2);
  expect(met).toEqual([false]);
  expect(thanked).toBe(true);
});

const option = (articleId: string) => ({ articleId, title: `About ${articleId}`, url: '/' });
const askedBack: Reply = { ...reply('asked back'), options: [option('other'), option('right')] };

test('who is asked back says which is meant, and is helped', async () => {
  const { said, met, turns } = await play(['ask'], [askedBack, right], { reads: 1 });
  expect(said).toHaveLength(2);
  expect(['2', 'About right', 'the second one']).toContain(said[1]);
  expect(met).toEqual([true]);
  expect(turns.map(({ verdict }) => verdict)).toEqual(['asked back', 'right']);
});

test('who takes what they do not want was not misled, and asks again', async () => {
  const { turns, met } = await play(['ask'], [askedBack, reply('answer', 'other'), right], {
    reads: 0,
  });
  expect(turns.map(({ verdict }) => verdict)).toEqual(['asked back', 'chosen amiss', 'right']);
  expect(met).toEqual([true]);
});

test('who means none of it is not misled where people take over, and is where they do not', async () => {
  const nothing = { ...askedBack, options: [option('elsewhere')] };
  const single: Goal = { answers: ['right'], questions: ['How does it work?'] };
  const handed = await play(['ask'], [nothing, handedOver], { reads: 1 }, [single]);
  expect(phrases.none).toContain(handed.said[1]);
  expect(handed).toMatchObject({ handedOver: true, met: [false] });
  const misled = await play(['ask'], [nothing, wrong, handedOver], { reads: 1 }, [single]);
  expect(misled.turns[1]?.verdict).toBe('wrong');
});

test('once people have it, a customer asks how it goes at most', async () => {
  const { said } = await play(['want a person', 'ask', 'thank', 'nudge'], [handedOver]);
  expect(said).toHaveLength(2);
  expect(phrases.nudge).toContain(said[1]);
});

test('of two things in one message, what was not answered is asked for again', async () => {
  const { said, met } = await play(['ask both'], [right, reply('answer', 'other')]);
  expect(said).toEqual(['How does it work? Also: What does it cost?', 'What does it cost?']);
  expect(met).toEqual([true, true]);
});

test('days pass, and the same is asked in other words', async () => {
  const { said, days } = await play(['ask', 'wait 2 days', 'ask again'], [right]);
  expect(said).toEqual(goal.questions);
  expect(days).toBe(2);
});

test('greetings, thanks before a question and literal words are said as they are', async () => {
  const { said, turns } = await play(
    ['greet', { say: '???' }, 'thank and ask', 'complain'],
    [smallTalk, reply('refused'), right, handedOver],
  );
  expect(phrases.greet).toContain(said[0]);
  expect(said[1]).toBe('???');
  expect(phrases.thank.some((thanks) => said[2] === `${thanks} How does it work?`)).toBe(true);
  expect(turns.map(({ verdict }) => verdict)).toEqual([
    'small talk',
    'refused',
    'right',
    'handed over',
  ]);
});

test('nothing but a person is right where nothing answers', async () => {
  const unknown: Goal = { answers: [], questions: ['Do you sell tea?'] };
  const { turns } = await play(['ask'], [right, smallTalk, handedOver], {}, [unknown]);
  expect(turns.map(({ verdict }) => verdict)).toEqual(['wrong', 'wrong', 'handed over']);
});
