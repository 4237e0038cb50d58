import { describe, expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

const titles = [
  'Cobrar recargos por facturas vencidas',
  'Enviar recordatorios a los clientes',
  'Cambiar la contraseña',
];

const read = (text: string, shown: readonly string[] = titles) => {
  const choice = readChoice(text, shown);
  return choice.kind === 'chosen' ? choice.at + 1 : choice.kind;
};

describe('a number in Spanish', () => {
  test.each([
    ['la segunda', 2],
    ['¡La segunda, por favor!', 2],
    ['opción 2', 2],
    ['la opción dos', 2],
    ['el n.º 2', 2],
    ['la 2ª', 2],
    ['2da', 2],
    ['el segundo artículo', 2],
    ['me refiero a la segunda', 2],
    ['la segunda de estas', 2],
    ['el número 1', 1],
    ['la primera, gracias', 1],
    ['el 1er', 1],
    ['es la última', 3],
    ['Hola, quiero la tercera', 3],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each(['un segundo', 'por último', 'tengo 2 facturas'])('is not chosen by: %s', (text) => {
    expect(read(text)).toBe('other');
  });
});

describe('none of them in Spanish', () => {
  test.each([
    'ninguna',
    'Ninguna de estas.',
    'ninguno de los anteriores',
    'no es ninguna',
    'No, ninguna de ellas',
    'ninguna me sirve',
    'nada de eso',
    'otra cosa',
    'Es otra cosa',
    'otra',
    'algo distinto',
    'no',
    'no, gracias',
    '¡No! Gracias',
    'la verdad no',
  ])('%s', (text) => {
    expect(read(text)).toBe('none');
  });

  test.each([
    'No, quiero decir cómo cancelo mi plan',
    'no sé',
    'no hay problema',
    'no funciona',
    'ninguna factura llega',
    'ninguna, quiero hablar con una persona',
  ])('is not meant by: %s', (text) => {
    expect(read(text)).toBe('other');
  });

  test.each([
    'la séptima',
    'opción 7',
    'la primera y la tercera',
    '1 o 2',
    'una',
    'uno de estos',
    'los dos',
    'las tres',
    'ambas',
    'no la primera',
    '9',
    'ambos',
    'todas',
    'todas ellas',
    'cualquiera',
    'ambas, por favor',
    'la 1 y la 2',
    'la primera o la segunda',
  ])('is several, or none that there is: %s', (text) => {
    expect(read(text)).toBe('unclear');
  });

  test.each([
    'no, la 2',
    'no, la segunda',
    'no la primera, la segunda',
    'no la primera sino la segunda',
    'mejor la segunda',
    'espera, la 2',
  ])('is put right: %s', (text) => {
    expect(read(text)).toBe(2);
  });
});

describe('agreement in Spanish', () => {
  test.each(['sí', 's', 'Sí, por favor', 'eso', 'Eso es', 'exacto', 'claro que sí', 'esa'])(
    '%s',
    (text) => {
      expect(read(text, titles.slice(0, 1))).toBe(1);
      expect(read(text)).toBe('unclear');
    },
  );
});

describe('a part of a title in Spanish', () => {
  test.each([
    ['recargos', 1],
    ['la de los recargos', 1],
    ['el recargo', 1],
    ['factura vencida', 1],
    ['lo de los recordatorios, gracias', 2],
    ['recordatoros', 2],
    ['contrasena', 3],
    ['¿Cómo puedo cambiar la contraseña?', 3],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each([
    'no los recargos',
    'sin recargos',
    'recargos o contraseña',
    '¿Cómo exporto los recargos para mi contable?',
    'olvidé la contraseña',
  ])('is not named by: %s', (text) => {
    expect(read(text)).toBe('other');
  });
});
