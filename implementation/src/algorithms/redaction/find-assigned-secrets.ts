import type { Finder } from './personal-kinds.ts';

const SECRET_WORD =
  '(?:pass ?words?|passwd|passwort|kennwort|passphrase|pass ?code|contraseña|mot de passe|senha|hasło|wachtwoord|lösenord|adgangskode|salasana|heslo|jelszó|parola|parolă|şifre|lozinka|пароль|secret(?:[_ -]?(?:access[_ -]?)?key)?|(?:api|access|auth|account|encryption|signing|private|shared|license|client|session|master|service)[_ -]?(?:key|token|secret|code)|authorization|token|credentials?|session[_ -]?id|seed phrase|mnemonic|(?:security|one[- ]time|verification|recovery|2fa) (?:code|password)|(?<![a-z\\u00aa-\\u052f])(?:pwd|pw|pass|clave|mdp|signature|sig|pin(?: ?(?:code|number))?|cvv2?|cvc2?|otp|cookie))';
const QUALIFIED =
  '(?: (?:for|of|to|für|para|pour) (?:(?:my|the|our|this|mein|das) )?[\\w@.-]{1,30})?';
const OPERATOR =
  '[ \\t]{0,3}(?::=|[:=]>?|->)[ \\t]{0,3}|[ \\t]{1,3}(?:is|was|to|ist|lautet|es|era|est|è|é|er|är|on):?[ \\t]{1,3}|[ \\t]{1,3}(?=["\'`])';
const ASSIGNED = new RegExp(
  `${SECRET_WORD}["'\`]?${QUALIFIED}(${OPERATOR})(?:"([^"\\n]{1,200})"|'([^'\\n]{1,200})'|\`([^\`\\n]{1,200})\`|([^\\s"'\`<>\\u0091]{1,200}))`,
  'gi',
);

/** Whatever stands behind "password:", "api_key =" and their like, in quotes or not. */
export const findAssignedSecrets: Finder = {
  needs: {
    marks: `pass kenn trase mot_ senh asło wach ösen adga sala hesl jels paro ifre lozi арол secr
      _key ikey skey hkey tkey nkey gkey ekey dkey rkey toke code cred sess seed mnem auth _pwd _pw_
      clav _mdp sign _sig _pin _cvv _cvc _otp cook`,
  },
  find(text, found) {
    for (const match of text.matchAll(ASSIGNED)) {
      const [whole, operator = '', double, single, back, bare = ''] = match;
      const end = match.index + whole.length;
      const quoted = double ?? single ?? back;
      if (quoted !== undefined) {
        found.push({ kind: 'secret', start: end - 1 - quoted.length, end: end - 1 });
        continue;
      }
      const value = bare.replace(/[.,;:)\]}]{1,3}$/, '');
      if (!isValue(value, /[:=>]/.test(operator))) continue;
      const start = end - bare.length;
      found.push({ kind: 'secret', start, end: start + value.length });
    }
  },
};

const NO_VALUE =
  /^(?:null|nil|none|undefined|true|false|yes|no|required|optional|invalid|incorrect|wrong|expired|missing|empty|unknown|not|never|reset|changed|forgotten|the|a|an|my|your|our|this|that|it|is|are|in|on|at|to|for|and|or|if|as|by|see|use|please|must|should|will|can|cannot|bearer|basic|digest|\*{1,200}|x{3,200}|\.{1,200}|[[({<].{0,200})$/i;

/** After a sign anything but a word about it; after "is" only what looks like a secret. */
function isValue(value: string, hasSign: boolean): boolean {
  if (NO_VALUE.test(value)) return false;
  if (hasSign) return value.length >= 3;
  return /[0-9]/.test(value) || /[a-z][A-Z]|[a-zA-Z][!@#$%^&*+=~][a-zA-Z!@#$%^&*]/.test(value);
}
