import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';
import { personalKinds } from './personal-kinds.ts';

const redactor = createRedactor();

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

function luhnDigit(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const cards = fc
  .tuple(
    fc.constantFrom('4', '51', '2300', '6011', '3528', '67'),
    digits(15),
    fc.constantFrom('', ' ', '-'),
  )
  .map(([network, rest, separator]) => {
    const body = (network + rest).slice(0, 15);
    return `${body}${luhnDigit(body)}`.match(/.{4}/g)?.join(separator) ?? '';
  });

const ibans = fc
  .tuple(
    fc.constantFrom('DE:18', 'ES:20', 'AT:16', 'BE:12', 'PL:24', 'CH:17'),
    digits(24),
    fc.boolean(),
  )
  .map(([country, rest, spaced]) => {
    const [code = '', length = ''] = country.split(':');
    const body = rest.slice(0, Number(length));
    const letters = Array.from(code, (letter) => letter.charCodeAt(0) - 55).join('');
    const check = 98n - (BigInt(`${body}${letters}00`) % 97n);
    const iban = `${code}${String(check).padStart(2, '0')}${body}`;
    return spaced ? (iban.match(/.{1,4}/g)?.join(' ') ?? '') : iban;
  });

const emails = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9._+]{0,12}[a-z0-9]$/), fc.stringMatching(/^[a-z]{2,9}$/))
  .map(([local, host]) => `${local}@${host}.example`);

const phones = fc
  .tuple(
    fc.integer({ min: 200, max: 999 }),
    fc.integer({ min: 200, max: 999 }),
    digits(4),
    fc.constantFrom('-', ' ', '.'),
  )
  .map(
    ([area, exchange, line, joiner]) => `+1${joiner}${area}${joiner}${exchange}${joiner}${line}`,
  );

const keys = fc.stringMatching(/^AKIA[A-Z0-9]{16}$/);
const personal = fc.oneof(cards, ibans, emails, phones, keys);
const words = fc.array(
  fc.constantFrom('the', 'page', 'shows', 'an', 'error', 'again', 'please', 'help', 'blue', 'lamp'),
  { minLength: 1, maxLength: 12 },
);
const prose = words.map((list) => list.join(' '));
/** Texts of pieces that finders look for, so that they meet at every seam. */
const mixed = fc
  .array(
    fc.oneof(
      personal,
      prose,
      fc.constantFrom(
        ' ',
        '\n',
        '-',
        '.',
        '(',
        ')',
        '[',
        ']',
        '@',
        ':',
        '+',
        '#',
        '"',
        '1',
        '12',
        '2024',
        '0049',
        'x12',
        '[email-1]',
        '[card-2]',
        '\u200b',
        '１２',
        '٣',
        'password: ',
        'token=',
        'Dear ',
        'Ada ',
        'my name is ',
        'born on ',
        '://',
        'Bearer ',
        'é',
        '密',
        '😀',
        '\ud800',
        '\u0091',
        '5 Main Street',
        ' CA 94043',
        'a:b@',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));

describe('any text', () => {
  it('is restored exactly, and its spans are exact substrings in order', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const session = redactor.session();
        const { text: redacted, spans } = redactor.redact(text, session);
        expect(session.restore(redacted)).toBe(text);
        let rebuilt = '';
        let done = 0;
        for (const { kind, start, end, placeholder } of spans) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThan(start);
          expect(personalKinds).toContain(kind);
          expect(session.restore(placeholder)).toBe(text.slice(start, end));
          rebuilt += text.slice(done, start) + placeholder;
          done = end;
        }
        expect(rebuilt + text.slice(done)).toBe(redacted);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is redacted once: again changes nothing, in the same session or another', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const session = redactor.session();
        const { text: once } = redactor.redact(text, session);
        expect(redactor.redact(once, session)).toEqual({ text: once, spans: [] });
        expect(redactor.redact(once)).toEqual({ text: once, spans: [] });
      }),
      { numRuns: 1_500 },
    );
  });

  it('may be put together after redaction', () => {
    fc.assert(
      fc.property(mixed, mixed, (left, right) => {
        fc.pre(!/\[[a-z-]+-\d+\]/.test(left + right));
        const session = redactor.session();
        const [first, second] = [redactor.redact(left, session), redactor.redact(right, session)];
        expect(session.restore(first.text + second.text)).toBe(left + right);
      }),
      { numRuns: 700 },
    );
  });
});

describe('personal data in prose', () => {
  it('is found wherever it stands, and its placeholder says nothing of it', () => {
    fc.assert(
      fc.property(prose, personal, prose, (before, value, after) => {
        const { text } = redactor.redact(`${before} ${value} ${after}`);
        expect(text).toMatch(new RegExp(`^${before} \\[[a-z]+-1\\] ${after}$`));
        const { text: lines } = redactor.redact(`${before}:\n${value}\n${after}`);
        expect(lines).not.toContain(value);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is found through full-width digits and invisible characters', () => {
    const disguises = [
      (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
      (text: string) => [...text].join('\u200b'),
      (text: string) => text.replace(/\d/g, '$&\ufe0f\u20e3'),
      (text: string) => `\u202e${[...text].join('\u2060')}\u202c`,
      (text: string) => text.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0'),
    ];
    fc.assert(
      fc.property(
        fc.oneof(cards, phones, ibans),
        fc.constantFrom(...disguises),
        (value, disguise) => {
          const disguised = disguise(value);
          const session = redactor.session();
          const { text } = redactor.redact(`It is ${disguised}, thanks`, session);
          expect(text.normalize('NFKC').replace(/[\p{Cf}\p{M}]/gu, '')).toMatch(
            /^It is \[[a-z]+-1\], thanks$/,
          );
          expect(session.restore(text)).toBe(`It is ${disguised}, thanks`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves prose without any alone', () => {
    fc.assert(
      fc.property(prose, fc.nat(99_999), (text, number) => {
        const plain = `${text}, ${number} ${text}.`;
        expect(redactor.redact(plain)).toEqual({ text: plain, spans: [] });
      }),
    );
  });
});

describe('known names', () => {
  it('finds a given name again, whole, in part and in another case', () => {
    const session = redactor.session(['Zoë Brontë-Quill']);
    const { text } = redactor.redact('ZOË BRONTË-QUILL, zoë brontë or Quill? Zoe is not.', session);
    expect(text).toBe('[name-1], [name-2] or [name-3]? Zoe is not.');
  });

  it('learns a name that a text announces, and spares everyday words', () => {
    const session = redactor.session(['Will Page']);
    const { text } = redactor.redact(
      'Will this page open? Ask Will Page. My name is Ada Moss. Ada',
      session,
    );
    expect(text).toBe('Will this page open? Ask [name-1]. My name is [name-2]. [name-3]');
  });
});

describe('options', () => {
  it('leaves what everybody may see', () => {
    const own = createRedactor({ publicValues: ['desk@shop.example'] });
    expect(own.redact('Desk@shop.example, a@shop.example').text).toBe(
      'Desk@shop.example, [email-1]',
    );
  });

  it('takes out only what is asked for', () => {
    const some = createRedactor({ kinds: ['email'] });
    expect(some.redact('a@b.example 192.0.2.7').text).toBe('[email-1] 192.0.2.7');
  });
});
