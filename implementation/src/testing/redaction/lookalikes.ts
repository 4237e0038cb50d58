import type { Random } from './labelled-values.ts';

const HEX = '0123456789abcdef';

/** Numbers and codes of a support desk that are nobody's, by what they are. */
export function lookalikes(random: Random, amount: number): Record<string, string[]> {
  const digits = (length: number) => Array.from({ length }, () => random(10)).join('');
  const number = (length: number) => `${1 + random(9)}${digits(length - 1)}`;
  const hex = (length: number) => Array.from({ length }, () => HEX[random(16)]).join('');
  const two = (bound: number) => String(1 + random(bound)).padStart(2, '0');
  const year = () => 2010 + random(20);
  const day = () => `${year()}-${two(12)}-${two(28)}`;
  const sentences: Record<string, () => string> = {
    'announced order numbers': () => `My order ${number(6 + random(11))} is late.`,
    'announced invoice numbers': () =>
      `Invoice no. ${number(6 + random(8))} of ${year()} is wrong.`,
    'invoice numbers with a year': () => `Invoice ${year()}-${digits(4 + random(4))} is open.`,
    'tracking numbers': () => `Tracking: 1Z${hex(6).toUpperCase()}${digits(10)} and ${digits(12)}.`,
    'bare numbers of 5 to 9 digits': () => `It says ${number(5 + random(5))} here.`,
    'bare numbers of 10 digits': () => `It says ${number(10)} here.`,
    'bare numbers of 11 digits': () => `It says ${number(11)} here.`,
    'bare numbers of 13 digits': () => `It says ${number(13)} here.`,
    'bare numbers of 16 digits': () => `It says ${number(16)} here.`,
    'codes with dashes': () => `Code ABC-${digits(4)}-${digits(4)} fails.`,
    versions: () => `Since v${random(20)}.${random(40)}.${random(99)}.${random(99)} it hangs.`,
    'browser versions': () =>
      `Chrome/${100 + random(40)}.0.${random(9_999)}.${random(200)} on 10.0.0.0`,
    'dates and times': () => `On ${day()} ${two(23)}:${two(59)}:${two(59)}.${digits(3)} it broke.`,
    'other dates': () =>
      `From ${two(12)}/${two(28)}/${year()} to ${two(28)}-${two(12)}-${two(28)}.`,
    'European dates': () => `Seit dem ${two(28)}.${two(12)}.${year()} ${two(23)}:${two(59)}.`,
    'compact times': () =>
      `Log ${year()}${two(12)}${two(28)}T${two(23)}${two(59)}${two(59)}Z ends.`,
    'Unix times': () => `At 1${6 + random(2)}${digits(8)} and 1${6 + random(2)}${digits(11)}.`,
    amounts: () => `We paid ${1 + random(99)},${digits(3)},${digits(3)}.${digits(2)} EUR.`,
    'amounts with dots': () =>
      `Es waren ${1 + random(99)}.${digits(3)}.${digits(3)},${digits(2)} €.`,
    'amounts with spaces': () =>
      `We paid ${1 + random(99)} ${digits(3)} ${digits(3)},${digits(2)} €.`,
    'counts of things': () =>
      `It has ${1 + random(99)} ${digits(3)} ${digits(3)} rows and ${number(9)} bytes.`,
    decimals: () => `The price is 0.${digits(8)} and ${random(9)}.${digits(6)} USD.`,
    'error codes': () => `Error 0x${hex(8)} (E-${digits(4)}) again.`,
    UUIDs: () => `Id ${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)} is gone.`,
    'commit hashes': () => `Built from ${hex(40)} and ${hex(7)}.`,
    'content hashes': () => `Its hash is ${hex(64)} now, was ${hex(32)}.`,
    ranges: () => `Lines ${random(900)}-${random(900)} of ${random(99)}/${random(99)}.`,
    measures: () => `It is ${random(900)} x ${random(900)} x ${random(900)} mm.`,
    coordinates: () => `Near ${random(80)}.${digits(6)}, ${random(170)}.${digits(6)}.`,
    'model names': () =>
      `Tested gpt-4o-${day()} and claude-3-${random(9)}-sonnet-${year()}${two(12)}${two(28)}.`,
    'article numbers': () =>
      `ISBN 978-${random(9)}-${digits(2)}-${digits(6)}-${digits(1)}, SKU ${digits(3)}-${digits(3)}-${digits(4)}.`,
  };
  return Object.fromEntries(
    Object.entries(sentences).map(([name, make]) => [name, Array.from({ length: amount }, make)]),
  );
}
