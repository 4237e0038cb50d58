import type { Redactor } from '#src/algorithms/redaction/create-redactor.ts';
import type { Logger } from '#src/foundation/logger.ts';
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
  return ({ names, question, reply, usage, ...facts }) => {
    const session = redactor.session(names);
    const shown = (text: string | null) => text && cut(redactor.redact(text, session).text);
    const { model, inputTokens, outputTokens, costUsd } = usage;
    const said = messages === 'none' ? {} : { question: shown(question), reply: shown(reply) };
    const paid = { model, inputTokens, outputTokens, costUsd };
    logger.log('info', 'interaction', { ...facts, ...paid, ...said });
  };
}

/** Cut behind the redaction: half a card number would be no card number. */
const cut = (text: string): string =>
  text.length > textLength
    ? `${text.slice(0, textLength).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`
    : text;
