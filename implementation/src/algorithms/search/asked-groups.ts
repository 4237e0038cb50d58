import type { Abbreviations } from './abbreviations.ts';
import { type AskedWord, askedWords } from './search-words.ts';
import { wordHash } from './vocabulary.ts';
import type { WordIndex } from './word-index.ts';

/** A word of the index that may stand for one of the query's. */
export interface Variant {
  readonly list: number;
  /** 1 for the word itself. */
  readonly likeness: number;
  /** What its occurrence is worth: inverse document frequency times likeness. */
  readonly strength: number;
}

/** A word of the query with all that may stand for it, the strongest first. */
export interface AskedGroup {
  /** Occurrences in the query, less for words of grammar and of asking. */
  readonly weight: number;
  readonly isFunctionWord: boolean;
  /** What a document gets at most for it, before repetition. */
  readonly mass: number;
  readonly variants: readonly Variant[];
}

/** Where the words come from that may stand for others. */
export interface Sources {
  readonly words: WordIndex;
  readonly abbreviations: Abbreviations;
  /** Questions as texts, and the titles of what answered them. */
  readonly tickets: WordIndex | null;
}

/** A query longer than this is material, not a question. */
const wordsRead = 2_000;
/** Words of a query for which others are looked for, from the first. */
const widened = 64;

/** The query's words with what may stand for them. */
export function askedGroups(query: string, sources: Sources): AskedGroup[] {
  const asked = askedWords(query, wordsRead);
  const standIns = sources.abbreviations.standIns(asked.map(({ text }) => text));
  let looked = 0;
  return asked.map((word) => {
    if (word.isFunctionWord || ++looked > widened) return groupOf(word, new Map(), sources.words);
    return groupOf(word, others(word.text, standIns.get(word.text) ?? [], sources), sources.words);
  });
}

/** How much a word counts in a query: its inverse document frequency, less for grammar. */
export function wordWeight(word: string, words: WordIndex): number {
  const [asked] = askedWords(word, 1);
  return asked === undefined ? 0 : groupOf(asked, new Map(), words).mass;
}

/** Words that may stand for a stemmed one, and how well, 0–1. */
function others(text: string, standIns: readonly string[], sources: Sources): Map<number, number> {
  const { words, tickets } = sources;
  const { ids } = words.vocabulary;
  const found = new Map<number, number>();
  const offer = (word: number, likeness: number) => {
    if (word >= 0) found.set(word, Math.max(likeness, found.get(word) ?? 0));
  };
  const { similarWeight, similarAtLeast, similarMost, ...settings } = words.settings;
  if (similarWeight > 0) {
    const own = words.vocabulary.find(text, false);
    const similar = words.vocabulary
      .like(text, similarAtLeast)
      .filter(({ word }) => word !== own && words.lists.length(word) > 0)
      // Equally like ones by hash: numbers depend on the order of arrival.
      .sort((a, b) => b.likeness - a.likeness || hashAt(words, a.word) - hashAt(words, b.word))
      .slice(0, similarMost);
    for (const { word, likeness } of similar) offer(word, similarWeight * likeness);
  }
  if (settings.associateWeight > 0) {
    const hash = wordHash(text, false);
    for (const source of [words, tickets]) {
      for (const { hash: other, closeness } of source?.associates(hash) ?? []) {
        offer(ids.find(other), settings.associateWeight * closeness);
      }
    }
  }
  for (const other of standIns)
    offer(ids.find(wordHash(other, false)), settings.abbreviationWeight);
  return found;
}

function groupOf(
  { text, isFunctionWord, isRequestWord, count }: AskedWord,
  likenesses: ReadonlyMap<number, number>,
  words: WordIndex,
): AskedGroup {
  const isMinor = isFunctionWord || isRequestWord;
  const weight = count * (isMinor ? words.settings.functionWordWeight : 1);
  const own = words.vocabulary.find(text, isFunctionWord);
  const rarity = words.rarity(own);
  const isKnown = own >= 0 && words.lists.length(own) > 0;
  const variants: Variant[] = isKnown ? [{ list: own, likeness: 1, strength: rarity }] : [];
  for (const [word, likeness] of likenesses) {
    if (word === own || words.lists.length(word) === 0) continue;
    // A rare misspelling is no better evidence than the word itself.
    const strength = likeness * Math.min(rarity, words.rarity(word));
    variants.push({ list: word, likeness, strength });
  }
  variants.sort((a, b) => b.strength - a.strength || hashAt(words, a.list) - hashAt(words, b.list));
  const best = isKnown ? rarity : (variants[0]?.strength ?? rarity);
  return { weight, isFunctionWord, mass: weight * best, variants };
}

const hashAt = (words: WordIndex, word: number): number =>
  words.vocabulary.ids.hashes[word] as number;
