import { expect, test } from 'vitest';
import { fixture, places } from './fixture.ts';
import { bodyLines, checkFunctions } from './function-rules.ts';

const folder = 'functions';
const list = fixture(`${folder}/all-functions.ts`, "import { greet } from './greet/greet.ts';");

const declaration = (name: string, lines: number) => `
export const greet = defineFunction(
  { name: '${name}', needs: {} },
  async () => {
${'    f();\n'.repeat(lines)}  },
);
`;
const declared = (name = 'greet', lines = 1) =>
  fixture(`${folder}/greet/greet.ts`, declaration(name, lines));

test('a function is found by its name and listed, and its body is short', () => {
  expect(checkFunctions([list, declared('greet', bodyLines)])).toEqual([]);
});

test('a longer body is told, with where it is', () => {
  const findings = checkFunctions([list, declared('greet', bodyLines + 1)]);
  expect(places(findings)).toEqual(['functions/greet/greet.ts:2']);
});

test('a function of another name than its folder is told', () => {
  expect(checkFunctions([list, declared('welcome')])).toMatchObject([
    { message: expect.stringContaining('called otherwise') },
  ]);
});

test('a function that no list names is told', () => {
  expect(checkFunctions([declared()])).toMatchObject([
    { message: expect.stringContaining('no host runs it') },
  ]);
});

test('a file of that name without a function, or with two, is told', () => {
  const path = `${folder}/greet/greet.ts`;
  const two = `${declaration('greet', 1)}${declaration('greet', 1).replace('greet =', 'again =')}`;
  for (const text of ["export const greet = { name: 'greet' };", two]) {
    expect(checkFunctions([list, fixture(path, text)])).toMatchObject([
      { message: expect.stringContaining('no function') },
    ]);
  }
});

test('what lies beside a function is none', () => {
  expect(checkFunctions([fixture(`${folder}/greet/words.ts`, 'export const words = 1;')])).toEqual(
    [],
  );
});
