import { AlgorithmError } from '../algorithm-error.ts';
import { HashIds } from '../hash-ids.ts';
import type { WordIndexState } from './index-codec.ts';
import { documentLimit, PostingLists } from './posting-lists.ts';
import type { IndexSettings } from './search-types.ts';
import { DocumentWords, inText } from './search-words.ts';
import { SimilarWords } from './similar-words.ts';
import { TitleWords } from './title-words.ts';
import { Vocabulary } from './vocabulary.ts';

/** A word in more documents than this says something of all topics. */
const associationsRead = 2_000;

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
  #titleWords = new TitleWords();
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
    this.#titleWords.add(slot, found.titleTopics);
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
    this.#titleWords.remove(slot);
    this.#count(slot, -1);
  }

  /** Removes documents whose words are not known any more; reads the whole index. */
  removeAll(slots: ReadonlySet<number>): void {
    this.#lists.removeAll(slots);
    for (const slot of slots) {
      this.#titleWords.remove(slot);
      this.#count(slot, -1);
    }
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
      titleWords: this.#titleWords.state(count),
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
    index.#titleWords = TitleWords.from(state.titleWords);
    for (const slot of present) index.#count(slot, 1);
    index.#countUnused();
    return index;
  }

  /** Inverse document frequency; of a word without a number, that of one that is nowhere. */
  rarity(word: number): number {
    const found = word < 0 ? 0 : this.#lists.length(word);
    return Math.log(1 + (this.#documents - found + 0.5) / (found + 0.5));
  }

  /** Hashes of the words that titles use where a text says this one, the closest first. */
  associates(hash: number): { hash: number; closeness: number }[] {
    const { associateAtLeast, associateMost } = this.settings;
    const { ids } = this.#vocabulary;
    const asked = ids.find(hash);
    if (asked < 0 || this.#lists.length(asked) > associationsRead) return [];
    const start = this.#lists.start(asked);
    const entries = this.#lists.entries.subarray(start, start + this.#lists.length(asked));
    const texts: number[] = [];
    for (const entry of entries) if (inText(entry) > 0) texts.push(entry >>> 8);
    const { hashes } = ids;
    return this.#titleWords
      .associates(texts, this.#documents, associateAtLeast, (word) => hashes[word] as number)
      .filter(({ word }) => word !== asked)
      .slice(0, associateMost)
      .map(({ word, closeness }) => ({ hash: hashes[word] as number, closeness }));
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
