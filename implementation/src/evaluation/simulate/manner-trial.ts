import { chanceOf } from './chance.ts';
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
    const trial = { manner, questions: goals.length, right: 0, wrong: 0, handedOver: 0 };
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
): Promise<'right' | 'wrong' | 'handedOver'> {
  const [question = ''] = goal.questions;
  const chance = chanceOf('manner', seed, question);
  const text = worded(question, manner === null ? [] : [[manner, 1]], chance);
  const { kind, articleIds } = await createConversation(desk, 'chat').say(text);
  if (kind === 'handed over') return 'handedOver';
  return isMetBy(goal, { articleIds }) ? 'right' : 'wrong';
}
