import type { Answerer, Draft, Passage, Question } from '#src/agents/agents.ts';
import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { ticketIdOf } from '#src/foundation/identity.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { type JourneyReport, JourneyRunner } from '#src/journey/journey-runner.ts';
import { questionOf } from '#src/journey/steps/receive.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { EvaluationQuestion } from './evaluation-questions.ts';

/** Who asks the questions, and pays for the models. */
export const evaluationTenant = 'evaluation';

/** What the desk did with one question. */
export interface Outcome {
  readonly question: EvaluationQuestion;
  /**
   * What came of it in the end. `right`: answered, citing the article that answers it. `wrong`: any
   * other reply that claims to meet it. `abstained`: handed to a person.
   */
  readonly verdict: 'right' | 'wrong' | 'abstained';
  /** Whether the desk asked back first what was meant. */
  readonly askedBack: boolean;
  /** Whether it did, and one of the options answers. */
  readonly offersAnswer: boolean;
  /** Why it went to a person, or how the journey ended. */
  readonly because: string;
  /** The article it answered from, or would have, had it been surer. */
  readonly articleId: string | null;
  /** All articles that it answered from; where it did not, the one that it would have. */
  readonly cited: readonly string[];
  /** Stated probability that `articleId` is right; null where no draft came about. */
  readonly confidence: number | null;
  /**
   * Which of the ten best articles of the desk's own search answers it, from 1; null where none of
   * them does. The search sees what the journey sees: the conversation, too.
   */
  readonly rank: number | null;
  /** From the customer's message to the end of its journey, the first where it asked back; milliseconds. */
  readonly millis: number;
}

export interface EvaluatedDesk {
  readonly agents: StatisticalAgents;
  readonly policy: DeskPolicy;
  readonly clock: Clock;
  /** Asks some questions twice, so that the times are those of a desk that has run for a while. */
  readonly warmUp: boolean;
}

export const searchDepth = 10;
const customer = { kind: 'customer' } as const;

/**
 * Asks every question in a conversation of its own, after what came before it there, through the
 * journey that customers' messages take, on stores in memory. What is judged is the reply to the
 * last message. Whoever wrote on was answered: what came before gets the desk's best answer, however
 * unsure it is of it. Who is asked back names the option that answers, or says that none does: here
 * everybody reads; how it is with those who do not is the simulator's to tell.
 */
export async function evaluateDesk(
  desk: EvaluatedDesk,
  questions: readonly EvaluationQuestion[],
): Promise<Outcome[]> {
  const desktop = assemble(desk);
  const ask = async (question: EvaluationQuestion, round: string): Promise<Outcome> => {
    const conversation = new Conversation(desktop, question.id, `${round}:${question.id}`);
    for (const message of question.earlier) await conversation.say(message, desktop.willing);
    const began = desk.clock.monotonic();
    const { report, asked } = await conversation.say(question.text);
    const millis = desk.clock.monotonic() - began;
    const found = asked ? desk.agents.retriever.find(asked, searchDepth) : [];
    const rank = rankOf(question, found);
    const atOnce = outcomeOf(question, report);
    const never = { askedBack: false, offersAnswer: false };
    if (report.outcome !== 'asked') return { ...atOnce, ...never, rank, millis };
    const option = optionFor(question, report);
    const chosen = await conversation.say(option === null ? 'None of these.' : String(option));
    const { verdict, because } = outcomeOf(question, chosen.report);
    const asking = { askedBack: true, offersAnswer: option !== null };
    return { ...atOnce, verdict, because, ...asking, rank, millis };
  };
  // A process that has just started runs slow code; the desk has not just started.
  const first = desk.warmUp ? questions.slice(0, 50) : [];
  for (const question of first) await ask(question, 'warm');
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await ask(question, 'asked'));
  return outcomes;
}

/** One customer's messages, each answered before the next is written. */
class Conversation {
  readonly #desk: ReturnType<typeof assemble>;
  readonly #context;
  readonly #name: string;
  readonly #ticketId: string;
  #said = 0;

  constructor(desk: ReturnType<typeof assemble>, requestId: string, name: string) {
    this.#desk = desk;
    this.#context = createContext({ tenant: evaluationTenant, requestId });
    this.#name = name;
    this.#ticketId = ticketIdOf(evaluationTenant, name);
  }

  async say(
    text: string,
    runner = this.#desk.runner,
  ): Promise<{ report: JourneyReport; asked: Question | null }> {
    const { tickets } = this.#desk;
    const first = this.#said === 0;
    const commandId = first ? this.#name : `${this.#name}:${this.#said}`;
    this.#said += 1;
    const taken = await tickets.execute(
      this.#context,
      this.#ticketId,
      commandId,
      first
        ? { type: 'open', actor: customer, subject: '', channel: 'chat', customer: {}, text }
        : { type: 'receive_message', actor: customer, text },
    );
    const events = taken.outcome === 'appended' ? taken.record.events : [];
    const cause = events.find(({ type }) => type === 'message.received')?.id;
    if (cause === undefined) throw new Error(`question ${this.#name} is there twice`);
    const { ticket } = taken.snapshot;
    const asked = ticket && questionOf(ticket);
    return { report: await runner.run(this.#context, this.#ticketId, cause), asked };
  }
}

/** The number of the option that answers, from 1; null where none does. */
function optionFor({ answers }: EvaluationQuestion, { snapshot: { ticket } }: JourneyReport) {
  const options = ticket?.turns.at(-1)?.reply?.options ?? [];
  const at = options.findIndex(({ articleId }) => answers.includes(articleId));
  return at < 0 ? null : at + 1;
}

function outcomeOf(
  question: EvaluationQuestion,
  { outcome, notes, snapshot: { ticket } }: JourneyReport,
): Omit<Outcome, 'askedBack' | 'offersAnswer' | 'rank' | 'millis'> {
  const reply = ticket?.turns.findLast((turn) => turn.from === 'agent')?.reply ?? null;
  const answered = outcome === 'answered';
  // Who was handed over before has a person who reads this message, too.
  const handedOver = outcome === 'escalated' || (outcome === 'stood_back' && ticket?.escalation);
  const escalation = outcome === 'escalated' ? ticket?.escalation : null;
  const tried = escalation?.packet.tried[0];
  const articleId = (answered ? reply?.citations[0]?.articleId : tried?.articleId) ?? null;
  const drafted = (escalation?.packet.tried ?? []).flatMap((one) =>
    one.confidence > 0 ? one.articleId : [],
  );
  const cited = reply?.citations.some((one) => question.answers.includes(one.articleId)) ?? false;
  const judged = {
    question,
    verdict: handedOver ? 'abstained' : answered && cited ? 'right' : 'wrong',
    because: outcome === 'stood_back' ? handedOverBefore : (ticket?.escalation?.reason ?? outcome),
  } as const;
  // Where it asked back, the draft that it kept to itself tells what it would have said.
  if (outcome === 'asked') return { ...judged, ...heldBack(notes?.draft) };
  return {
    ...judged,
    articleId,
    cited: answered ? citedBy(reply) : drafted,
    confidence: articleId === null ? null : (reply?.confidence ?? null),
  };
}

const heldBack = (draft: Draft | undefined) => ({
  articleId: draft?.citations[0]?.articleId ?? null,
  cited: citedBy(draft ?? null),
  confidence: draft?.confidence ?? null,
});

const citedBy = (
  reply: { readonly citations: readonly { readonly articleId: string }[] } | null,
) => [...new Set(reply?.citations.map(({ articleId }) => articleId))];

/** Whether an article of an outcome answers its question, posted or not. */
export const isFromAnAnswer = ({ cited, question }: Outcome): boolean =>
  cited.some((id) => question.answers.includes(id));

/** The reason where an earlier message of the conversation had gone to a person already. */
export const handedOverBefore = 'handed_over_before';

function rankOf({ answers }: EvaluationQuestion, found: readonly Passage[]): number | null {
  const at = found.findIndex((one) => answers.includes(one.articleId));
  return at < 0 ? null : at + 1;
}

function assemble({ agents, policy, clock }: EvaluatedDesk) {
  const log = new EventLog({
    driver: createInMemoryEventLog(),
    blobs: new BlobStore(createInMemoryBlobStore()),
    clock,
    site: 'evaluation',
  });
  const tickets = new TicketLog(log, { soleWriter: true });
  const results = new StepResultStore(createInMemoryStepResultStore());
  const tools = { ...agents, policy, clock, stepResultStore: results };
  const engine = createInProcessEngine();
  const runnerWith = (answerer: Answerer) =>
    new JourneyRunner({
      ...{ tickets, engine, workerId: 'evaluation' },
      tools: { ...tools, answerer },
    });
  return {
    tickets,
    runner: runnerWith(agents.answerer),
    willing: runnerWith(sureOfAll(agents.answerer)),
  };
}

/** The same answerer, sure of whatever it says. */
const sureOfAll = ({ answer }: Answerer): Answerer => ({
  async answer(asked, call) {
    const answering = await answer(asked, call);
    const { draft } = answering;
    return draft
      ? { ...answering, draft: { ...draft, confidence: 1, sureEnough: true } }
      : answering;
  },
});
