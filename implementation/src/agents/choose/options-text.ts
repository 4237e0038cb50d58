import type { Option } from '#src/domain/ticket/events.ts';
import type { DeskWords } from '../speaking/desk-words.ts';

/** Asks which of the options is meant, as plain text: each with its number. */
export function optionsText(options: readonly Option[], { asking }: DeskWords): string {
  const { above, below } = options.length === 1 ? asking.whether : asking.which;
  const lines = options.map(({ title }, at) => `${at + 1}. ${title}`);
  return [above, lines.join('\n'), below].join('\n\n');
}
