import { sentences } from '#src/algorithms/text/sentences.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { HandoffPacket, Option } from '#src/domain/ticket/events.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';
import type { Opening } from '#src/domain/time/business-hours.ts';
import type { ModelFailureReason } from '#src/foundation/model-error.ts';
import type { Classification, Draft, Passage, Question } from '../agents.ts';
import type { DeskWords } from '../speaking/desk-words.ts';
import { wordsFor } from '../speaking/words-for.ts';

export interface HandoffInput {
  readonly question: Question;
  readonly subject: string;
  readonly classification: Classification | null;
  readonly passages: readonly Passage[];
  readonly draft: Draft | null;
  /** What the customer was asked back with, and has not chosen from. */
  readonly offered?: readonly Option[];
  /** Whether the customer said that none of that is meant. */
  readonly isDeclined?: boolean;
  readonly policy: DeskPolicy;
  /** Why a model that should have been asked could not be, or null. */
  readonly modelFailure: ModelFailureReason | null;
}

const wantsLength = 160;
const triedLimit = 3;

/** What a person needs to take over without asking the customer again. */
export function packetOf(reason: EscalationReason, input: HandoffInput): HandoffPacket {
  const { question, subject, classification, passages, draft, offered = [], policy } = input;
  const intent = classification?.intent ?? null;
  const found = passages.slice(0, triedLimit);
  const tried = (found.length > 0 ? found : offered).map(({ articleId, title }) => ({
    articleId,
    title,
    confidence: draft?.citations.some((one) => one.articleId === articleId) ? draft.confidence : 0,
  }));
  const forIntent = intent === null ? [] : (policy.nextSteps[intent] ?? []);
  return {
    wants: oneLine(wanted(reason, question)) || subject,
    tried,
    sentiment: classification?.sentiment ?? 'neutral',
    urgency: classification?.urgency ?? 'normal',
    intent,
    nextSteps: [
      ...forIntent,
      ...(input.isDeclined ? notMeant(offered) : nextStepsFor(reason, tried)),
      ...moreWanted(classification?.alsoAbout ?? []),
      ...withoutModel(input.modelFailure),
    ],
  };
}

/** Who says that an answer did not help still wants what was asked before it. */
const wanted = (reason: EscalationReason, { text, previous }: Question): string =>
  reason === 'not_helped' && previous ? previous.text : text;

/** The sentence that tells most: the first question, or the longest of the first sentences. */
function oneLine(text: string): string {
  const found = sentences(text.slice(0, 4_000)).map((sentence) => sentence.text);
  const chosen =
    found.find((sentence) => sentence.endsWith('?')) ??
    found.slice(0, 5).reduce((left, right) => (right.length > left.length ? right : left), '');
  if (chosen.length <= wantsLength) return chosen;
  // Cut between characters, never inside one.
  return `${chosen
    .slice(0, wantsLength - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

function nextStepsFor(reason: EscalationReason, tried: HandoffPacket['tried']): string[] {
  const first = tried[0];
  switch (reason) {
    case 'not_confident':
      return first
        ? [`Check whether “${first.title}” answers it, and send it if it does.`]
        : ['Answer from your own knowledge, then write it down as an article.'];
    case 'nothing_found':
      return ['Answer from your own knowledge, then write it down as an article.'];
    case 'unknown_language':
      return ['Answer in the customer’s language, or ask which one suits.'];
    case 'not_helped':
      return ['Read what was answered before: the customer says that it did not help.'];
    case 'no_words':
      return ['Ask the customer what they need help with.'];
    case 'person_requested':
      return ['Greet the customer and take over the conversation.'];
    case 'sensitive_topic':
      return ['Read it before anything else: this topic always goes to a person.'];
    case 'review_failed':
    case 'agent_failed':
      return ['Answer by hand: the agent could not finish, and its log says why.'];
  }
}

const notMeant = (offered: readonly Option[]): string[] => [
  `Something else is meant than ${offered.map(({ title }) => `“${title}”`).join(', ')}: the customer was asked.`,
  'Answer from your own knowledge, then write it down as an article.',
];

/** Names of intents are words with hyphens between them. */
const moreWanted = (intents: readonly string[]): string[] =>
  intents.map(
    (intent) => `Answer this too: the message is also about ${intent.replaceAll('-', ' ')}.`,
  );

/** Whoever takes over should know that only one of two looked at it. */
const withoutModel = (failure: ModelFailureReason | null): string[] =>
  failure === null
    ? []
    : [
        `The language model could not be asked (${failure.replaceAll('_', ' ')}): only the offline agent looked at it.`,
      ];

/**
 * Tells the customer who comes and when, in two or three sentences.
 *
 * @param language The customer's, as a base code; null where it cannot be told.
 */
export function handoffNotice(
  reason: EscalationReason,
  opening: Opening,
  policy: DeskPolicy,
  language: string | null = null,
): string {
  const words = wordsFor(language, policy.languages);
  const why =
    reason === 'unknown_language'
      ? words.handingOverUnread(languageNames(policy.languages, words.locale))
      : words.handingOver[reason];
  return `${why} ${whoComes(words, opening, policy.hours.timeZone)}`;
}

function whoComes(words: DeskWords, opening: Opening, timeZone: string): string {
  if (opening.open) return words.comesNow(opening.until, timeZone);
  if (opening.day === 'never') return words.comesSometime;
  return words.comesLater(opening.day, opening.at, timeZone);
}

function languageNames(codes: readonly string[], locale: string): string {
  const spoken = codes.map((code) => languageName(code, locale));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(spoken);
}

/** A policy may hold a code that is none, such as `en_US`: the customer is told all the same. */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
