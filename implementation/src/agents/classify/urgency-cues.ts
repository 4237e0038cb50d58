import type { TicketPriority } from '#src/domain/ticket/vocabulary.ts';

/** Said in so many words; looked for in lower case, so that shouting says nothing. */
const urgent =
  /\b(?:urgent(?:ly)?|emergency|asap|as soon as possible|right now|immediately|at once|critical(?:ly)?|everything is down|(?:is|are) (?:completely )?down|nobody can work|no one can work|cannot work at all|can t work at all|losing (?:money|customers|data)|data (?:loss|breach)|been hacked|leaked|within the hour|in (?:an|one|two|1|2) hours?)\b/;
const calm =
  /\b(?:no (?:rush|hurry)|not urgent|isn t urgent|whenever you (?:can|have|get)|when you have (?:time|a moment|a minute)|take your time|just (?:curious|wondering)|out of curiosity|low priority|at your convenience|no pressure)\b/;

/** What a message says itself about how urgent it is, or null. */
export function statedUrgency(text: string): TicketPriority | null {
  const said = text
    .slice(0, 4_000)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  if (calm.test(said)) return 'low';
  return urgent.test(said) ? 'urgent' : null;
}
