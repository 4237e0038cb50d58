import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Abbreviations } from './abbreviations.ts';
import { InvertedIndex } from './inverted-index.ts';

const learnt = (...texts: string[]) => {
  const abbreviations = new Abbreviations();
  for (const text of texts) abbreviations.add(text);
  return abbreviations;
};
const standIns = (abbreviations: Abbreviations, ...asked: string[]) =>
  Object.fromEntries(abbreviations.standIns(asked));

describe('Abbreviations', () => {
  it.each(['We support Single Sign-On (SSO) on every plan.', 'Use SSO (single sign-on) instead.'])(
    'are learnt from: %s',
    (text) => {
      expect(standIns(learnt(text), 'the', 'sso')).toEqual({ sso: ['singl', 'sign'] });
      expect(standIns(learnt(text), 'a', 'singl', 'sign', 'on')).toEqual({
        singl: ['sso'],
        sign: ['sso'],
      });
      expect(standIns(learnt(text), 'sign', 'on')).toEqual({});
    },
  );

  it('may leave out words of grammar, and are not made of what spells something else', () => {
    expect(standIns(learnt('A Frequently Asked Question (FAQ).'), 'faq')).not.toEqual({});
    expect(standIns(learnt('the terms of the service (TS)'), 'ts')).not.toEqual({});
    for (const text of [
      'Our new plan (VAT) applies.',
      'see above (A)',
      'SSO (see the admin)',
      '(',
    ]) {
      expect(standIns(learnt(text), 'vat', 'a', 'sso', 'see')).toEqual({});
    }
  });

  it('are forgotten with the last text that explains them', () => {
    const text = fc.constantFrom(
      'Single Sign-On (SSO)',
      'VAT (value added tax)',
      'value added tax (VAT)',
      'none',
    );
    const asked = ['sso', 'vat', 'singl', 'sign', 'on'];
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (kept, passing) => {
        const abbreviations = learnt(...passing, ...kept);
        for (const one of passing) abbreviations.remove(one);
        const sorted = (from: Abbreviations) => [...from.standIns(asked)].sort();
        expect(sorted(abbreviations)).toEqual(sorted(learnt(...kept)));
      }),
    );
  });

  it('find what says it the other way', () => {
    const index = new InvertedIndex();
    index.add({ id: 'a', title: 'SSO', text: 'Single Sign-On (SSO) is for companies.' });
    index.add({ id: 'b', title: 'SSO errors', text: 'What to do.' });
    index.add({ id: 'c', title: 'Tax', text: 'A single rate.' });
    const ids = (query: string) => index.search(query).map(({ document }) => document.id);
    expect(ids('single sign-on')).toContain('b');
    expect(ids('single rate').slice(0, 1)).toEqual(['c']);
    index.remove('a');
    expect(ids('single sign-on')).not.toContain('b');
  });
});
