/** Another word that a title uses where a text says the one asked for. */
export interface Associate {
  readonly word: number;
  /** Normalised pointwise mutual information, 0–1. */
  readonly closeness: number;
}

/** Words of a title that are remembered; longer ones are lists of everything. */
const perTitle = 8;
/** Fewer meetings are chance. */
const fewestMeetings = 3;

/**
 * Which words stand in which titles, to learn what else a text's words are called: "crossed" in
 * texts under titles with "strikethrough". Counted when asked, so that it always tells of the
 * documents that are there.
 */
export class TitleWords {
  /** {@link perTitle} places per document: a word's number plus one, or 0. */
  #words: Uint32Array = new Uint32Array(64 * perTitle);
  /** Per word the titles that hold it. */
  #titles: Uint32Array = new Uint32Array(64);

  add(slot: number, words: Iterable<number>): void {
    this.#words = grown(this.#words, (slot + 1) * perTitle);
    let at = slot * perTitle;
    for (const word of words) {
      if (at === (slot + 1) * perTitle) return;
      this.#words[at++] = word + 1;
      this.#count(word, 1);
    }
  }

  remove(slot: number): void {
    for (let at = slot * perTitle; at < (slot + 1) * perTitle; at++) {
      const word = (this.#words[at] ?? 0) - 1;
      if (word < 0) continue;
      this.#count(word, -1);
      this.#words[at] = 0;
    }
  }

  /** Everything about the documents below `count`. */
  state(count: number): Uint32Array {
    return grown(this.#words, count * perTitle).slice(0, count * perTitle);
  }

  static from(state: Uint32Array): TitleWords {
    const titles = new TitleWords();
    titles.#words = state;
    for (const word of state) if (word > 0) titles.#count(word - 1, 1);
    return titles;
  }

  /**
   * The words that the titles of these texts, all that hold the word asked for, use more than
   * other titles do: the closest first, equally close ones as `order` says.
   */
  associates(
    texts: readonly number[],
    documents: number,
    atLeast: number,
    order: (word: number) => number,
  ): Associate[] {
    if (texts.length < fewestMeetings) return [];
    const meetings = new Map<number, number>();
    for (const slot of texts) {
      for (let at = slot * perTitle; at < (slot + 1) * perTitle; at++) {
        const word = (this.#words[at] ?? 0) - 1;
        if (word >= 0) meetings.set(word, (meetings.get(word) ?? 0) + 1);
      }
    }
    const found: Associate[] = [];
    for (const [word, together] of meetings) {
      if (together < fewestMeetings || together === documents) continue;
      const expected = (texts.length * (this.#titles[word] as number)) / documents;
      const closeness = Math.log(together / expected) / Math.log(documents / together);
      if (closeness >= atLeast) found.push({ word, closeness });
    }
    return found.sort((a, b) => b.closeness - a.closeness || order(a.word) - order(b.word));
  }

  #count(word: number, change: number): void {
    this.#titles = grown(this.#titles, word + 1);
    this.#titles[word] = (this.#titles[word] as number) + change;
  }
}

function grown(from: Uint32Array, size: number): Uint32Array {
  if (size <= from.length) return from;
  const to = new Uint32Array(Math.max(size, from.length * 2));
  to.set(from);
  return to;
}
