/** How long the cards of a network are, by their first digits. */
interface Network {
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
}

const SIXTEEN_AND_MORE = [16, 17, 18, 19];

/**
 * Ranges of ISO/IEC 7812 in public use. Maestro's cards of 13 to 15 and 17 digits are left out: every
 * tenth article number of that length would be one.
 */
const networks: readonly Network[] = [
  {
    prefix: /^(?:50(?:18|20|38)|5893|6304|6390|6759|676[1-3]|0604)/,
    lengths: [12, 13, 16, 18, 19],
  },
  { prefix: /^4/, lengths: [13, 16, 18, 19] }, // Visa
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { prefix: /^3[47]/, lengths: [15] }, // American Express
  { prefix: /^(?:30[0-59]|3[689])/, lengths: [14, 16, 17, 18, 19] }, // Diners Club
  { prefix: /^35/, lengths: SIXTEEN_AND_MORE }, // JCB
  { prefix: /^(?:2131|1800|2014|2149)/, lengths: [15] }, // older JCB and enRoute
  { prefix: /^(?:220[0-4]|9792)/, lengths: SIXTEEN_AND_MORE }, // Mir, Troy
  { prefix: /^(?:6|8[12]|5[06-8])/, lengths: [16, 18, 19] }, // Discover, UnionPay, RuPay, Maestro
];

/** The lengths that a card beginning with these digits may have; none for no known network. */
export function cardLengths(digits: string): readonly number[] {
  return networks.find(({ prefix }) => prefix.test(digits))?.lengths ?? [];
}
