import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { EVERYTHING } from '#src/testing/redaction/everything.ts';
import { labelledTexts } from '#src/testing/redaction/labelled-sentences.ts';
import { finders } from './finders.ts';
import { foldText } from './folded-text.ts';
import type { Candidate, Finder } from './personal-kinds.ts';
import { selectorOf } from './text-marks.ts';

const findersFor = selectorOf(finders);

function foundBy({ find }: Finder, text: string): Candidate[] {
  const found: Candidate[] = [];
  find(text, found, findersFor(text).groups);
  return found;
}

/** Fails when a finder that was left out would have found something; counts what the others find. */
function expectNothingLeftOut(source: string): number {
  const { text } = foldText(source, []);
  const chosen = new Set(findersFor(text).items);
  let found = 0;
  for (const finder of finders) {
    const places = foundBy(finder, text);
    found += places.length;
    if (!chosen.has(finder)) expect(places, `${finder.needs.marks} in ${text}`).toEqual([]);
  }
  return found;
}

/** The expressions that a finder executes over texts of every sort. */
function expressionsOf(finder: Finder, texts: readonly string[]): RegExp[] {
  const known = new Map<string, RegExp>();
  const original = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    known.set(this.source, this);
    return original.call(this, text);
  });
  for (const text of texts) foundBy(finder, text);
  vi.restoreAllMocks();
  return [...known.values()];
}

/** The next thing in an expression: a look around, an escape, a class or a single character. */
const PIECE = /\(\?<?[=!]|\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|./gsy;

/**
 * An expression without what it only looks at, which no generator of matching texts knows, and with
 * ASCII for all letters of the world, which it is slow to choose from.
 */
function withoutLooks({ source, flags }: RegExp): RegExp {
  let plain = '';
  const pieces = Array.from(source.matchAll(PIECE), ([piece]) => piece);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    if (/^\(\?<?[=!]/.test(piece)) at = groupEnd(pieces, at);
    else if (piece.startsWith('\\p')) plain += `[${inAscii(piece)}]`;
    else if (piece !== '^' && piece !== '\\b') plain += inAscii(piece);
  }
  return new RegExp(plain, flags.replace(/[giy]/g, ''));
}

const inAscii = (piece: string) =>
  piece.replaceAll('\\p{Lu}', 'A-Z').replaceAll('\\p{L}', 'A-Za-z').replaceAll('\\p{M}', '');

function groupEnd(pieces: readonly string[], start: number): number {
  let depth = 0;
  for (let at = start; at < pieces.length; at += 1) {
    if (pieces[at]?.startsWith('(')) depth += 1;
    else if (pieces[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return pieces.length;
}

/** Texts that an expression matches; `undefined` where no generator knows how. */
function textsMatching(expression: RegExp): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(withoutLooks(expression));
  } catch {
    return undefined;
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the selection of finders', () => {
  it('leaves out nothing that would find something', () => {
    for (const { text } of labelledTexts(seededRandom(21), 200)) expectNothingLeftOut(text);
  });

  it('leaves out nothing that an expression of a finder matches', () => {
    const texts = labelledTexts(seededRandom(2), 8).map(({ text }) => text);
    const endings = fc.constantFrom(
      '',
      ' ',
      'Ada',
      'Ada Moss,\n',
      ' 1234567',
      '=a1B2c3D4e5F6a7B8c9',
    );
    const expressions = new Map(
      finders
        .flatMap((finder) => expressionsOf(finder, [...texts, EVERYTHING]))
        .filter(({ source }) => source.length > 40)
        .map((expression) => [expression.source, expression]),
    );
    let found = 0;
    for (const expression of expressions.values()) {
      const matching = textsMatching(expression);
      if (matching === undefined) continue;
      const property = fc.property(matching, endings, (text, ending) => {
        found += expectNothingLeftOut(text + ending);
      });
      fc.assert(property, { numRuns: 100 });
    }
    expect(found).toBeGreaterThan(1_000);
  });
});
