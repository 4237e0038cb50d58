import { chanceOf } from './chance.ts';
import { choose } from './choice.ts';
import { createConversation } from './conversation.ts';
import { isMetBy } from './customer.ts';
import type { DeskDoor } from './desk-door.ts';
import type { Goal } from './goal.ts';
import { type Manner, manners, worded } from './wording.ts';

/** What became of the same questions when they were written in one manner. */
export interface MannerTrial {
  /** Null: as they are. */
  readonly manner: Manner | null;
  readonly questions: number;
  readonly right: number;
  /** After the desk asked back what was meant, by a customer who reads. */
  readonly rightAfterAsking: number;
  readonly wrong: number;
  readonly handedOver: number;
}

/**
 * Asks for every goal once as it is and once in each manner, each time in a new chat: what a manner
 * costs, everything else being equal.
 */
export async function tryManners(
  goals: readonly Goal[],
  desk: DeskDoor,
  seed: number,
): Promise<MannerTrial[]> {
  const trials: MannerTrial[] = [];
  for (const manner of [null, ...manners]) {
    const none = { right: 0, rightAfterAsking: 0, wrong: 0, handedOver: 0 };
    const trial = { manner, questions: goals.length, ...none };
    for (const goal of goals) trial[await outcomeOf(goal, manner, desk, seed)] += 1;
    trials.push(trial);
  }
  return trials;
}

async function outcomeOf(
  goal: Goal,
  manner: Manner | null,
  desk: DeskDoor,
  seed: number,
): Promise<Exclude<keyof MannerTrial, 'manner' | 'questions'>> {
  const [question = ''] = goal.questions;
  const chance = chanceOf('manner', seed, question);
  const text = worded(question, manner === null ? [] : [[manner, 1]], chance);
  const conversation = createConversation(desk, 'chat');
  const first = await conversation.say(text);
  const askedBack = first.kind === 'asked back';
  const reply = askedBack
    ? await conversation.say(choose(first.options, [goal], 1, chance).said)
    : first;
  if (reply.kind === 'handed over') return 'handedOver';
  if (!isMetBy(goal, reply)) return 'wrong';
  return askedBack ? 'rightAfterAsking' : 'right';
}
