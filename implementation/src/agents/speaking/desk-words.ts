import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';
import type { Opening, Weekday } from '#src/domain/time/business-hours.ts';

/** On which day people are back. */
export type ComingDay = Exclude<Extract<Opening, { readonly at: string }>['day'], 'never'>;

/** What the desk itself says to customers, in one language. */
export interface DeskWords {
  /** BCP 47 code: for the names of languages and lists of them. */
  readonly locale: string;
  greeting(company: string): string;
  /** To whoever says that an answer helped. */
  readonly thanked: string;
  /** Around the titles of what may be meant: which is it? And for one title alone: is it this? */
  readonly asking: Readonly<Record<'which' | 'whether', AroundOptions>>;
  /** Why a ticket is handed over, as the customer sees it. */
  readonly handingOver: Readonly<Record<Exclude<EscalationReason, 'unknown_language'>, string>>;
  /** @param languages The desk's own, as a list in words. */
  handingOverUnread(languages: string): string;
  /** Who comes, while people are there. @param until A time of day, `17:00`. */
  comesNow(until: string, timeZone: string): string;
  /** Who comes, and when. @param at A time of day, `9:00`. */
  comesLater(day: ComingDay, at: string, timeZone: string): string;
  /** Who comes, where nobody knows when. */
  readonly comesSometime: string;
  /** While a person has the ticket and has not answered yet. */
  readonly withPeople: string;
  /** Above an article that an answer quotes from: the passage is marked, or gone. */
  readonly quote: { readonly marked: string; readonly gone: string };
}

/** What stands above the options that a customer may choose from, and below. */
export interface AroundOptions {
  readonly above: string;
  readonly below: string;
}

/** The words for a day, however a language says them. */
export type DayNames = Readonly<Record<'today' | 'tomorrow' | Weekday, string>>;
