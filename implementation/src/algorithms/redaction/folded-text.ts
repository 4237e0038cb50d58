import { BARRIER, PLACEHOLDER } from './personal-kinds.ts';

/** A text as finders read it: one form of digits, letters, spaces and dashes, nothing invisible. */
export interface FoldedText {
  text: string;
  /** Offset in the source of the character at `index`. */
  startOf(index: number): number;
  /** Offset in the source behind the character before `index`. */
  endOf(index: number): number;
}

interface Range {
  start: number;
  end: number;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const DIGIT = /^\p{Nd}$/u;
const OTHER_NUMBER = /^\p{No}$/u;
const SPACE = /^\p{Zs}$/u;
const DASH = /^[\p{Pd}\u2212]$/u;
const MARK = /^[\p{Mn}\p{Me}]$/u;

const DROPPED = 0x1_0000;
const DROPPED_BEHIND_DIGIT = 0x1_0001;
const KEPT = 0x1_0002;

/** What the code points below 0x10000 become; 0 is "not yet asked". */
const table = new Uint32Array(0x1_0000);

/**
 * Folds a text. Placeholders that it holds and the ranges `taken` (sorted, apart from each other)
 * become one barrier each, so that a text folds alike before and after those were replaced.
 */
export function foldText(source: string, taken: readonly Range[]): FoldedText {
  const barriers = [...placeholdersOf(source, taken), ...taken];
  if (barriers.length === 0 && !BEYOND_ASCII.test(source)) {
    return { text: source, startOf: (index) => index, endOf: (index) => index };
  }
  barriers.sort((left, right) => left.start - right.start);
  return foldUnits(source, barriers);
}

function placeholdersOf(source: string, taken: readonly Range[]): Range[] {
  if (!source.includes('[')) return [];
  const ranges: Range[] = [];
  let next = 0;
  for (const { index, 0: text } of source.matchAll(PLACEHOLDER)) {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    const end = index + text.length;
    if ((taken[next]?.start ?? Number.POSITIVE_INFINITY) >= end) ranges.push({ start: index, end });
  }
  return ranges;
}

function foldUnits(source: string, barriers: readonly Range[]): FoldedText {
  const pieces = new Pieces(source);
  let next = 0;
  const isPlain = !BEYOND_ASCII.test(source);
  for (let at = 0; at < source.length; ) {
    const barrier = barriers[next];
    if (barrier?.start === at) {
      pieces.put(BARRIER, at, barrier.end);
      at = barrier.end;
      next += 1;
    } else if (isPlain) {
      at = barrier?.start ?? source.length;
    } else if (source.charCodeAt(at) < 0x80) {
      at += 1;
    } else {
      at = foldCharacter(source, at, pieces);
    }
  }
  return pieces.finish();
}

/** Folds the character at a place and gives the place behind it. */
function foldCharacter(source: string, at: number, pieces: Pieces): number {
  const unit = source.charCodeAt(at);
  const codePoint = unit < 0xd800 ? unit : (source.codePointAt(at) ?? unit);
  const end = at + (codePoint > 0xffff ? 2 : 1);
  const folded = foldOf(codePoint);
  if (folded === DROPPED) pieces.put('', at, end);
  else if (folded === DROPPED_BEHIND_DIGIT) {
    if (isDigit(pieces.lastUnit(at))) pieces.put('', at, end);
  } else if (folded !== KEPT && folded !== codePoint) {
    pieces.put(String.fromCharCode(folded), at, end);
  }
  return end;
}

/**
 * A text in pieces. Inside a piece each unit of the source gave one unit; only where another number
 * of them became another number, a new piece begins.
 */
class Pieces {
  readonly #source: string;
  #text = '';
  #length = 0;
  #lastUnit = Number.NaN;
  /** Whether the last piece may go on: its units are as many as those of its source. */
  #isEven = false;
  /** Where the stretch that is not yet part of the text begins in the source. */
  #from = 0;
  /** By piece: where it begins in the folded text and in the source, and where its source ends. */
  readonly #folded: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  put(character: string, start: number, end: number): void {
    this.#stretch(start);
    if (character !== '') this.#add(character, start, end);
    this.#from = end;
  }

  lastUnit(at: number): number {
    return at > this.#from ? this.#source.charCodeAt(at - 1) : this.#lastUnit;
  }

  finish(): FoldedText {
    this.#stretch(this.#source.length);
    const whole = this.#source.length;
    return {
      text: this.#text,
      startOf: (index) => {
        if (index >= this.#length) return whole;
        const piece = this.#pieceOf(index);
        return (this.#starts[piece] ?? 0) + index - (this.#folded[piece] ?? 0);
      },
      endOf: (index) => {
        if (index <= 0) return 0;
        const piece = this.#pieceOf(index - 1);
        if ((this.#folded[piece + 1] ?? this.#length) === index) {
          return this.#ends[piece] ?? whole;
        }
        return (this.#starts[piece] ?? 0) + index - (this.#folded[piece] ?? 0);
      },
    };
  }

  #stretch(end: number): void {
    if (end > this.#from) this.#add(this.#source.slice(this.#from, end), this.#from, end);
  }

  #add(text: string, start: number, end: number): void {
    const last = this.#ends.length - 1;
    const isEven = text.length === end - start;
    if (isEven && this.#isEven && this.#ends[last] === start) this.#ends[last] = end;
    else {
      this.#folded.push(this.#length);
      this.#starts.push(start);
      this.#ends.push(end);
    }
    this.#isEven = isEven;
    this.#text += text;
    this.#length += text.length;
    this.#lastUnit = text.charCodeAt(text.length - 1);
  }

  #pieceOf(index: number): number {
    let [low, high] = [0, this.#folded.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#folded[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

function foldOf(codePoint: number): number {
  if (codePoint < 0x80) return codePoint;
  if (codePoint > 0xffff) return computeFold(codePoint);
  const known = table[codePoint] as number;
  if (known !== 0) return known;
  const computed = computeFold(codePoint);
  table[codePoint] = computed;
  return computed;
}

/** A unit below 0x10000, or what is to be done with the code point. */
function computeFold(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character)) return DROPPED;
  if (MARK.test(character)) return DROPPED_BEHIND_DIGIT;
  if (SPACE.test(character)) return 0x20;
  if (DASH.test(character)) return 0x2d;
  if (character === '\u2028' || character === '\u2029') return 0x0a;
  if (character === '\u2018' || character === '\u2019') return 0x27;
  if (character === '\u201c' || character === '\u201d') return 0x22;
  if (DIGIT.test(character)) return 0x30 + digitValue(codePoint);
  const plain = OTHER_NUMBER.test(character) ? character : character.normalize('NFKC');
  if (plain.length === 1 && plain.charCodeAt(0) < 0x80) return plain.charCodeAt(0);
  return codePoint > 0xffff ? KEPT : codePoint;
}

/** Decimal digits of a script stand in a row from zero to nine. */
function digitValue(codePoint: number): number {
  const plain = String.fromCodePoint(codePoint).normalize('NFKC');
  if (plain.length === 1 && isDigit(plain.charCodeAt(0))) return plain.charCodeAt(0) - 0x30;
  let zero = codePoint;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
