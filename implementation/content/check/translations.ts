/**
 * The translation check: an article in another language says what its original says. Its words are
 * not compared; its figures, codes, addresses and menu paths are.
 */
import { type CompanyDocument, type Problem, textOfLinks } from './company.ts';
import { errorCodePattern } from './vocabulary.ts';

const sharedFields = ['kind', 'area', 'product', 'audience'] as const;
const numberPattern = /\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?/g;
const clockPattern = /(?<![\d:.])\d{1,2}:\d{2}(?![\d:])/g;
const pathPattern = /`[^`\n]* > [^`\n]*`/g;
const addressPattern = /[\w.-]+@[\w.-]+\.example|\b[\w-]+(?:\.[\w-]+)+\.example/g;

/** How languages write thousands; what else stands between digits is a decimal mark. */
const thousands: Readonly<Record<string, RegExp>> = {
  en: /,(?=\d{3})/g,
  de: /[.\u00a0\u202f ](?=\d{3})/g,
  es: /[.\u00a0\u202f ](?=\d{3})/g,
};

/** Everything in a text that must not change when its language does. */
export function invariants(text: string, language: string): Set<string> {
  const plain = text.replace(errorCodePattern, ' ').replace(addressPattern, ' ');
  const numbers = plain.replace(clockPattern, ' ').match(numberPattern) ?? [];
  const separator = thousands[language] ?? thousands.en;
  return new Set([
    ...(text.match(errorCodePattern) ?? []),
    ...(text.match(addressPattern) ?? []),
    ...(text.match(pathPattern) ?? []),
    ...(plain.match(clockPattern) ?? []).map((time) => time.padStart(5, '0')),
    ...numbers.map((value) => String(Number(value.replace(separator ?? '', '').replace(',', '.')))),
  ]);
}

/** Each translation has an original of the same kind in the first language, and its facts. */
export function checkTranslations(documents: CompanyDocument[]): Problem[] {
  const originals = new Map(documents.map((document) => [document.id, document]));
  const problems: Problem[] = [];
  for (const document of documents) {
    const { translationOf, language = '' } = document.fields;
    const tell = (message: string) =>
      problems.push({ file: document.file, line: 1, message: `${document.id}: ${message}` });
    if (translationOf === undefined) {
      if (language !== 'en') tell('expected "translationOf"');
      continue;
    }
    const original = originals.get(translationOf);
    if (original?.fields.language !== 'en') {
      tell(`"${translationOf}" is no article in English`);
      continue;
    }
    for (const field of sharedFields) {
      if (document.fields[field] === original.fields[field]) continue;
      tell(`expected ${field} ${original.fields[field]}, as in ${original.id}`);
    }
    const own = invariants(textOfLinks(document), language);
    const told = invariants(textOfLinks(original), 'en');
    const missing = [...told].filter((value) => !own.has(value));
    const added = [...own].filter((value) => !told.has(value));
    if (missing.length > 0) tell(`lacks ${missing.join(', ')} of ${original.id}`);
    if (added.length > 0) tell(`says ${added.join(', ')}, which ${original.id} does not`);
  }
  return problems;
}
