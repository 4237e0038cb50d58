import { PLACEHOLDER } from '#src/algorithms/redaction/personal-kinds.ts';
import type { RedactionSession } from '#src/algorithms/redaction/redaction-session.ts';
import {
  type Answerer,
  type AnswerInput,
  type Answering,
  type Claim,
  claimSeparator,
  type Draft,
  type Passage,
} from '../agents.ts';
import { askModel, type ModelFormOptions } from '../model/ask-model.ts';
import { objectionToClaim } from '../review/grounding.ts';
import { type AnswerForm, answerForm, answerPrompt, answerRequest } from './answer-prompt.ts';
import { findQuote } from './find-quote.ts';

/** Enough for six claims with their quotes. */
const answerTokens = 1_200;
/** Nobody is surer than this who says so himself. */
const surest = 0.95;

/**
 * Lets a model write the answer from the passages. What it claims without a quote that stands in a
 * passage, or beyond what the quote says, is dropped; where nothing is left there is no draft.
 */
export function createModelAnswerer(options: ModelFormOptions): Answerer {
  const { modelName, redactor } = options;
  return {
    async answer({ question, passages }: AnswerInput, call): Promise<Answering> {
      const session = redactor.session(call.names);
      const text = redactor.redact(question.text, session).text;
      const earlier = question.previous && redactor.redact(question.previous.text, session).text;
      const request = {
        model: modelName,
        system: answerPrompt.text,
        messages: [
          { role: 'user' as const, text: answerRequest({ passages, question: text, earlier }) },
        ],
        maxOutputTokens: options.maxOutputTokens ?? answerTokens,
        responseSchema: answerForm,
      };
      const { value, part } = await askModel(options, request, call);
      const draft = value && draftOf(value, passages, session, part.usage.model);
      return { draft, model: part };
    },
  };
}

/**
 * With what was taken out for the model put back. Only a name may stand in a claim that no article
 * knows: an address or a number that a message brought along would read as the desk's own advice.
 */
function restored(text: string, session: RedactionSession): Omit<Claim, 'citation'> {
  const names = text.match(PLACEHOLDER)?.filter((one) => one.startsWith('[name-')) ?? [];
  const personal = names
    .map((one) => session.restore(one))
    .filter((value, index) => value !== names[index]);
  return { text: session.restore(text), personal };
}

/** The claims that hold, with their citations; null where none does. */
function draftOf(
  { claims, confidence }: AnswerForm,
  passages: readonly Passage[],
  session: RedactionSession,
  writtenBy: string,
): Draft | null {
  const kept: Claim[] = [];
  const citations: Draft['citations'][number][] = [];
  for (const { text, passage: number, quote: quoted } of claims) {
    const passage = passages[number - 1];
    const quote = passage && findQuote(passage.text, quoted);
    if (!passage || !quote) continue;
    const claim = restored(text.trim(), session);
    if (objectionToClaim(claim, { ...passage, quote }) !== null) continue;
    const { articleId, title, url } = passage;
    const known = citations.findIndex((one) => one.articleId === articleId && one.quote === quote);
    if (known < 0) citations.push({ articleId, title, url, quote });
    const citation = known < 0 ? citations.length - 1 : known;
    kept.push({ ...claim, citation });
  }
  if (kept.length === 0) return null;
  // What was dropped may have been what mattered.
  const share = kept.length / claims.length;
  return {
    text: kept.map((claim) => claim.text).join(claimSeparator),
    confidence: Math.min(surest, Math.max(0, confidence || 0)) * share,
    citations,
    claims: kept,
    writtenBy,
    promptHash: answerPrompt.hash,
  };
}
