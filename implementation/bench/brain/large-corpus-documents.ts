import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { sentences } from '#src/algorithms/text/sentences.ts';

export interface CorpusDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface LargeCorpusOptions {
  /** Holds `retrieval/stackfaq.docs.jsonl` and `retrieval/stackfaq.queries.jsonl`. */
  readonly dataDirectory: string;
  readonly documents?: number;
}

const seed = 20_261;
/** One word in so many is misspelled. */
const alteredOneIn = 20;
/** Sentences of a text; their mean makes texts as long as StackFAQ's. */
const [fewest, most] = [1, 6];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * StackFAQ's sentences recombined, every twentieth word misspelled: as many documents as wanted,
 * with the word frequencies of a help centre and the vocabulary of people who type. Every call
 * yields the same documents; one at a time, so that whoever indexes them decides what stays.
 */
export function* largeCorpusDocuments(options: LargeCorpusOptions): Generator<CorpusDocument> {
  const source = readRows<CorpusDocument>(options.dataDirectory, 'stackfaq.docs.jsonl');
  const titles = [...new Set(source.map(({ title }) => title))];
  const pool = source.flatMap(({ text }) => sentences(text).map((span) => span.text));
  const random = seededRandom(seed);
  const pick = (from: readonly string[]) => altered(from[random(from.length)] ?? '', random);
  const count = options.documents ?? 100_000;
  for (let at = 0; at < count; at++) {
    const length = fewest + random(most - fewest + 1);
    const text = Array.from({ length }, () => pick(pool)).join(' ');
    yield { id: `d${at}`, title: pick(titles), text };
  }
}

/** StackFAQ's own questions. */
export function largeCorpusQueries({ dataDirectory }: LargeCorpusOptions): string[] {
  const rows = readRows<{ text: string }>(dataDirectory, 'stackfaq.queries.jsonl');
  return rows.map(({ text }) => text);
}

/** The sentence with a letter of some words dropped, doubled, replaced, or swapped with the next. */
function altered(sentence: string, random: (bound: number) => number): string {
  return sentence.replace(/[a-z]{2,}/gi, (word) => {
    if (random(alteredOneIn) > 0) return word;
    const at = random(word.length - 1);
    const [before, here, next] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? ''];
    const after = word.slice(at + 2);
    const other = letters[random(letters.length)] ?? '';
    const mistakes = [next, here + here + next, other + next, next + here];
    return before + (mistakes[random(mistakes.length)] ?? '') + after;
  });
}

function readRows<Row>(dataDirectory: string, name: string): Row[] {
  const lines = readFileSync(join(dataDirectory, 'retrieval', name), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row);
}
