import type { PersonalKind } from '#src/algorithms/redaction/personal-kinds.ts';
import { type LabelledValue, makers, type Random } from './labelled-values.ts';

/** A text, and where something personal stands in it. */
export interface LabelledText {
  text: string;
  kind: PersonalKind;
  start: number;
  end: number;
}

/** Sentences that say nothing of what stands in them. */
const PLAIN = [
  '{}',
  'Please use {} instead.',
  'It is {}, thanks.',
  'I wrote {} on the form yesterday',
  '({})',
  'The page shows "{}" and then nothing happens.',
  'moss,{},york',
  '{"value":"{}"}',
  'see below:\n{}\nbye',
  'What about {}?',
  'old: {}; new: none',
  '- {}',
  'She sent {} to us. Please check!',
  '> {}',
  'Hallo, {} geht nicht mehr.',
  '|{}|',
  '请用{}谢谢',
];
/** Sentences that announce a phone number. */
const CALLS = [
  'Call me at {} please',
  'My number is {}.',
  'Tel.: {}',
  'Phone: {}',
  'phone number {}',
  'Meine Telefonnummer ist {}',
  'Mon téléphone : {}',
  'Mi teléfono es {}',
  'WhatsApp {} works too',
  'You can reach us on {} today',
  'Mobile {}',
  'fax: {}',
];

/** One text for each value, drawn anew: `amount` of every maker. */
export function labelledTexts(random: Random, amount: number): LabelledText[] {
  return makers.flatMap((make) =>
    Array.from({ length: amount }, () => {
      const value = make(random);
      const frames = framesOf(value);
      return placed(value, frames[random(frames.length)] ?? '{}');
    }),
  );
}

function framesOf({ kind, isPlain, from }: LabelledValue): readonly string[] {
  if (kind === 'phone' && !isPlain) return CALLS;
  // Words that go before a value need the room of a sentence.
  if (from !== undefined) return ['{}', 'It was {} and no more', 'Hello,\n{}\nthanks', '({})'];
  return kind === 'phone' ? [...PLAIN, ...CALLS] : PLAIN;
}

function placed({ kind, text: value, from = 0 }: LabelledValue, frame: string): LabelledText {
  const at = frame.lastIndexOf('{}');
  const text = frame.slice(0, at) + value + frame.slice(at + 2);
  return { text, kind, start: at + from, end: at + value.length };
}
