/**
 * A light stem: the commonest English endings of number and tense removed, so that "deleting",
 * "deleted" and "deletes" meet. Words that are not plain a–z pass unchanged; a wrong stem for
 * another language does no harm, since query and document get the same one.
 */
export function stem(word: string): string {
  if (word.length < 4 || !isPlain(word)) return word;
  let cut = word;
  if (cut.endsWith('ies') && cut.length > 4) return `${cut.slice(0, -3)}i`;
  if (cut.endsWith('s') && !cut.endsWith('ss') && !cut.endsWith('us')) cut = cut.slice(0, -1);
  if (cut.length > 5 && cut.endsWith('ing')) cut = cut.slice(0, -3);
  else if (cut.length > 4 && (cut.endsWith('ed') || cut.endsWith('er'))) cut = cut.slice(0, -2);
  if (cut.length > 4 && cut.endsWith('e')) cut = cut.slice(0, -1);
  if (cut.length > 4 && cut.at(-1) === cut.at(-2)) cut = cut.slice(0, -1);
  return cut.endsWith('y') ? `${cut.slice(0, -1)}i` : cut;
}

function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit < 0x61 || unit > 0x7a) return false;
  }
  return true;
}
