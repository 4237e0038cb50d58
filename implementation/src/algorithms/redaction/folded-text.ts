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
const MARK = /^\p{Mn}$/u;

const DROPPED = 0x1_0000;
const DROPPED_BEHIND_DIGIT = 0x1_0001;

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
  const units = new Uint16Array(source.length);
  const starts = new Uint32Array(source.length);
  const ends = new Uint32Array(source.length);
  let length = 0;
  let next = 0;
  const put = (unit: number, start: number, end: number) => {
    units[length] = unit;
    starts[length] = start;
    ends[length] = end;
    length += 1;
  };
  for (let at = 0; at < source.length; ) {
    const barrier = barriers[next];
    if (barrier?.start === at) {
      put(BARRIER.charCodeAt(0), at, barrier.end);
      at = barrier.end;
      next += 1;
      continue;
    }
    const unit = source.charCodeAt(at);
    const codePoint = unit < 0xd800 ? unit : (source.codePointAt(at) ?? unit);
    const width = codePoint > 0xffff ? 2 : 1;
    const folded = foldOf(codePoint);
    const last = length === 0 ? 0 : (units[length - 1] as number);
    const dropped = folded === DROPPED || (folded === DROPPED_BEHIND_DIGIT && isDigit(last));
    if (!dropped && folded < DROPPED) put(folded, at, at + width);
    else if (!dropped) {
      for (let unitAt = at; unitAt < at + width; unitAt += 1) {
        put(source.charCodeAt(unitAt), unitAt, unitAt + 1);
      }
    }
    at += width;
  }
  return {
    text: textOf(units.subarray(0, length)),
    startOf: (index) => starts[index] ?? source.length,
    endOf: (index) => (index === 0 ? 0 : (ends[index - 1] ?? source.length)),
  };
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += 4096) {
    text += String.fromCharCode(...units.subarray(at, at + 4096));
  }
  return text;
}

function foldOf(codePoint: number): number {
  if (codePoint < 0x80) return codePoint;
  if (codePoint > 0xffff) return computeFold(codePoint);
  const known = table[codePoint] as number;
  if (known !== 0) return known;
  const computed = computeFold(codePoint);
  table[codePoint] = computed;
  return computed;
}

const KEPT = 0x1_0002;

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
