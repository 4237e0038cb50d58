import type { Question } from '../agents.ts';

const readLength = 1_000;
/** A longer message brings news, and deserves another look at the knowledge base. */
const shortWords = 12;

const success =
  '(?:work|works|worked|working|help|helps|helped|helping|helpful|solve|solves|solved|fix|fixes|fixed|right|correct|resolved|useful|true|change anything|what i (?:asked|meant|need|needed|wanted))';

/** Texts are in lower case, with apostrophes gone and other punctuation as spaces. */
const failures: readonly RegExp[] = [
  new RegExp(
    `\\b(?:did|does|do|has|have|is|was|are|were|could|can|would) ?(?:not|nt|n t)(?: \\w+){0,3} ${success}\\b`,
  ),
  new RegExp(`\\b(?:not|never|hardly|nothing)(?: \\w+)? ${success}\\b`),
  /\bstill (?:the same|broken|stuck|failing|fails|wrong|nothing|not|no|doesnt|isnt|wont|cant|happening|happens)\b/,
  /\b(?:that|this|it|answer|which)(?: is| was|s)? (?:wrong|useless|unhelpful|nonsense|incorrect|rubbish|no help|no use)\b/,
  /\b(?:no luck|no use|to no avail|wrong answer|same (?:problem|error|issue) (?:again|as before)|makes no sense|not it)\b/,
  /^(?:no|nope|nah|wrong|useless|unhelpful)(?: (?:thanks|thank you|sorry|it|that|is|not))*$/,
];

/** Whether a message says that something did not help, whatever else it says. */
export function saysItFailed(text: string): boolean {
  const plain = text
    .slice(0, readLength)
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return failures.some((failure) => failure.test(plain));
}

/** A customer who only says that the answer before was no help: the same again would be an insult. */
export function rejectsTheAnswer({ text, previous }: Question): boolean {
  if (!previous || previous.articleIds.length === 0) return false;
  const words = text.trim().split(/\s+/).length;
  return words <= shortWords && !/\d{3}/.test(text) && saysItFailed(text);
}
