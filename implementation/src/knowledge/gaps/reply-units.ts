import { sentences } from '#src/algorithms/text/sentences.ts';
import { isCourtesy, withoutFrame } from './courtesies.ts';

/** A piece of a reply that can stand in an article by itself. */
export interface ReplyUnit {
  readonly kind: 'sentence' | 'steps';
  /** A sentence; or the line that announces steps, where there is one, and a line for each. */
  readonly lines: readonly string[];
}

const item = /^\s*(?:\d{1,2}[.)]|[-*•])\s+\S/;

/** What a reply says, piece by piece. Steps stay together, with the sentence that announces them. */
export function replyUnits(reply: string): ReplyUnit[] {
  const units: ReplyUnit[] = [];
  let steps: string[] = [];
  const endSteps = () => {
    if (steps.length === 0) return;
    const before = units.at(-1);
    const announced = before?.kind === 'sentence' && before.lines[0]?.endsWith(':');
    if (announced) units.pop();
    units.push({ kind: 'steps', lines: [...(announced ? before.lines : []), ...steps] });
    steps = [];
  };
  for (const line of withoutFrame(reply).split('\n')) {
    if (line.trim() === '') continue;
    if (item.test(line)) {
      steps.push(line.trim());
      continue;
    }
    endSteps();
    for (const { text } of sentences(line)) {
      if (/\p{L}/u.test(text) && !isCourtesy(text)) units.push({ kind: 'sentence', lines: [text] });
    }
  }
  endSteps();
  return units;
}
