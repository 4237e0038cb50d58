import type { Finder } from './personal-kinds.ts';

const MONTH =
  '(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|fév|avr|juin|juil|aoû|déc|gen|giu|lug|set|ott|mag)[a-zà-ÿ]{0,8}\\.?';
const DATE = `(?:[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}|[0-9]{1,2}(?:st|nd|rd|th|\\.|er)? (?:of |de )?${MONTH},? (?:de )?[0-9]{2,4}|${MONTH} [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{2,4}|[0-9]{8})`;
const CUE =
  '(?:date of birth|birth ?date|birthday|d\\.?o\\.?b\\.?|born(?: on)?|geboren(?: am)?|geburtsdatum|geburtstag|née? le|date de naissance|fecha de nacimiento|nacid[oa] el|nat[oa] il|data di nascita|data de nascimento)';
const BIRTH = new RegExp(
  `(?<![a-z])${CUE}[ \\t]{0,2}(?:is|was|:|=|-|,|on|the|am|\\(){0,2}[ \\t"']{0,3}(${DATE})(?![0-9])`,
  'giu',
);

/** Dates that a word announces as a birthday. Other dates are the matter of the conversation. */
export const findBirthDates: Finder = {
  needs: {
    digits: 1,
    marks: 'birt born d_o_ d_ob do_b _dob dob_ gebo gebu e_le é_le nais naci nato nata nasc',
  },
  find(text, found) {
    for (const match of text.matchAll(BIRTH)) {
      const end = match.index + match[0].length;
      found.push({ kind: 'birth-date', start: end - (match[1] ?? '').length, end });
    }
  },
};
