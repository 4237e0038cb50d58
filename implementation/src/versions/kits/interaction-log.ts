import type { Redactor } from '#src/algorithms/redaction/create-redactor.ts';
import { errorFields, type Logger } from '#src/foundation/logger.ts';
import type { Interaction } from '#src/journey/interaction.ts';

export interface InteractionLogOptions {
  readonly logger: Logger;
  readonly redactor: Redactor;
  /** Whether the log holds what was written, with personal data taken out, or nothing of it. */
  readonly messages: 'redacted' | 'none';
}

/** What a line holds of a text, in characters. */
const textLength = 2_000;

/**
 * Writes one line for every interaction. The logger redacts whatever it writes; here the names of
 * those who take part are known too.
 */
export function createInteractionLog(options: InteractionLogOptions): (one: Interaction) => void {
  const { logger, redactor, messages } = options;
  const write = ({ names, question, reply, usage, traceId, ...facts }: Interaction) => {
    const session = redactor.session(names);
    // The logger redacts too, and once is enough where nothing more is known here: it is what costs
    // most. A text that is cut is redacted before: half a card number would be no card number.
    const shown = (text: string | null) =>
      text !== null && (names.length > 0 || text.length > textLength)
        ? cut(redactor.redact(text, session).text)
        : text;
    const { model, inputTokens, outputTokens, costUsd } = usage;
    const said = messages === 'none' ? {} : { question: shown(question), reply: shown(reply) };
    const traced = traceId === null ? {} : { traceId };
    const paid = { model, inputTokens, outputTokens, costUsd };
    logger.log('info', 'interaction', { ...facts, ...traced, ...paid, ...said });
  };
  return (one) => {
    try {
      write(one);
    } catch (error) {
      // The customer has an answer, whatever is wrong with the log.
      logger.log('error', 'an interaction could not be logged', errorFields(error));
    }
  };
}

const cut = (text: string): string =>
  text.length > textLength
    ? `${text.slice(0, textLength).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`
    : text;
