import type { Chance } from './chance.ts';
import { choose } from './choice.ts';
import type { Conversation } from './conversation.ts';
import type { Reply } from './desk-door.ts';
import type { Goal } from './goal.ts';
import type { Persona } from './personas.ts';
import { phrases } from './phrases.ts';
import type { Act, Scenario } from './scenario.ts';
import { worded } from './wording.ts';

/**
 * What the customer knows of a reply. `right`: it cites the article that answers. `wrong`: it claims
 * to meet the message and does not. `asked back`: it claims nothing. `chosen amiss`: it gives what
 * the customer took without reading, which claims nothing of their question. `small talk`: nothing
 * was asked, and nothing was cited.
 */
export type Verdict =
  | 'right'
  | 'wrong'
  | 'asked back'
  | 'chosen amiss'
  | 'small talk'
  | 'handed over'
  | 'refused';

export interface Turn {
  readonly said: string;
  readonly reply: Reply;
  readonly verdict: Verdict;
}

/** What came of one customer. */
export interface Played {
  readonly turns: readonly Turn[];
  /** For each goal that was asked for, whether its article was cited in the end. */
  readonly met: readonly boolean[];
  readonly handedOver: boolean;
  /** Went away with the last word that it was no help. */
  readonly gaveUp: boolean;
  /** Said thanks at the end, so that the desk believes it helped. */
  readonly thanked: boolean;
}

export interface CustomerParts {
  readonly scenario: Scenario;
  readonly persona: Persona;
  readonly goals: readonly Goal[];
  readonly chance: Chance;
  readonly conversation: Conversation;
  /** Resolves after so many milliseconds of the desk's time. */
  letPass(passingMs: number): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Somebody with a goal, who talks to the desk as the scenario and their own nature have it. */
export class Customer {
  readonly #parts: CustomerParts;
  readonly #turns: Turn[] = [];
  /** The goals asked for so far, and whether they were met. */
  readonly #asked = new Map<Goal, boolean>();
  #handedOver = false;
  #left = false;
  /** Believes that the newest question was answered, and has not said so. */
  #isContent = false;
  #thanked = false;

  constructor(parts: CustomerParts) {
    this.#parts = parts;
  }

  async play(): Promise<Played> {
    const { scenario, persona, chance } = this.#parts;
    for (const act of scenario.acts) {
      if (!this.#left) await this.#do(act);
    }
    if (this.#isContent && chance.happens(persona.thanks)) await this.#thank();
    return {
      turns: this.#turns,
      met: [...this.#asked.values()],
      handedOver: this.#handedOver,
      gaveUp: this.#left,
      thanked: this.#thanked,
    };
  }

  async #do(act: Act): Promise<void> {
    const { chance } = this.#parts;
    if (typeof act === 'object') return this.#sayThat(act.say);
    if (act.startsWith('wait')) return this.#parts.letPass(Number(act.split(' ')[1]) * dayMs);
    // Once people have it, a customer asks how it goes and says no more.
    if (this.#handedOver && act !== 'nudge') return;
    switch (act) {
      case 'ask':
        return this.#ask(this.#next(1));
      case 'ask both':
        return this.#ask(this.#next(2));
      case 'ask again':
        return this.#ask([...this.#asked.keys()].slice(-1), '', 1);
      case 'thank':
        return this.#thank();
      case 'thank and ask':
        return this.#ask(this.#next(1), `${chance.oneOf(phrases.thank)} `);
      case 'greet':
      case 'complain':
      case 'want a person':
      case 'nudge':
        return this.#sayThat(chance.oneOf(phrases[act]));
    }
  }

  #next(count: number): Goal[] {
    const from = this.#asked.size;
    return this.#parts.goals.slice(from, from + count);
  }

  /** Asks until it is answered, until people have it, or until the patience is over. */
  async #ask(wanted: readonly Goal[], before = '', attempt = 0): Promise<void> {
    const { persona, chance } = this.#parts;
    for (const goal of wanted) if (!this.#asked.has(goal)) this.#asked.set(goal, false);
    const text = before + wanted.map((goal) => this.#worded(goal, attempt)).join(' Also: ');
    const [only] = wanted;
    const otherWords =
      only && wanted.length === 1 && only.questions.length > 1
        ? () => this.#worded(only, attempt + 1)
        : null;
    const { reply, verdict } = await this.#say(text, wanted, otherWords);
    if (verdict === 'handed over') return;
    for (const goal of wanted) if (isMetBy(goal, reply)) this.#asked.set(goal, true);
    const missing = wanted.filter((goal) => !isMetBy(goal, reply));
    this.#isContent = missing.length === 0 || !chance.happens(persona.notices);
    if (this.#isContent) return;
    if (attempt < persona.patience) return this.#ask(missing, '', attempt + 1);
    this.#left = true;
    if (persona.gaveUp !== 'leave') await this.#say(chance.oneOf(phrases[persona.gaveUp]), []);
  }

  /** Another question for the same where there is one, in the persona's manner. */
  #worded({ questions }: Goal, attempt: number): string {
    const { persona, chance } = this.#parts;
    return worded(questions[attempt % questions.length] ?? '', persona.manners, chance);
  }

  async #thank(): Promise<void> {
    const { verdict } = await this.#say(this.#parts.chance.oneOf(phrases.thank), []);
    this.#thanked = verdict === 'small talk';
  }

  async #sayThat(text: string): Promise<void> {
    await this.#say(text, []);
  }

  /** Says it, and where the desk asks back what is meant, says that too. */
  async #say(
    said: string,
    wanted: readonly Goal[],
    otherWords: (() => string) | null = null,
  ): Promise<Turn> {
    const turn = await this.#sayOnce(said, wanted);
    if (turn.verdict !== 'asked back') return turn;
    const { persona, chance } = this.#parts;
    const chosen = choose(turn.reply.options, wanted, persona.reads, chance, otherWords);
    return this.#sayOnce(chosen.said, wanted, chosen.kind === 'amiss');
  }

  async #sayOnce(said: string, wanted: readonly Goal[], amiss = false): Promise<Turn> {
    const reply = await this.#parts.conversation.say(said);
    const verdict = verdictOn(reply, wanted);
    const turn = { said, reply, verdict: amiss && verdict === 'wrong' ? 'chosen amiss' : verdict };
    this.#turns.push(turn);
    if (turn.verdict === 'handed over') this.#handedOver = true;
    this.#isContent = false;
    this.#thanked = false;
    return turn;
  }
}

export const isMetBy = ({ answers }: Goal, { articleIds }: Pick<Reply, 'articleIds'>): boolean =>
  articleIds.some((id) => answers.includes(id));

function verdictOn(reply: Reply, wanted: readonly Goal[]): Verdict {
  if (reply.kind !== 'answer' && reply.kind !== 'none') return reply.kind;
  if (wanted.some((goal) => isMetBy(goal, reply))) return 'right';
  const isSmallTalk = wanted.length === 0 && reply.articleIds.length === 0;
  return isSmallTalk && reply.kind === 'answer' ? 'small talk' : 'wrong';
}
