/**
 * English words with which people ask, whatever they ask about, in normal form. They carry little
 * of a topic, and questions are full of them where documents are not, which makes them look rare.
 */
const REQUEST_WORDS: ReadonlySet<string> = new Set(
  `able always anyone anybody anything ask asking ever explain find give going help issue keep keeps
  know let like make making need now only possible problem question really say see someone somebody
  something still sure tell thing things tried try trying understand use using way ways wonder
  wondering work working works`.split(/\s+/),
);

/** Whether a word in normal form says that something is asked rather than what. */
export function isRequestWord(word: string): boolean {
  return REQUEST_WORDS.has(word);
}
