import { type DigitGroups, isDigitUnit } from './digit-groups.ts';

/** What a text must hold for a finder to find anything in it: every part that is given. */
export interface Needs {
  /** At least one of these characters, all ASCII. */
  readonly units?: string;
  /** So many digits close together: up to four characters between two, and no letter. */
  readonly digits?: number;
  /** So many letters, digits and signs of a token (`_-.~`) in a row. */
  readonly run?: number;
  /**
   * At least one of these, separated by spaces: four characters each, in lower case, and `_` for
   * anything that is no letter, the edges of the text included.
   */
  readonly marks?: string;
}

const LETTERS_END = 0x530;
const NO_LETTER = 0x20;
const MOST_DISTANCE = 5;
/** Letters by code unit, in lower case, as one byte; Latin, Greek and Cyrillic ones. */
const letters = Uint8Array.from({ length: LETTERS_END }, (_, unit) => {
  const letter = String.fromCharCode(unit).toLowerCase();
  if (letter === '_' || !/^\p{L}$/u.test(letter)) return NO_LETTER;
  return letter < '\u0080' ? letter.charCodeAt(0) : 0x80 | letter.charCodeAt(0);
});

/** A letter as one byte, the same in either case; anything else as a space. */
export function foldedLetter(unit: number): number {
  return unit < LETTERS_END ? (letters[unit] as number) : NO_LETTER;
}

const MARK_SLOTS = 4_096;
const slotOf = (mark: number) => Math.imul(mark, 0x9e3779b1) >>> 20;

/** Marks by a hash of them, with the finders that wait for each, one bit per finder. */
class MarkTable {
  readonly #marks = new Int32Array(MARK_SLOTS);
  readonly #bits = new Int32Array(MARK_SLOTS);

  add(text: string, bit: number): void {
    let mark = 0;
    for (const letter of text) {
      const unit = letter.charCodeAt(0);
      mark = (mark << 8) | foldedLetter(unit);
    }
    let slot = slotOf(mark);
    while (this.#bits[slot] !== 0 && this.#marks[slot] !== mark) slot = (slot + 1) % MARK_SLOTS;
    this.#marks[slot] = mark;
    addBit(this.#bits, slot, bit);
  }

  bitsOf(mark: number): number {
    let slot = slotOf(mark);
    while (this.#bits[slot] !== 0) {
      if (this.#marks[slot] === mark) return this.#bits[slot] as number;
      slot = (slot + 1) % MARK_SLOTS;
    }
    return 0;
  }
}

function addBit(bits: Int32Array, index: number, bit: number): void {
  bits[index] = (bits[index] as number) | bit;
}

/** What one look at a text found out. */
export interface Look<Item> {
  /** Those that may find something in it. */
  readonly items: Item[];
  readonly groups: DigitGroups;
  /** How many letters, digits and signs of a token stand in a row. */
  readonly run: number;
}

/**
 * Makes a selector: with one look at a text it tells which of `all` may find something. It only
 * saves time: what it leaves out would have found nothing.
 */
export function selectorOf<Item extends { readonly needs: Needs }>(
  all: readonly Item[],
): (text: string) => Look<Item> {
  const table = new MarkTable();
  const unitBits = new Int32Array(0x80);
  let [markBit, unitBit] = [1, 1];
  const needs = all.map((item) => {
    const { units = '', digits = 0, run = 0, marks = '' } = item.needs;
    const need = { item, digits, run, markBit: 0, unitBit: 0 };
    if (marks !== '') {
      need.markBit = markBit;
      for (const mark of marks.split(/\s+/)) table.add(mark, markBit);
      markBit <<= 1;
    }
    if (units !== '') {
      need.unitBit = unitBit;
      for (const unit of units) addBit(unitBits, unit.charCodeAt(0), unitBit);
      unitBit <<= 1;
    }
    return need;
  });
  return (text) => {
    const seen = lookAt(text, table, unitBits);
    const items: Item[] = [];
    for (const need of needs) {
      if (need.digits > seen.digits || need.run > seen.run) continue;
      if (need.unitBit !== 0 && (need.unitBit & seen.units) === 0) continue;
      if (need.markBit !== 0 && (need.markBit & seen.marks) === 0) continue;
      items.push(need.item);
    }
    return { items, groups: seen.groups, run: seen.run };
  };
}

/** `_`, `-`, `.` or `~`. */
const isTokenSign = (unit: number) =>
  unit === 0x5f || unit === 0x2d || unit === 0x2e || unit === 0x7e;

/** One pass over a text: what of all that is needed it holds. */
function lookAt(text: string, table: MarkTable, unitBits: Int32Array) {
  const groups: DigitGroups = { starts: [], ends: [] };
  let [marks, units, longestDigits, longestRun] = [0, 0, 0, 0];
  let [window, digits, lastDigit, run] = [0x20202020, 0, -MOST_DISTANCE, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const letter = foldedLetter(unit);
    window = (window << 8) | letter;
    marks |= table.bitsOf(window);
    if (letter !== NO_LETTER) {
      run += 1;
      lastDigit = -MOST_DISTANCE;
    } else if (isDigitUnit(unit)) {
      run += 1;
      digits = at - lastDigit <= MOST_DISTANCE ? digits + 1 : 1;
      lastDigit = at;
      if (digits > longestDigits) longestDigits = digits;
      addDigit(groups, at);
    } else {
      if (unit < 0x80) units |= unitBits[unit] as number;
      run = isTokenSign(unit) ? run + 1 : 0;
    }
    if (run > longestRun) longestRun = run;
  }
  marks |= table.bitsOf((window << 8) | NO_LETTER);
  return { marks, units, digits: longestDigits, run: longestRun, groups };
}

/** Adds the digit at a place to the last group, or as a group of its own. */
function addDigit({ starts, ends }: DigitGroups, at: number): void {
  if (ends.at(-1) === at) ends[ends.length - 1] = at + 1;
  else {
    starts.push(at);
    ends.push(at + 1);
  }
}
