import { expect, test } from 'vitest';
import { Concepts } from './concepts.ts';
import { customerConcepts } from './customer-concepts.ts';

const concepts = new Concepts(`
sign in | log in | login
invoice | bill
`);

test('different words for one thing become the same word', () => {
  expect(concepts.terms('The login')).toEqual([
    ...concepts.terms('the'),
    ...concepts.terms('sign in'),
  ]);
  expect(concepts.terms('bills')).toEqual(concepts.terms('invoice'));
  expect(concepts.terms('invoice')).not.toEqual(concepts.terms('login'));
});

test('the longest phrase counts, and other words stay', () => {
  expect(concepts.terms('log in please')).toHaveLength(2);
  expect(concepts.terms('log the hours')).toEqual(['log', 'the', 'hour']);
  expect(concepts.topics('log the hours')).toEqual(['log', 'hour']);
});

test('customers and articles meet in each language that has a list', () => {
  const known = new Concepts(customerConcepts);
  expect(known.terms('boss')).toEqual(known.terms('manager'));
  expect(known.terms('gekündigt')).toEqual(known.terms('Kündigung'));
  expect(known.terms('clave')).toEqual(known.terms('contraseña'));
  expect(known.terms('iPhone')).not.toEqual(known.terms('Android'));
});
