import { describe, expect, test } from 'vitest';
import { isOpposite, sidesOf } from './opposites.ts';
import { pickQuotes } from './pick-quotes.ts';
import { readingUnits } from './reading-units.ts';

interface Asked {
  readonly text: string;
  /** The best fit is the unit that begins like this; the others hardly fit. */
  readonly best: string;
  readonly question?: string;
}

function quoted({ text, best, question = 'the question' }: Asked): string[] {
  const units = readingUnits({ text, sections: [] });
  const fits = units.map(({ start }) => (text.startsWith(best, start) ? 0.9 : 0.1));
  return pickQuotes({ text, units, fits, question, isShort: false }).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('what belongs together is quoted together', () => {
  test('numbered steps, with the line that introduces them', () => {
    const text = 'Before.\n\nDo this:\n\n1. Open it.\n2. Close it.\n\nAfter.';
    expect(quoted({ text, best: 'Do this' })).toEqual(['Do this:\n\n1. Open it.\n2. Close it.']);
  });

  test('a short list, with what announces it', () => {
    const text = 'These help:\n\n • tea\n • coffee\n\nNothing else does.';
    expect(quoted({ text, best: ' • coffee' })).toEqual(['These help:\n\n • tea\n • coffee']);
  });

  test('a sentence and the one that goes on after it', () => {
    const text = 'Far away. First open the lid. Then pour the tea. Last of all.';
    expect(quoted({ text, best: 'First' })).toEqual(['First open the lid. Then pour the tea.']);
  });

  test.each(['Then', 'It', 'This', 'Otherwise', 'In that case'])(
    'a sentence that begins with “%s”, and what it points back to',
    (word) => {
      const text = `Far away.\n\nThe lid is hot. ${word} cools down slowly. Nothing more.`;
      const quotes = quoted({ text, best: word });
      expect(quotes[0]).toMatch(/^The lid is hot\. /);
      expect(quotes[0]).not.toContain('Far away');
    },
  );

  test('pointing back goes on to a sentence that stands by itself', () => {
    const text = 'The lid is hot. It is red. This warns you. Enough.';
    expect(quoted({ text, best: 'This' })[0]).toMatch(/^The lid is hot\. It is red\. This/);
  });

  test('the first sentence has nothing to point back to', () => {
    expect(quoted({ text: 'They do not. Ever.', best: 'They' })[0]).toMatch(/^They do not\./);
  });
});

describe('the opposite', () => {
  test('of what was asked is not quoted where another sentence fits nearly as well', () => {
    const text = 'Press the key to connect the shop.\n\nPress the lever to disconnect the shop.';
    const units = readingUnits({ text, sections: [] });
    const pick = (question: string) =>
      pickQuotes({ text, units, fits: [0.5, 0.5], question, isShort: false }).map(
        ({ start, end }) => text.slice(start, end),
      );
    expect(pick('how to disconnect the shop')).toEqual(['Press the lever to disconnect the shop.']);
    expect(pick('how to connect the shop')).toEqual(['Press the key to connect the shop.']);
  });

  test('is known by pairs of words, and a text that names both is none', () => {
    const asked = sidesOf('How do I unlock the week?');
    expect(isOpposite(asked, 'Lock the week in the settings.')).toBe(true);
    expect(isOpposite(asked, 'Lock or unlock the week.')).toBe(false);
    expect(isOpposite(asked, 'The week has seven days.')).toBe(false);
    expect(isOpposite(sidesOf('weeks'), 'Lock the week.')).toBe(false);
    expect(isOpposite(sidesOf(''), '')).toBe(false);
  });
});

test('who asks how much is told a number', () => {
  const text = 'The price is fair.\n\nA seat is $9 a month.';
  const units = readingUnits({ text, sections: [] });
  const pick = (question: string) =>
    pickQuotes({ text, units, fits: [0.4, 0.36], question, isShort: false })
      .map(({ start, end }) => text.slice(start, end))
      .join(' ');
  expect(pick('what does it say about seats')).not.toContain('$9');
  expect(pick('how much is a seat')).toContain('$9');
});

test('of nothing, nothing is quoted', () => {
  for (const text of ['', '\n\n', '   ']) {
    expect(quoted({ text, best: 'x' })).toEqual([]);
  }
});
