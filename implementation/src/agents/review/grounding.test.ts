import { describe, expect, it } from 'vitest';
import { objectionToClaim } from './grounding.ts';

const grounds = {
  title: 'How long are exports kept?',
  quote: 'You can export all invoices as a ZIP file. Exports are kept for 30 days.',
  text: `You can export all invoices as a ZIP file. Exports are kept for 30 days.
After two weeks we remind the owner at exports@acme.example, see https://acme.example/exports.
Exports are not encrypted. Members cannot delete them.`,
};

const objection = (text: string, quote = grounds.quote, personal: string[] = []) =>
  objectionToClaim({ text, personal }, { ...grounds, quote });

describe('a claim that follows from its quote', () => {
  it.each([
    ['in the words of the quote', 'Exports are kept for 30 days.'],
    ['in other words', 'All of your invoices can be exported as one ZIP file.'],
    ['with the words of the title', 'How long exports are kept: 30 days.'],
    ['with the number in words', 'Exported invoices are kept for 30 days.'],
  ])('passes %s', (_, claim) => {
    expect(objection(claim)).toBeNull();
  });

  it('passes with a number that the quote has in words', () => {
    expect(
      objection('We remind the owner after 2 weeks.', 'After two weeks we remind the owner'),
    ).toBeNull();
  });

  it('passes with a not that the quote has too', () => {
    expect(objection('Exports are not encrypted.', 'Exports are not encrypted.')).toBeNull();
    expect(objection("Members can't delete exports.", 'Members cannot delete them.')).toBeNull();
  });

  it('passes with a name, which no article can know', () => {
    const claim = 'Zebulon Quill, exports are kept for 30 days.';
    expect(objection(claim, grounds.quote, ['Zebulon Quill'])).toBeNull();
    expect(
      objection('We remind the owner after 1 week.', 'We remind the owner after one week.'),
    ).toBeNull();
  });
});

describe('a claim that does not', () => {
  it.each([
    ['has another number', 'Exports are kept for 60 days.'],
    ['has a number that stands elsewhere in the article', 'Invoices are exported in 2 files.'],
    ['denies what the quote says', 'Exports are not kept for 30 days.'],
    ['promises what nobody wrote', 'Your refund was granted and arrives tomorrow.'],
    [
      'adds a promise to what is true',
      'Exports are kept for 30 days, and your refund of the whole subscription is approved today by the manager.',
    ],
    ['names a link of its own', 'Exports are kept for 30 days, see https://evil.example/login.'],
    ['names an address of its own', 'Write to help@evil.example about exports kept 30 days.'],
    ['names a host', 'Exports are kept for 30 days at evil.com.'],
    ['links to a host', 'Exports are kept for [30 days](evil.com).'],
    ['has another unit', 'Exports are kept for 30 weeks.'],
    ['has another number in words', 'Exports are kept for fourteen days.'],
    ['has a number of tens in words', 'Exports are kept for ninety days.'],
    ['says nothing', '   '],
    ['has grammar and no topic', 'It is what it is.'],
    ['has an amount of money', 'Exports are kept for 30 days for $5.'],
  ])('is caught where it %s', (_, claim) => {
    expect(objection(claim)).toEqual(expect.any(String));
  });

  it('is caught where the words stand elsewhere in the article', () => {
    const claim = 'The owner gets reminded of invoices.';
    expect(objection(claim)).toBe('it says more than its quote');
  });

  it('is caught where half of it is true', () => {
    const claim = 'Exports are kept for 30 days, and refunds approved.';
    expect(objection(claim)).toBe('it says more than its article');
  });

  it('is caught where it affirms what the quote denies', () => {
    expect(objection('Exports are encrypted.', 'Exports are not encrypted.')).toMatch(/affirms/);
  });

  it('may name a link that stands in the article', () => {
    expect(
      objection(
        'We remind the owner, see https://acme.example/exports.',
        'After two weeks we remind the owner at exports@acme.example, see https://acme.example/exports.',
      ),
    ).toBeNull();
  });
});
