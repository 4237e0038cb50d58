import { sentences } from '#src/algorithms/text/sentences.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { HandoffPacket } from '#src/domain/ticket/events.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';
import type { Opening } from '#src/domain/time/business-hours.ts';
import type { ModelFailureReason } from '#src/foundation/model-error.ts';
import type { Classification, Draft, Passage, Question } from '../agents.ts';

export interface HandoffInput {
  readonly question: Question;
  readonly subject: string;
  readonly classification: Classification | null;
  readonly passages: readonly Passage[];
  readonly draft: Draft | null;
  readonly policy: DeskPolicy;
  /** Why a model that should have been asked could not be, or null. */
  readonly modelFailure: ModelFailureReason | null;
}

const wantsLength = 160;
const triedLimit = 3;

/** What a person needs to take over without asking the customer again. */
export function packetOf(reason: EscalationReason, input: HandoffInput): HandoffPacket {
  const { question, subject, classification, passages, draft, policy } = input;
  const intent = classification?.intent ?? null;
  const tried = passages.slice(0, triedLimit).map(({ articleId, title }) => ({
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
      ...nextStepsFor(reason, tried),
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

const whoComes = 'One of our people will answer you here';

/** Tells the customer who comes and when, in one or two sentences. */
export function handoffNotice(
  reason: EscalationReason,
  opening: Opening,
  policy: DeskPolicy,
): string {
  return `${startOf(reason, policy)} ${whoComes}: ${when(opening, policy.hours.timeZone)}`;
}

function startOf(reason: EscalationReason, policy: DeskPolicy): string {
  switch (reason) {
    case 'person_requested':
      return 'Of course.';
    case 'unknown_language':
      return `I can only read ${languageNames(policy.languages)}, so I am passing this on.`;
    case 'no_words':
      return 'I could not find a question in this, so I am passing it on.';
    case 'sensitive_topic':
      return 'I am passing this straight to a person, with everything you wrote.';
    case 'not_helped':
      return 'I am sorry that my answer did not help, so I am passing this on with everything we wrote.';
    default:
      return 'I do not want to guess on this one, so I am passing it on with everything you wrote.';
  }
}

function when(opening: Opening, timeZone: string): string {
  if (opening.open) return `the team is at the desk now, until ${opening.until} (${timeZone}).`;
  if (opening.day === 'never') return 'as soon as somebody is back at the desk.';
  const day = weekdayNames[opening.day] ?? opening.day;
  return `the team is back ${day} at ${opening.at} (${timeZone}).`;
}

const weekdayNames: Readonly<Record<string, string>> = {
  mon: 'on Monday',
  tue: 'on Tuesday',
  wed: 'on Wednesday',
  thu: 'on Thursday',
  fri: 'on Friday',
  sat: 'on Saturday',
  sun: 'on Sunday',
};

function languageNames(codes: readonly string[]): string {
  const spoken = codes.map(languageName);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(spoken);
}

/** A policy may hold a code that is none, such as `en_US`: the customer is told all the same. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
