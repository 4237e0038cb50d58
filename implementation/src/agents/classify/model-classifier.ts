import type { TrainingSets } from '#src/knowledge/load/content.ts';
import type { AgentCall, Classification, ModelPart, Question } from '../agents.ts';
import { askModel, type ModelFormOptions } from '../model/ask-model.ts';
import { classifyForm, classifyPrompt, classifyRequest, noIntent } from './classify-prompt.ts';

export interface ModelClassifierOptions extends ModelFormOptions {
  readonly utterances: TrainingSets['utterances'];
}

/** What a model finds in a message; `inScope` is for the statistical form to say. */
export interface ModelView {
  readonly found: Omit<Classification, 'inScope' | 'model'> | null;
  readonly part: ModelPart;
}

export interface ModelClassifier {
  classify(question: Question, call: AgentCall): Promise<ModelView>;
}

/** Enough for the four fields. */
const answerTokens = 200;

/** Lets a model sort a message into the company's own intents. */
export function createModelClassifier(options: ModelClassifierOptions): ModelClassifier {
  const { modelName, redactor, utterances } = options;
  const prompt = classifyPrompt(utterances);
  const form = classifyForm([...new Set(utterances.map(({ intent }) => intent))].sort());
  return {
    async classify({ text }, call) {
      const redacted = redactor.redact(text, redactor.session(call.names)).text;
      const request = {
        model: modelName,
        system: prompt.text,
        messages: [{ role: 'user' as const, text: classifyRequest(redacted) }],
        maxOutputTokens: options.maxOutputTokens ?? answerTokens,
        responseSchema: form,
      };
      const { value, part } = await askModel(options, request, call);
      if (value === null) return { found: null, part };
      const { intent, urgency, sentiment, confidence } = value;
      const sure = Math.min(1, Math.max(0, confidence || 0));
      const isNone = intent === noIntent;
      return {
        found: {
          intent: isNone ? 'unknown' : intent,
          confidence: isNone ? 0 : sure,
          urgency,
          sentiment,
          promptHash: prompt.hash,
        },
        part,
      };
    },
  };
}
