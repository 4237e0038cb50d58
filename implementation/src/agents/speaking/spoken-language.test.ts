import { expect, test } from 'vitest';
import type { Turn } from '#src/domain/ticket/ticket.ts';
import { LanguageReader } from '../reading/language-reader.ts';
import { spokenLanguage } from './spoken-language.ts';

const reader = new LanguageReader([], ['en', 'de', 'es']);
const reply = {
  seen: {},
  causedBy: null,
  confidence: null,
  citations: [],
  options: [],
  usage: null,
  receipt: null,
};

/** Lines of a conversation, the agent's marked with `>`, a person's with `@`, an automatic one with `~`. */
const conversation = (...lines: string[]): { turns: Turn[] } => ({
  turns: lines.map((line, seq) => ({
    eventId: `event-${seq}`,
    from: line.startsWith('>') ? 'agent' : line.startsWith('@') ? 'person' : 'customer',
    text: line.replace(/^[>@~] /, ''),
    time: seq,
    automatic: line.startsWith('~'),
    origin: 'site',
    seq,
    reply: /^[>@]/.test(line) ? reply : null,
  })),
});

test.each([
  ['German', ['Wie kann ich das ändern?'], 'de'],
  ['Spanish', ['¿Cómo puedo cambiarlo?'], 'es'],
  ['English', ['How can I change it?'], 'en'],
  ['no language', ['TF-1003 ???'], null],
  ['no words', ['🙂'], null],
  ['nothing', [''], null],
  ['no words after an exchange', ['Wie geht das?', '> So geht das nicht.', '👍'], 'de'],
  ['no words twice', ['¿Cómo lo hago?', '> Invoice', '🙂', '> Invoice', 'TF-1'], 'es'],
  ['another language than before', ['Wie geht das?', '> Das geht so.', '¿Y ahora qué hago?'], 'es'],
  [
    'no words after a notice by a machine',
    ['Wie geht das?', '> Invoice', '~ I am out of the office', '> Invoice', '?'],
    'de',
  ],
  ['no words after a person', ['Rechnung', '@ Das sehe ich mir an.', 'TF-1'], 'de'],
  ['no words after a quote', ['Wie geht das?', '> Open the settings.', '?'], 'de'],
  ['no words ever', ['TF-1', '> Open the settings.', '?'], null],
] as const)('of what is written in %s', (_, lines, language) => {
  const ticket = conversation(...lines);
  expect(spokenLanguage(ticket, lines.at(-1) ?? '', reader)).toBe(language);
});

test('what was written since the last reply is read together, not one by one', () => {
  const ticket = conversation('Wie geht das?', '> Das geht so.', 'How about this', 'TF-1');
  expect(spokenLanguage(ticket, 'TF-1', reader)).toBe('de');
  expect(spokenLanguage(ticket, 'How about this\n\nTF-1', reader)).toBe('en');
});
