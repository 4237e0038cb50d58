import { spoken } from './spoken.ts';

const marks = /[.,;:!?¿¡()\n–—]+/;
/** What is said after these is held against what is said before. */
const contrasts = /\b(?:but|sondern|aber|sino|pero)\b/i;
const marksAndContrasts = new RegExp(`${marks.source}|${contrasts.source}`, 'i');

/** What stands between marks, in normal form and without politeness: "No, 2!" is "no" and "2". */
export const clausesOf = (text: string): string[] => spokenParts(text, marks);

/** The same, parted at "but" too: "not the first but the second". */
export const contrastsOf = (text: string): string[] => spokenParts(text, marksAndContrasts);

const spokenParts = (text: string, border: RegExp): string[] =>
  text
    .split(border)
    .map(spoken)
    .filter((part) => part !== '');
