import type {
  AgentCall,
  Agents,
  AnswerInput,
  Answering,
  Classification,
  Draft,
  Offer,
  Passage,
  Question,
  Reviewer,
  Screener,
} from '#src/agents/agents.ts';
import { citationReviewer } from '#src/agents/review/citation-reviewer.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { canonicalJson, contentHash } from '#src/foundation/identity.ts';
import type { Gate } from './gate.ts';
import { createGate } from './gate.ts';

/** What the agents of a scenario say; what is left out is a sure answer to a clear question. */
export interface Script {
  readonly screen?: Screener['screen'];
  readonly languageOf?: Screener['languageOf'];
  readonly classify?: (question: Question) => Partial<Classification>;
  readonly retrieve?: (question: Question) => readonly Passage[];
  readonly answer?: (input: AnswerInput) => Partial<Draft> | null;
  /** What may have been meant, with the draft or without. */
  readonly offer?: (input: AnswerInput) => Offer | null;
  readonly review?: Reviewer['review'];
  readonly paid?: boolean;
}

export type HeldStep = 'classify' | 'retrieve' | 'answer';

/** An article as the retriever would bring it. */
export function aPassage(articleId: string, text: string): Passage {
  const title = `About ${articleId}`;
  return {
    articleId,
    title,
    url: `/articles/${articleId}`,
    text,
    contentHash: contentHash(`${title}\n${text}`),
    score: 4,
    evidence: {},
  };
}

export const exportPassage = aPassage('export', 'Open Settings and choose Export.');

/** What one paid answer of the script costs. */
export const scriptedUsage = {
  model: 'scripted',
  inputTokens: 100,
  outputTokens: 20,
  costUsd: 0.01,
} as const;

/** What asks back which of these passages is meant. */
export const offering = (passages: readonly Passage[], sureness = 0.7): Offer => ({
  options: passages.map(({ articleId, title, url }) => ({ articleId, title, url })),
  sureness,
});

/** A draft that quotes all of a passage. */
export function quoting({ articleId, title, url, text }: Passage, confidence = 0.9): Draft {
  const citations = [{ articleId, title, url, quote: text }];
  return {
    text,
    confidence,
    citations,
    claims: null,
    writtenBy: scriptedUsage.model,
    promptHash: 'prompt-1',
  };
}

/**
 * Agents that say what the script says, count what they are asked, and wait where a test holds them.
 */
export class ScriptedAgents implements Agents {
  /** Everything that was asked of them, by step, in order. */
  readonly asked = {
    screen: [] as Question[],
    classify: [] as Question[],
    retrieve: [] as Question[],
    answer: [] as Question[],
  };
  script: Script;
  readonly #gates = new Map<HeldStep, Gate[]>();

  constructor(script: Script = {}) {
    this.script = script;
  }

  /** The next call of the step waits at the gate that comes back. */
  hold(step: HeldStep): Gate {
    const gate = createGate();
    this.#gates.set(step, [...(this.#gates.get(step) ?? []), gate]);
    return gate;
  }

  async #wait(step: HeldStep): Promise<void> {
    await this.#gates.get(step)?.shift()?.pass();
  }

  readonly screener: Screener = {
    screen: (question) => {
      this.asked.screen.push(question);
      return this.script.screen?.(question) ?? 'clean';
    },
    languageOf: (text) => this.script.languageOf?.(text) ?? null,
  };

  readonly classifier = {
    classify: async (question: Question): Promise<Classification> => {
      this.asked.classify.push(question);
      await this.#wait('classify');
      const certain = { intent: 'how-to', confidence: 0.9, inScope: 0.9 } as const;
      const calm = { urgency: 'normal', sentiment: 'neutral' } as const;
      return { ...certain, ...calm, ...this.script.classify?.(question) };
    },
  };

  readonly retriever = {
    retrieve: async (question: Question): Promise<readonly Passage[]> => {
      this.asked.retrieve.push(question);
      await this.#wait('retrieve');
      return this.script.retrieve?.(question) ?? [exportPassage];
    },
  };

  get answerer() {
    return { answer: this.#answer };
  }

  readonly #answer = async (input: AnswerInput, call: AgentCall): Promise<Answering> => {
    const offer = this.script.offer?.(input);
    const offered = offer ? { offer } : {};
    if (this.script.paid === false) return { draft: await this.#draft(input), ...offered };
    const asked = canonicalJson({ ...input, classification: null });
    const draft = await call.paidOnce(asked, () => this.#draft(input));
    return { draft, ...offered, model: { usage: scriptedUsage, failure: null } };
  };

  readonly #draft = async (input: AnswerInput): Promise<Draft | null> => {
    this.asked.answer.push(input.question);
    await this.#wait('answer');
    const best = input.passages[0];
    const sure = best ? quoting(best) : null;
    if (!this.script.answer) return sure;
    const scripted = this.script.answer(input);
    return scripted && { ...(sure ?? quoting(exportPassage)), ...scripted };
  };

  readonly reviewer: Reviewer = {
    review: (draft, passages) => (this.script.review ?? citationReviewer.review)(draft, passages),
  };
}

/** A company of the scenarios: people are there on weekdays from 9 to 17 in UTC. */
export const scenarioPolicy: DeskPolicy = {
  company: 'Acme',
  languages: ['en'],
  hours: {
    timeZone: 'UTC',
    days: {
      mon: [['09:00', '17:00']],
      tue: [['09:00', '17:00']],
      wed: [['09:00', '17:00']],
      thu: [['09:00', '17:00']],
      fri: [['09:00', '17:00']],
    },
  },
  silence: { days: 3, of: 'all' },
  asksBack: { from: 0.5 },
  durableDays: 7,
  minimumConfidence: 0.5,
  intents: {
    greeting: ['greeting'],
    thanks: ['thanks'],
    personRequest: ['wants-person'],
    sensitive: ['security'],
    complaint: ['complaint'],
  },
  nextSteps: { 'how-to': ['Ask for a screenshot.'] },
};

/** The agents one by one, as an engine has them at hand. */
export const eachOf = ({
  screener,
  classifier,
  retriever,
  answerer,
  reviewer,
}: Agents): Agents => ({
  screener,
  classifier,
  retriever,
  answerer,
  reviewer,
});
