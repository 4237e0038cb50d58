const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
/** Line ends, escape sequences, and what turns the direction of the rest of the line. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const widthOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : 1);

/** A stranger's text as one line that does nothing to the terminal it is printed on. */
export const oneLine = (text: string): string => text.replaceAll(unprintable, ' ').trim();

/** One line that takes exactly so many columns of a terminal: cut with an ellipsis, or padded. */
export function fitText(text: string, columns: number): string {
  let fitted = '';
  let width = 0;
  // What is cut off anyway is not worth looking at.
  for (const { segment } of graphemes.segment(oneLine(text.slice(0, 10 * columns)))) {
    if (width + widthOf(segment) > columns) return ellipsis(fitted, columns);
    fitted += segment;
    width += widthOf(segment);
  }
  return fitted + ' '.repeat(columns - width);
}

function ellipsis(fitted: string, columns: number): string {
  const parts = [...graphemes.segment(fitted)].map(({ segment }) => segment);
  const width = () => parts.reduce((sum, part) => sum + widthOf(part), 0);
  while (width() > columns - 1) parts.pop();
  return `${parts.join('')}…${' '.repeat(columns - 1 - width())}`;
}

/** Lines of at most so many characters, broken between words, each after the indent. */
export function wrapText(text: string, columns: number, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (indent.length + longer.length <= columns || line === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => `${indent}${line}`).join('\n');
}
