import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '#src/algorithms/seeded-random.ts';

/** Texts that are made to keep a finder busy, by size in characters. */
const repeated = (piece: string) => (size: number) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

export const adversarialFamilies: Readonly<Record<string, (size: number) => string>> = {
  'all digits': repeated('7'),
  'all @': repeated('@'),
  'a@': repeated('a@'),
  'a.a.a.a@': repeated('a.a.a.a@'),
  'long local parts': repeated(`${'a'.repeat(64)}@`),
  'a@a.1.1.1': repeated(`a@a${'.1'.repeat(120)} `),
  '((((': repeated('('),
  '+++': repeated('+'),
  '[[[': repeated('['),
  '[email-': repeated('[email-'),
  'long hex': repeated('deadbeef01'),
  'nested dots': repeated('1.'),
  'a.': repeated('a.'),
  '1:': repeated('1:'),
  '1-': repeated('1-'),
  '1 space': repeated('4 '),
  'near-cards': repeated('4111 1111 1111 1112 '),
  'near-cards unbroken': repeated('4111111111111112 '),
  'near-IBANs': repeated('DE89370400440532013001 '),
  'GB11 GB11': repeated('GB11 '),
  'near-phones': repeated('555-123-'),
  'near-IPv6': repeated('12ab:'),
  'password=': repeated('password='),
  'password is': repeated('password is '),
  'api_key api_key': repeated('api_key_'),
  'eyJ.': repeated('eyJaaaaaaaaaa.'),
  'eyJ-': repeated('eyJ-'),
  'sk-': repeated('sk-'),
  'private keys that never end': repeated('-----BEGIN PRIVATE KEY-----'),
  'capital words': repeated('Aaa Bbb '),
  'numbered capitals': repeated('1 A '),
  'Dear Dear': repeated('Dear A'),
  'my name is': repeated('my name is A '),
  'https://': repeated('https://'),
  'http://a:': repeated('http://a:'),
  'long word': repeated('a'),
  'long capital word': repeated('A'),
  underscores: repeated('a_'),
  spaces: repeated(' '),
  'line breaks': repeated('\n'),
  quotes: repeated('password "'),
  'zero width': repeated('1\u200b'),
  'full width': repeated('１２'),
  'near-wallets': repeated('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 '),
  'born born': repeated('born on '),
  'dense e-mails': repeated('a@b.co '),
  'dense phones': repeated('+1 212 555 0123, '),
};

/** The sample company's articles: support prose without any person in it. */
export function articleTexts(): string[] {
  const folder = join(import.meta.dirname, '../content/tallyfern/articles');
  return globSync('**/*.md', { cwd: folder }).map((path) =>
    readFileSync(join(folder, path), 'utf8'),
  );
}

/** Numbers and codes of a support desk, each in a short sentence; the same ones every time. */
export function lookalikes(amount: number): Record<string, string[]> {
  const random = seededRandom(7);
  const digits = (length: number) => Array.from({ length }, () => random(10)).join('');
  const hex = (length: number) =>
    Array.from({ length }, () => '0123456789abcdef'[random(16)]).join('');
  const two = (bound: number) => String(1 + random(bound)).padStart(2, '0');
  const day = () => `20${10 + random(20)}-${two(12)}-${two(28)}`;
  const sentences: Record<string, () => string> = {
    'announced order numbers': () => `My order ${digits(6 + random(6))} is late.`,
    'bare numbers of 6 to 9 digits': () => `It says ${1 + random(9)}${digits(5 + random(4))} here.`,
    'bare numbers of 10 digits': () => `It says ${1 + random(9)}${digits(9)} here.`,
    'bare numbers of 16 digits': () => `It says ${1 + random(9)}${digits(15)} here.`,
    'codes with dashes': () => `Code ABC-${digits(4)}-${digits(4)} fails.`,
    versions: () => `Since v${random(20)}.${random(40)}.${random(99)}.${random(99)} it hangs.`,
    'dates and times': () => `On ${day()} ${two(23)}:${two(59)}:${two(59)}.${digits(3)} it broke.`,
    'European dates': () =>
      `Seit dem ${two(28)}.${two(12)}.20${10 + random(20)} ${two(23)}:${two(59)}.`,
    'Unix times': () => `At 1${6 + random(2)}${digits(8)} and 1${6 + random(2)}${digits(11)}.`,
    amounts: () => `We paid ${1 + random(99)},${digits(3)},${digits(3)}.${digits(2)} EUR.`,
    'amounts with spaces': () =>
      `We paid ${1 + random(99)} ${digits(3)} ${digits(3)},${digits(2)} €.`,
    'error codes': () => `Error 0x${hex(8)} (E-${digits(4)}) again.`,
    UUIDs: () => `Id ${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)} is gone.`,
    'commit hashes': () => `Built from ${hex(40)} and ${hex(7)}.`,
    ranges: () => `Lines ${random(900)}-${random(900)} of ${random(99)}/${random(99)}.`,
    measures: () => `It is ${random(900)} x ${random(900)} x ${random(900)} mm.`,
  };
  return Object.fromEntries(
    Object.entries(sentences).map(([name, make]) => [name, Array.from({ length: amount }, make)]),
  );
}
