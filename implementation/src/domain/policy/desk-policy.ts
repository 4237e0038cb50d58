import * as z from 'zod';
import { businessHours } from '#src/domain/time/business-hours.ts';

/** How many wrong answers a company puts up with. */
export const wrongAnswers = z.strictObject({
  /** The largest share, above 0 and below 1. */
  atMost: z.number().gt(0).lt(1),
  /**
   * Of the answers that customers get, or of all questions that are asked, where a question that
   * goes to a person counts as not wrong.
   */
  of: z.enum(['answers', 'questions']).default('answers'),
  /** How surely the bound holds, over the chance of what the agent was calibrated on. */
  sureness: z.number().min(0.5).lt(1).default(0.9),
});
export type WrongAnswers = z.infer<typeof wrongAnswers>;

/** How long a customer is silent after an answer before that is taken for a resolution. */
export const silence = z.strictObject({
  days: z.number().positive().max(365).default(3),
  /** All days, or business days: those of `hours` on which people are there at all. */
  of: z.enum(['all', 'business']).default('all'),
});
export type Silence = z.infer<typeof silence>;

/** When the agent asks back what was meant. */
export const asksBack = z.strictObject({
  /** How surely what was meant must be among the articles that it names, 0–1. */
  from: z.number().gt(0).max(1).default(0.5),
});

/** What a company decides about its desk. Content, not code: a file beside its articles. */
export const deskPolicy = z.strictObject({
  company: z.string().min(1),
  /** BCP 47 codes of the languages that the knowledge base is written in and customers are answered in. */
  languages: z.array(z.string().min(2)).min(1),
  /**
   * Whom articles may be for that customers are answered from; left out, all. What is for others,
   * such as `staff`, is never quoted to a customer.
   */
  audiences: z.array(z.string().min(1)).min(1).optional(),
  hours: businessHours,
  /** The offline agent posts only what keeps this bound; left out, `minimumConfidence` decides. */
  wrongAnswers: wrongAnswers.optional(),
  /** Left out or null: silence resolves nothing. */
  silence: silence.nullish(),
  /** A resolution of the agent that nobody reopens for so many days is durable. */
  durableDays: z.number().positive().max(365).default(7),
  /**
   * A reply of the offline agent names so many articles at most, where a question may mean any of
   * them; left out, one.
   */
  mostArticles: z.int().min(1).max(3).optional(),
  /**
   * Where the offline agent is not sure enough to answer, it names the articles that may be meant and
   * asks which; left out or null, such a question goes to a person at once.
   */
  asksBack: asksBack.nullish(),
  /**
   * What no bound covers must be at least this sure, 0–1: what a message wants, a model's answer,
   * and every answer where no bound is set.
   */
  minimumConfidence: z.number().min(0).max(1),
  /** What some intents mean to the journey; the rest are answered from the knowledge base. */
  intents: z.strictObject({
    greeting: z.array(z.string()),
    thanks: z.array(z.string()),
    personRequest: z.array(z.string()),
    /** Handed to a person whatever the knowledge base says. */
    sensitive: z.array(z.string()),
    /** Answered where an answer is sure; never asked back, for a person is what they need. */
    complaint: z.array(z.string()).optional(),
  }),
  /** Suggested next steps for the person who takes over, by intent. */
  nextSteps: z.record(z.string(), z.array(z.string())),
});
export type DeskPolicy = z.infer<typeof deskPolicy>;
