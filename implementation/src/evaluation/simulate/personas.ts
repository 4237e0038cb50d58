import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import type { Manner } from './wording.ts';

/** What kind of customer somebody is. */
export interface Persona {
  readonly channel: Extract<Channel, 'chat' | 'email'>;
  /** How often they ask the same again, in other words, after an answer that was none. */
  readonly patience: number;
  /** Probability that they notice that an answer is not to their question. */
  readonly notices: number;
  /**
   * Probability that they read what they are asked to choose from, and choose what they mean, or
   * none; else they take the first.
   */
  readonly reads: number;
  /** Probability that they say thanks when they believe they were helped. */
  readonly thanks: number;
  /** What they do once their patience is over. */
  readonly gaveUp: 'complain' | 'want a person' | 'leave';
  /** How they write, each manner with its probability, in this order. */
  readonly manners: readonly (readonly [Manner, number])[];
}

const patient = {
  channel: 'chat',
  patience: 1,
  notices: 0.8,
  reads: 0.9,
  gaveUp: 'complain',
} as const;

export const personas = {
  plain: { ...patient, thanks: 0.6, manners: [['reordered', 0.2]] },
  polite: { ...patient, thanks: 1, notices: 0.7, patience: 2, manners: [['polite', 1]] },
  careless: {
    ...patient,
    thanks: 0.4,
    reads: 0.8,
    manners: [
      ['typos', 1],
      ['lowercase', 0.5],
    ],
  },
  hurried: {
    ...patient,
    thanks: 0.2,
    reads: 0.8,
    patience: 0,
    manners: [
      ['shorter', 0.3],
      ['hurried', 1],
    ],
  },
  shouting: { ...patient, thanks: 0.1, gaveUp: 'want a person', manners: [['shouted', 1]] },
  irritable: {
    ...patient,
    thanks: 0.1,
    reads: 0.8,
    patience: 0,
    manners: [
      ['annoyed', 0.8],
      ['typos', 0.2],
    ],
  },
  wordy: {
    ...patient,
    thanks: 0.7,
    patience: 2,
    manners: [
      ['wordy', 1],
      ['reordered', 0.2],
    ],
  },
  terse: {
    ...patient,
    thanks: 0.3,
    manners: [
      ['shorter', 1],
      ['lowercase', 0.6],
    ],
  },
  /** Believes whatever is said, and says thanks for it. */
  trusting: { ...patient, notices: 0.1, reads: 0.6, thanks: 1, manners: [['polite', 0.3]] },
  /** Never says whether it helped. */
  silent: { ...patient, thanks: 0, gaveUp: 'leave', manners: [['reordered', 0.2]] },
  /** Reads closely, and notices every answer that is none. */
  exacting: { ...patient, notices: 1, reads: 1, thanks: 0.5, gaveUp: 'want a person', manners: [] },
  mailing: { ...patient, channel: 'email', thanks: 0.5, manners: [['letter', 1]] },
  mailingLong: {
    ...patient,
    channel: 'email',
    thanks: 0.3,
    manners: [
      ['wordy', 1],
      ['letter', 1],
    ],
  },
  mailingFromPhone: {
    ...patient,
    channel: 'email',
    thanks: 0.2,
    manners: [
      ['typos', 0.7],
      ['lowercase', 0.5],
    ],
  },
} as const satisfies Readonly<Record<string, Persona>>;

export type PersonaName = keyof typeof personas;
