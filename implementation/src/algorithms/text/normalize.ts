/** One spelling for what readers take as the same word: width, case and diacritics removed. */

// Combining marks that are optional spelling: Latin, Greek and Cyrillic accents, Hebrew points,
// Arabic vowel signs and the tatweel. Vowel signs of Indic scripts are letters and stay.
const OPTIONAL_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u0640\u064b-\u065f\u0670]|[\ufe0e\ufe0f]/g;

// Letters that Unicode does not decompose, yet people type without their stroke or ligature.
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const UNDECOMPOSED_LETTERS = /[ßæœøłđðþħıς]/g;

/** Normal form of a word: NFKC, lower case, optional diacritics removed, NFC. Idempotent. */
export function normalizeWord(word: string): string {
  let plain = true;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit >= 0x80 || (unit >= 0x41 && unit <= 0x5a)) {
      plain = false;
      if (unit >= 0x80) return normalizeOther(word);
    }
  }
  return plain ? word : word.toLowerCase();
}

function normalizeOther(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(OPTIONAL_MARKS, '')
    .normalize('NFC')
    .replace(UNDECOMPOSED_LETTERS, (letter) => UNDECOMPOSED[letter] ?? letter);
}
