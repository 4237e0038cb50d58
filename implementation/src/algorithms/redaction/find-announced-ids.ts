import { isWordUnit } from './neighbourhood.ts';
import type { Finder, PersonalKind } from './personal-kinds.ts';

const BETWEEN = String.raw`(?:[ \t]{0,2}(?:no\.?|nr\.?|n°|nº|number|numbers|num|id|#|is|was|ist|lautet|es|est|è|:|=|-|of mine|reads|card|code|the|my|,|\(|"))`;

/**
 * Numbers behind words that announce them: documents have no check digit outside the
 * machine-readable zone, and a mistyped number hides nothing.
 */
function announced(kind: PersonalKind, marks: string, cue: string, id: string): Finder {
  const pattern = new RegExp(
    String.raw`(?<![A-Za-z0-9\u00aa-\u052f])(?:${cue})(?![A-Za-z])${BETWEEN}{0,4}[ \t]{0,2}((?=(?:[A-Z /.-]{0,3}[0-9]){4})${id})(?![A-Za-z0-9])`,
    'gi',
  );
  return {
    needs: { digits: 1, marks },
    find(text, found) {
      for (const match of text.matchAll(pattern)) {
        const number = match[1] ?? '';
        const end = match.index + match[0].length;
        const start = end - number.length;
        if (!isWordUnit(text.charCodeAt(start - 1))) found.push({ kind, start, end });
      }
    },
  };
}

/** Driving licences, in any form that a word announces. */
export const findDriverLicences = announced(
  'driver-licence',
  'driv lice führ fueh perm carn pate rijb praw körk _dl_ _dln',
  "driver'?s?'?(?: |-)licen[cs]e|driving(?: |-)licen[cs]e|licen[cs]e (?:number|no)|f(?:ü|ue)hrerschein(?:nummer)?|permis de conduire|permiso de conducir|carn[eé] de conducir|patente(?: di guida)?|rijbewijs(?:nummer)?|prawo jazdy|körkort|dln?",
  '[A-Z0-9]{1,3}[A-Z0-9-]{4,18}',
);

/** Passports. */
export const findPassports = announced(
  'passport',
  'pass pasa pasp pasz',
  'passport|passeport|reisepass(?:nummer)?|passnummer|pasaporte|passaporto|passaporte|paspoort(?:nummer)?|paszport',
  '[A-Z0-9]{6,12}',
);

/** Personal numbers of states that are mistyped, or of a form that nothing else tells. */
export const findAnnouncedNationalIds = announced(
  'national-id',
  `_ssn itin nino nati soci pese aadh pers steu fisc _dni _nie iden citi taxp _tax _bsn burg _tfn
   _sin _cpf curp _rfc _rut cuil cuit _nif _nip cédu cedu _cpr _pan nric hkid myka _nik kiml teud
   _oib _egn _cnp jmbg _pps _nhs _utr _rrn cnic _ahv svnr snil`,
  `ssn|itin|nino|national insurance|social (?:security|insurance)|pesel|aadhaar|aadhar|personal(?:ausweis|nummer|ausweisnummer)|personnummer|steuer-?id(?:entifikationsnummer)?|steueridentifikationsnummer|codice fiscale|dni|nie|identity (?:card|number|document)|(?:national|citizen) id(?:entity|entification)?|tax(?:payer)? (?:id|identification|file|reference)|bsn|burgerservicenummer|tfn|sin|cpf|curp|rfc|rut|cuil|cuit|nif|nip|c[eé]dula|cpr|pan|nric|hkid|mykad|nik|kimlik|teudat zehut|oib|egn|cnp|jmbg|ppsn?|nhs|utr|rrn|cnic|ahv|svnr|snils`,
  '(?:[A-Z]{0,4}[ -]?[0-9](?:[ /.-]?[0-9]){5,17}(?:-?[A-Z]{1,2})?|[A-Z0-9][A-Z0-9-]{6,19})',
);
