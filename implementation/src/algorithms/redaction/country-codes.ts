/**
 * Country codes of ITU-T E.164 with the shortest and longest national number in use. Codes without
 * lengths of their own take 5 to 12 digits; a number never has more than 15 in all.
 */
const KNOWN = `1:10 7:10 20:8-10 27:9 30:10 31:9 32:8-9 33:9 34:9 36:8-9 39:6-11 40:9 41:9 43:5-12
44:9-10 45:8 46:7-10 47:8 48:9 49:6-12 51:8-9 52:10 53:6-8 54:10-11 55:10-11 56:9 57:8-10 58:10
60:8-10 61:9 62:8-12 63:8-10 64:8-10 65:8 66:8-9 81:9-10 82:8-10 84:9-10 86:10-11 90:10 91:10 92:9-10
93:9 94:9 95:7-10 98:10 212:9 213:8-9 216:8 218:8-9 220:7 221:9 225:10 233:9 234:8-10 250:9 251:9
254:9 255:9 256:9 263:9 264:8-9 267:7-8 350:8 351:9 352:5-9 353:7-9 354:7 355:8-9 356:8 357:8
358:5-12 359:8-9 370:8 371:8 372:7-8 373:8 374:8 375:9 376:6 377:8-9 378:6-10 380:9 381:8-9 382:8
383:8 385:8-9 386:8 387:8 389:8 420:9 421:9 423:7 500:5 502:8 503:8 504:8 505:8 506:8 507:7-8 509:8
591:8 593:8-9 595:9 598:8 673:7 852:8 853:8 855:8-9 856:8-10 880:10 886:8-9 961:7-8 962:8-9 963:8-9
964:10 965:8 966:8-9 967:8-9 968:8 970:8-9 971:8-9 972:8-9 973:8 974:8 975:7-8 976:8 977:8-10 992:9
993:8 994:9 995:9 996:9 998:9`;

const OTHERS = `211 222 223 224 226 227 228 229 230 231 232 235 236 237 238 239 240 241 242 243 244
245 246 247 248 249 252 253 257 258 260 261 262 265 266 268 269 290 291 297 298 299 379 501 508 590
592 594 596 597 599 670 672 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692
800 808 850 870 878 881 882 883 888 960 979`;

interface NationalLength {
  fewest: number;
  most: number;
}

const codes: ReadonlyMap<string, NationalLength> = new Map([
  ...OTHERS.split(/\s/).map((code): [string, NationalLength] => [code, { fewest: 5, most: 12 }]),
  ...KNOWN.split(/\s/).map((entry): [string, NationalLength] => {
    const [code = '', lengths = ''] = entry.split(':');
    const [fewest = 0, most = fewest] = lengths.split('-').map(Number);
    return [code, { fewest, most }];
  }),
]);

/** How many digits a number may have in all, country code included, or `undefined`: no such code. */
export function lengthsOf(digits: string): NationalLength | undefined {
  for (const size of [1, 2, 3]) {
    const known = codes.get(digits.slice(0, size));
    if (known) return { fewest: known.fewest + size, most: Math.min(15, known.most + size) };
  }
  return undefined;
}
