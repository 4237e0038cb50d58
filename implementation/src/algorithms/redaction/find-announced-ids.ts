import { isWordUnit } from './neighbourhood.ts';
import type { Finder, PersonalKind } from './personal-kinds.ts';

const BETWEEN = String.raw`(?:[ \t]{0,2}(?:no\.?|nr\.?|number|num|id|#|is|was|:|=|-|of mine|reads|card|the|my|,|\())`;
const announced = (cue: string, id: string) =>
  new RegExp(
    String.raw`(?<![A-Za-z0-9])(?:${cue})${BETWEEN}{0,4}[ \t]{0,2}((?=(?:[A-Za-z-]{0,3}[0-9]){4})${id})(?![A-Za-z0-9])`,
    'gi',
  );

/** Document numbers have no check digit outside the machine-readable zone: the word must be there. */
const documents: readonly [PersonalKind, RegExp][] = [
  [
    'driver-licence',
    announced(
      "driver'?s?'?(?: |-)licen[cs]e|driving licen[cs]e|licen[cs]e (?:number|no)|f(?:ü|ue)hrerschein(?:nummer)?|permis de conduire|dl",
      '[A-Z0-9]{1,3}[A-Z0-9-]{4,18}',
    ),
  ],
  [
    'passport',
    announced('passport|passeport|reisepass(?:nummer)?|pasaporte|passaporto', '[A-Z0-9]{6,12}'),
  ],
  [
    'national-id',
    announced(
      'ssn|itin|nino|national insurance|pesel|aadhaar|aadhar|personalausweis(?:nummer)?|steuer-?id(?:entifikationsnummer)?|codice fiscale|dni|nie|identity card|national id',
      '[A-Z0-9][A-Z0-9-]{6,19}',
    ),
  ],
];

/** Passports, driving licences and identity cards, where a word says that they follow. */
export const findAnnouncedIds: Finder = (text, found) => {
  for (const [kind, pattern] of documents) {
    for (const match of text.matchAll(pattern)) {
      const id = match[1] ?? '';
      const end = match.index + match[0].length;
      const start = end - id.length;
      if (!isWordUnit(text.charCodeAt(start - 1))) found.push({ kind, start, end });
    }
  }
};
