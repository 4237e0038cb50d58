import { expect, test } from 'vitest';
import type { Draft, Passage } from '../agents.ts';
import { offline } from '../agents.ts';
import { citationReviewer } from './citation-reviewer.ts';

const passage: Passage = {
  articleId: 'a',
  title: 'A',
  url: '/articles/a',
  text: 'One is here. Two is there. Three.',
  contentHash: 'h',
  score: 1,
  evidence: {},
};
const cite = (quote: string) => ({ articleId: 'a', title: 'A', url: '/articles/a', quote });
const draft = (change: Partial<Draft>): Draft => ({
  text: 'One is here.\n\nThree.',
  confidence: 0.7,
  citations: [cite('One is here.'), cite('Three.')],
  claims: null,
  writtenBy: offline,
  promptHash: null,
  ...change,
});
const review = (change: Partial<Draft>) => citationReviewer.review(draft(change), [passage]);

test('a reply made of quotes passes', () => {
  expect(review({})).toEqual({ outcome: 'approved' });
});

const claim = (text: string, citation: number) => ({ text, personal: [], citation });
const claimed = {
  text: 'Here is one. Two is there.',
  citations: [cite('One is here.'), cite('Two is there.')],
  claims: [claim('Here is one.', 0), claim('Two is there.', 1)],
};

test('a reply made of claims that follow from their quotes passes', () => {
  expect(review(claimed)).toEqual({ outcome: 'approved' });
});

test.each<[string, Partial<Draft>]>([
  ['says more than it claims', { text: `${claimed.text} And more.` }],
  [
    'claims what its quote does not say',
    { claims: [claim('Here is one.', 0), claim('Two is there.', 0)] },
  ],
  [
    'denies what its quote says',
    { text: 'One is not here.', claims: [claim('One is not here.', 0)] },
  ],
  ['claims without a citation', { claims: [claim('Here is one.', 0), claim('Two is there.', 2)] }],
])('a reply that %s is rejected', (_, change) => {
  expect(review({ ...claimed, ...change })).toEqual({
    outcome: 'rejected',
    because: expect.any(String),
  });
});

test.each<[string, Partial<Draft>]>([
  ['says more than it cites', { text: 'One is here.\n\nThree. And more.' }],
  ['cites nothing', { text: '', citations: [] }],
  ['quotes what does not stand there', { text: 'Two is here.', citations: [cite('Two is here.')] }],
  ['cites what was not retrieved', { citations: [{ ...cite('One is here.'), articleId: 'b' }] }],
  ['names another title', { text: 'Three.', citations: [{ ...cite('Three.'), title: 'B' }] }],
  ['links elsewhere', { text: 'Three.', citations: [{ ...cite('Three.'), url: 'http://x' }] }],
  ['quotes blanks', { text: '', citations: [cite(' ')] }],
  ['has no probability', { confidence: Number.NaN }],
  ['is endless', { text: 'One is here.'.repeat(400) }],
])('a reply that %s is rejected', (_, change) => {
  expect(review(change)).toEqual({ outcome: 'rejected', because: expect.any(String) });
});
