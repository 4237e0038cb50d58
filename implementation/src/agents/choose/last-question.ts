import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
import { readChoice } from './read-choice.ts';

type Turns = Pick<Ticket, 'turns'>;

/**
 * The newest message that asks something, or null: who says which of the options is meant, or that
 * none is, still asks what was asked before.
 */
export function lastQuestion({ turns }: Turns): Turn | null {
  const isQuestion = (turn: Turn, at: number) =>
    turn.from === 'customer' && !turn.automatic && !isChoice({ turns }, at);
  return turns[turns.findLastIndex(isQuestion)] ?? null;
}

/** Whether the turn says which of the options is meant that the last reply before it named. */
export function isChoice({ turns }: Turns, at: number): boolean {
  const turn = turns[at];
  const { options = [] } = turns.slice(0, at).findLast(({ reply }) => reply)?.reply ?? {};
  if (options.length === 0 || turn?.from !== 'customer') return false;
  const titles = options.map(({ title }) => title);
  return readChoice(readable(turn.text), titles).kind !== 'other';
}
