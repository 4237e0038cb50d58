import * as z from 'zod';
import { businessHours } from '#src/domain/time/business-hours.ts';

/** What a company decides about its desk. Content, not code: a file beside its articles. */
export const deskPolicy = z.strictObject({
  company: z.string().min(1),
  /** BCP 47 codes of the languages that the knowledge base is written in. */
  languages: z.array(z.string().min(2)).min(1),
  hours: businessHours,
  /** The agent posts an answer only when it is at least this sure that it is right, 0–1. */
  minimumConfidence: z.number().min(0).max(1),
  /** What some intents mean to the journey; the rest are answered from the knowledge base. */
  intents: z.strictObject({
    greeting: z.array(z.string()),
    thanks: z.array(z.string()),
    personRequest: z.array(z.string()),
    /** Handed to a person whatever the knowledge base says. */
    sensitive: z.array(z.string()),
  }),
  /** Suggested next steps for the person who takes over, by intent. */
  nextSteps: z.record(z.string(), z.array(z.string())),
});
export type DeskPolicy = z.infer<typeof deskPolicy>;
