/**
 * What follows the four first characters of an IBAN, by country: runs of digits (n), letters (a) or
 * either (c), from the registry that SWIFT keeps for ISO 13616; then countries that use the form
 * without an entry there.
 */
const REGISTRY = `AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c
BY4c4n16c CH5n12c CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n
FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n
IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c
LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n
OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n
SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n
YE4a4n18c
AO21n BF2c22n BJ2c22n CF23n CG23n CI2a22n CM23n CV21n DZ22n GA23n GQ23n GW2c19n IR22n KM23n MA24n
MG23n ML2c22n MZ21n NE2a22n SN2a22n TD23n TG2a22n`;

/** By country, one letter (n, a or c) for each character behind the check digits. */
const shapes: ReadonlyMap<string, string> = new Map(
  REGISTRY.split(/\s+/).map((entry): [string, string] => [
    entry.slice(0, 2),
    entry
      .slice(2)
      .replace(/([0-9]{1,2})([nac])/g, (_, count: string, letter: string) =>
        letter.repeat(Number(count)),
      ),
  ]),
);

/** How many characters the IBANs of a country have in all; `undefined` where it has none. */
export function ibanLength(country: string): number | undefined {
  const shape = shapes.get(country);
  return shape === undefined ? undefined : shape.length + 4;
}

/** Whether letters and digits stand where the country's banks have them; in upper case. */
export function hasIbanShape(iban: string): boolean {
  const shape = shapes.get(iban.slice(0, 2)) ?? '';
  if (iban.length !== shape.length + 4) return false;
  for (let at = 0; at < shape.length; at += 1) {
    const isDigit = iban.charCodeAt(at + 4) < 0x3a;
    if (shape[at] === (isDigit ? 'a' : 'n')) return false;
  }
  return true;
}
