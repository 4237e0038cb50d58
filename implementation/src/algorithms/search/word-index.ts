import { AlgorithmError } from '../algorithm-error.ts';
import { HashIds } from '../hash-ids.ts';
import type { WordIndexState } from './index-codec.ts';
import { documentLimit, PostingLists } from './posting-lists.ts';
import type { IndexSettings } from './search-types.ts';
import { type AskedWord, askedWords, DocumentWords } from './search-words.ts';
import { SimilarWords } from './similar-words.ts';
import { Vocabulary } from './vocabulary.ts';

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
  /** Occurrences in the query, less for words of grammar. */
  readonly weight: number;
  readonly isFunctionWord: boolean;
  /** What a document gets at most for it, before repetition. */
  readonly mass: number;
  readonly variants: readonly Variant[];
}

/** A query longer than this is material, not a question. */
const wordsRead = 2_000;
/** Words of a query that are looked for by likeness, from the first. */
const similarAsked = 64;

/** What is kept per document. */
export class FieldLengths {
  title: Uint32Array = new Uint32Array(64);
  /** Of the title's words, those that carry grammar. */
  titleGrammar: Uint32Array = new Uint32Array(64);
  text: Uint32Array = new Uint32Array(64);

  reserve(size: number): void {
    if (size <= this.title.length) return;
    const grown = (from: Uint32Array) => {
      const to = new Uint32Array(Math.max(size, from.length * 2));
      to.set(from);
      return to;
    };
    this.title = grown(this.title);
    this.titleGrammar = grown(this.titleGrammar);
    this.text = grown(this.text);
  }
}

/** Which words occur where: documents by number, words by spelling. Knows no ids. */
export class WordIndex {
  readonly settings: IndexSettings;
  readonly lengths = new FieldLengths();
  #vocabulary: Vocabulary;
  #lists: PostingLists;
  #documents = 0;
  #titleTotal = 0;
  #textTotal = 0;
  /** Words without a document, of {@link Vocabulary}'s. */
  #unused = 0;

  constructor(settings: IndexSettings) {
    this.settings = settings;
    this.#vocabulary = emptyVocabulary(settings);
    this.#lists = new PostingLists();
  }

  get lists(): PostingLists {
    return this.#lists;
  }
  get vocabulary(): Vocabulary {
    return this.#vocabulary;
  }
  get titleMean(): number {
    return Math.max(1, this.#titleTotal / Math.max(1, this.#documents));
  }
  get textMean(): number {
    return Math.max(1, this.#textTotal / Math.max(1, this.#documents));
  }

  /** Whether most words are of documents that are gone. */
  get isStale(): boolean {
    return this.#unused > 1_000 && this.#unused * 2 > this.#vocabulary.ids.size;
  }

  /** @throws AlgorithmError `too_large`: a number beyond what the index can tell apart. */
  add(slot: number, title: string, text: string): void {
    if (slot >= documentLimit) {
      throw new AlgorithmError('too_large', `an index holds ${documentLimit} documents at most`);
    }
    const vocabulary = this.#vocabulary;
    const known = vocabulary.ids.size;
    const found = new DocumentWords(title, text, (word, grammar) => vocabulary.add(word, grammar));
    for (const [word, bits] of found.bits) {
      if (word < known && this.#lists.length(word) === 0) this.#unused--;
      this.#lists.add(word, slot, bits);
    }
    this.lengths.reserve(slot + 1);
    this.lengths.title[slot] = found.titleLength;
    this.lengths.titleGrammar[slot] = found.titleGrammar;
    this.lengths.text[slot] = found.textLength;
    this.#count(slot, 1);
  }

  /** Removes what {@link add} was given. */
  remove(slot: number, title: string, text: string): void {
    const vocabulary = this.#vocabulary;
    const found = new DocumentWords(title, text, (word, grammar) => vocabulary.find(word, grammar));
    for (const word of found.bits.keys()) {
      this.#lists.remove(word, slot);
      if (this.#lists.length(word) === 0) this.#unused++;
    }
    this.#count(slot, -1);
  }

  /** Removes documents whose words are not known any more; reads the whole index. */
  removeAll(slots: ReadonlySet<number>): void {
    this.#lists.removeAll(slots);
    for (const slot of slots) this.#count(slot, -1);
    this.#countUnused();
  }

  /** Everything it knows of documents below `count`; {@link from} makes the same index of it. */
  state(count: number): WordIndexState {
    this.lengths.reserve(count);
    const { ids, similar } = this.#vocabulary;
    const { title, titleGrammar, text } = this.lengths;
    const postings = this.#lists.packed();
    const runs = similar?.state;
    const runPostings = runs?.lists.packed();
    return {
      settings: this.settings,
      titleLengths: title.slice(0, count),
      titleGrammar: titleGrammar.slice(0, count),
      textLengths: text.slice(0, count),
      words: Uint32Array.from(ids.hashes),
      wordLengths: postings.lengths,
      wordEntries: postings.entries,
      runs: Uint32Array.from(runs?.runs.hashes ?? []),
      runLengths: runPostings?.lengths ?? new Uint32Array(0),
      runEntries: runPostings?.entries ?? new Uint32Array(0),
      runCounts: Uint32Array.from(runs?.runCounts.subarray(0, ids.size) ?? []),
    };
  }

  /** The index of a {@link state}; `present` are the documents that it holds. */
  static from(state: WordIndexState, present: Iterable<number>): WordIndex {
    const index = new WordIndex(state.settings);
    const similar = new SimilarWords(
      HashIds.of(new Int32Array(state.runs)),
      PostingLists.from(state.runLengths, state.runEntries),
      Uint8Array.from(state.runCounts),
    );
    const ids = HashIds.of(new Int32Array(state.words));
    index.#vocabulary = new Vocabulary(ids, state.settings.similarWeight > 0 ? similar : null);
    index.#lists = PostingLists.from(state.wordLengths, state.wordEntries);
    index.lengths.title = state.titleLengths;
    index.lengths.titleGrammar = state.titleGrammar;
    index.lengths.text = state.textLengths;
    for (const slot of present) index.#count(slot, 1);
    index.#countUnused();
    return index;
  }

  /** The query's words with what may stand for them. */
  groups(query: string): AskedGroup[] {
    const asked = askedWords(query, wordsRead);
    let lookedFor = 0;
    return asked.map((word) => {
      const mayResemble = !word.isFunctionWord && ++lookedFor <= similarAsked;
      return this.#group(word, mayResemble);
    });
  }

  /** How much a word counts in a query: its inverse document frequency, less for grammar. */
  weightOf(word: string): number {
    const [asked] = askedWords(word, 1);
    return asked === undefined ? 0 : this.#group(asked, false).mass;
  }

  #group(asked: AskedWord, mayResemble: boolean): AskedGroup {
    const { functionWordWeight, similarAtLeast, similarMost, similarWeight } = this.settings;
    const { text, isFunctionWord, count } = asked;
    const weight = count * (isFunctionWord ? functionWordWeight : 1);
    const own = this.#vocabulary.find(text, isFunctionWord);
    const rarity = this.#rarity(own);
    const variants: Variant[] = [];
    if (own >= 0 && this.#lists.length(own) > 0) {
      variants.push({ list: own, likeness: 1, strength: rarity });
    }
    if (mayResemble && similarWeight > 0) {
      const { hashes } = this.#vocabulary.ids;
      const similar = this.#vocabulary
        .like(text, similarAtLeast)
        .filter(({ word }) => word !== own && this.#lists.length(word) > 0)
        // Equally like ones by hash: numbers depend on the order of arrival.
        .sort((a, b) => b.likeness - a.likeness || hashOf(hashes, a.word) - hashOf(hashes, b.word))
        .slice(0, similarMost);
      for (const { word, likeness } of similar) {
        // A rare misspelling is no better evidence than the word itself.
        const strength = similarWeight * likeness * Math.min(rarity, this.#rarity(word));
        variants.push({ list: word, likeness: similarWeight * likeness, strength });
      }
      variants.sort(
        (a, b) => b.strength - a.strength || hashOf(hashes, a.list) - hashOf(hashes, b.list),
      );
    }
    const isKnown = variants.some(({ likeness }) => likeness === 1);
    const best = isKnown ? rarity : (variants[0]?.strength ?? rarity);
    return { weight, isFunctionWord, mass: weight * best, variants };
  }

  /** Inverse document frequency. */
  #rarity(word: number): number {
    const found = word < 0 ? 0 : this.#lists.length(word);
    return Math.log(1 + (this.#documents - found + 0.5) / (found + 0.5));
  }

  #countUnused(): void {
    this.#unused = 0;
    const { size } = this.#vocabulary.ids;
    for (let word = 0; word < size; word++) if (this.#lists.length(word) === 0) this.#unused++;
  }

  #count(slot: number, sign: 1 | -1): void {
    this.#documents += sign;
    this.#titleTotal += sign * (this.lengths.title[slot] as number);
    this.#textTotal += sign * (this.lengths.text[slot] as number);
  }
}

function emptyVocabulary({ similarWeight }: IndexSettings): Vocabulary {
  return new Vocabulary(new HashIds(), similarWeight > 0 ? new SimilarWords() : null);
}

const hashOf = (hashes: Int32Array, word: number): number => hashes[word] as number;
