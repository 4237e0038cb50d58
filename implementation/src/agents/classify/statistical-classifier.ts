import { sentences } from '#src/algorithms/text/sentences.ts';
import {
  type Classification as TextClassification,
  TextClassifier,
} from '#src/algorithms/text-classifier.ts';
import type { LabelledText } from '#src/algorithms/train-text-classifier.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { ticketPriority } from '#src/domain/ticket/vocabulary.ts';
import type { Sentiment, TrainingSets } from '#src/knowledge/load/content.ts';
import type { Classification, Classifier } from '../agents.ts';
import { cachedClassifier, type ModelCache } from '../model-cache.ts';
import { declinesPerson } from '../screen/person-request.ts';
import type { IntentModel } from './intent-model.ts';
import { opensOnly } from './opener.ts';
import { smallTalkIn } from './small-talk.ts';
import { urgencyWithCues } from './urgency-cues.ts';

export interface ClassifierOptions {
  readonly intents: IntentModel;
  readonly training: Pick<TrainingSets, 'urgency' | 'sentiment'>;
  /** What some intents mean for the desk. */
  readonly meaning: DeskPolicy['intents'];
  readonly cache: ModelCache;
}

/** Below this a label is a guess, and the ordinary one is taken. */
const surenessNeeded = 0.5;
/** A part of a message decides for the whole of it from here on. */
const weightyConfidence = 0.8;
/** Below this what stands beside a greeting is part of it. */
const inScopeNeeded = 0.5;
const readLength = 4_000;
/** As sure as a rule is taken to be that is heard in small talk alone: no measure stands behind it. */
const ruleConfidence = 0.95;
/** What is left of the confidence in a wish for a person that the message itself declines. */
const declinedShare = 0.1;

/**
 * Intent, urgency and sentiment by classifiers trained on the company's own examples. They read
 * words in one case and no punctuation: shouting makes nothing more urgent.
 */
export function createStatisticalClassifier(options: ClassifierOptions): Classifier {
  const { intents, training, meaning, cache } = options;
  const smallTalk = [...meaning.greeting, ...meaning.thanks];
  const urgency = classifierOf(
    'urgency',
    training.urgency.map((row) => ({ text: row.text, label: row.urgency })),
    cache,
  );
  const sentiment = classifierOf(
    'sentiment',
    training.sentiment.map((row) => ({ text: row.text, label: row.sentiment })),
    cache,
  );
  const besideSmallTalk = (text: string): TextClassification | null => {
    const matter = sentences(text.slice(0, readLength))
      .filter((sentence) => !smallTalk.includes(intents.view(sentence.text).label))
      .map((sentence) => sentence.text)
      .join(' ');
    const view = intents.view(matter);
    return view.inScopeScore >= inScopeNeeded ? view : null;
  };
  return {
    async classify({ text }) {
      const parts = intents.parts(text);
      const whole = parts.length > 1 ? intents.view(text) : (parts[0] as TextClassification);
      const matters = parts.filter((part) => !smallTalk.includes(part.label));
      // Whatever else a message says: what must go to a person is what it is about. And who says hello
      // or thanks beside it has not only come for that.
      const weighty = parts.find(
        (part) => meaning.sensitive.includes(part.label) && part.confidence >= weightyConfidence,
      );
      const beside = smallTalk.includes(whole.label) ? besideSmallTalk(text) : null;
      const ruled = ruledSmallTalk(text, meaning);
      const { label, confidence, inScopeScore } = ruled ?? weighty ?? beside ?? whole;
      const others = new Set(ruled ? [] : matters.map((part) => part.label));
      others.delete(label);
      const declined = meaning.personRequest.includes(label) && declinesPerson(text);
      return {
        intent: label,
        confidence: declined ? confidence * declinedShare : confidence,
        inScope: inScopeScore,
        urgency: urgencyWithCues(text, urgencyOf(urgency, text)),
        sentiment: sentimentOf(sentiment, text),
        ...(others.size > 0 && { alsoAbout: [...others] }),
      };
    },
  };
}

/** What a message is by a rule, where the company has an intent for it. */
function ruledSmallTalk(text: string, meaning: DeskPolicy['intents']) {
  const talk = smallTalkIn(text) ?? (opensOnly(text) ? 'greeting' : null);
  const label = talk && meaning[talk][0];
  return label ? { label, confidence: ruleConfidence, inScopeScore: 1 } : null;
}

function classifierOf(
  kind: string,
  rows: readonly LabelledText[],
  cache: ModelCache,
): TextClassifier | null {
  const model = cachedClassifier(kind, rows, cache);
  return model && new TextClassifier(model);
}

function urgencyOf(model: TextClassifier | null, text: string): Classification['urgency'] {
  const found = model?.classify(text);
  if (!found || found.confidence < surenessNeeded) return 'normal';
  return ticketPriority.catch('normal').parse(found.label);
}

function sentimentOf(model: TextClassifier | null, text: string): Sentiment {
  const found = model?.classify(text);
  if (!found || found.confidence < surenessNeeded) return 'neutral';
  return found.label === 'negative' || found.label === 'positive' ? found.label : 'neutral';
}
