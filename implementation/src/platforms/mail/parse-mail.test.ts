import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailTextBytes, parseEmail } from './parse-mail.ts';

const from = 'From: Ada <ada@example.com>';

/** A mail of header lines and a body. */
const mail = (headers: readonly string[], body = 'Hello', end = '\r\n'): Buffer =>
  Buffer.from([from, ...headers, '', ...body.split('\n')].join(end), 'latin1');

const parse = (headers: readonly string[], body?: string, end?: string) =>
  parseEmail(mail(headers, body, end));

describe('what is read of a mail', () => {
  it('is the same with either line end', async () => {
    const headers = ['Subject: Export', 'Message-ID: <one@example.com>'];
    const expected = {
      messageId: 'one@example.com',
      answers: [],
      subject: 'Export',
      text: 'First line\nSecond line',
      from: { email: 'ada@example.com', name: 'Ada' },
      automatic: false,
      attachments: [],
    };
    expect(await parse(headers, 'First line\nSecond line', '\r\n')).toEqual(expected);
    expect(await parse(headers, 'First line\nSecond line', '\n')).toEqual(expected);
  });

  it('is decoded: encoded words, quoted-printable, base64 and old character sets', async () => {
    const words = await parse(
      [
        'Subject: =?utf-8?B?R3LDtsOfZQ==?= =?iso-8859-1?Q?_=FCber?=',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      'Gr=C3=B6=C3=9Fe =\nzwei',
    );
    expect([words.subject, words.text]).toEqual(['Größe über', 'Größe zwei']);
    const sets: [string, Buffer, string][] = [
      ['iso-8859-1', Buffer.from([0xfc]), 'ü'],
      ['windows-1252', Buffer.from([0x80]), '€'],
      ['shift_jis', Buffer.from([0x83, 0x65]), 'テ'],
      ['koi8-r', Buffer.from([0xd4]), 'т'],
      ['gb18030', Buffer.from([0xc4, 0xe3]), '你'],
      ['utf-16le', Buffer.from('ü', 'utf16le'), 'ü'],
    ];
    for (const [charset, bytes, text] of sets) {
      const type = `Content-Type: text/plain; charset=${charset}`;
      const body = bytes.toString('base64');
      expect([
        charset,
        (await parse([type, 'Content-Transfer-Encoding: base64'], body)).text,
      ]).toEqual([charset, text]);
    }
    const unknown = await parse(['Content-Type: text/plain; charset=x-nothing'], 'plain');
    expect(unknown.text).toBe('plain');
  });

  it('of a mail in HTML alone is its text, without scripts and styles', async () => {
    const html = `<html><head><title>T</title><style>p{color:red}</style></head><body>
      <script>alert('stolen')</script><p>The <b>export</b> fails.</p><ul><li>one</li><li>two</li></ul>
      <img src="https://tracker.example/pixel.gif"><p onclick="alert(1)">Ada&nbsp;&amp; Co</p>
      <a href="javascript:alert(2)">click</a><iframe src="https://evil.example"></iframe></body></html>`;
    const { text } = await parse(['Content-Type: text/html; charset=utf-8'], html);
    expect(text).toContain('The export fails.');
    expect(text).toMatch(/one\n.*two/);
    expect(text).toContain('& Co');
    expect(text).not.toMatch(/stolen|color:red|tracker|<p|onclick|javascript|evil\.example/);
  });

  it('of many parts is the text, and the names of what was attached', async () => {
    const parts = [
      '--b\nContent-Type: text/plain\n\nSee the file.',
      '--b\nContent-Type: application/pdf; name="../../etc/passwd"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==',
      `--b\nContent-Type: image/png\nContent-Disposition: attachment; filename="${'x'.repeat(300)}.png"\n\nx`,
      '--b--',
    ].join('\n');
    const { text, attachments } = await parse(['Content-Type: multipart/mixed; boundary=b'], parts);
    expect(text).toBe('See the file.');
    expect(attachments).toEqual(['../../etc/passwd', 'x'.repeat(200)]);
  });

  it('names the messages it answers, the nearest first', async () => {
    const { answers } = await parse([
      'In-Reply-To: <three@x>',
      'References: <one@x> <two@x>\r\n <three@x>',
    ]);
    expect(answers).toEqual(['three@x', 'two@x', 'one@x']);
    const many = Array.from({ length: 500 }, (_, index) => `<${index}@x>`).join(' ');
    expect((await parse([`References: ${many}`])).answers).toHaveLength(100);
  });

  it('leaves out what an answer only quotes, and keeps what a first mail quotes', async () => {
    const body = 'It still fails.\n\nOn Mon, Ada wrote:\n> How do I export?\n> Thanks';
    expect((await parse(['In-Reply-To: <one@x>'], body)).text).toBe('It still fails.');
    expect((await parse([], body)).text).toBe(body);
    const outlook = 'Thanks!\n-----Original Message-----\nFrom: x\nlong';
    expect((await parse(['In-Reply-To: <one@x>'], outlook)).text).toBe('Thanks!');
    const inline = 'Hi\n> one?\nyes\n> two?\nno';
    expect((await parse(['In-Reply-To: <one@x>'], inline)).text).toBe(inline);
    const only = '> all\n> quoted';
    expect((await parse(['In-Reply-To: <one@x>'], only)).text).toBe(only);
  });

  it('tells machines from people', async () => {
    const machines = [
      ['Auto-Submitted: auto-replied'],
      ['Auto-Submitted: auto-generated (rejected)'],
      ['Precedence: bulk'],
      ['Precedence: LIST'],
      ['X-Autoreply: yes'],
      ['X-Auto-Response-Suppress: All'],
      ['List-Id: <news.example.com>'],
      ['Return-Path: <>'],
      ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    ];
    for (const headers of machines) {
      expect([headers, (await parse(headers)).automatic]).toEqual([headers, true]);
    }
    const people = [[], ['Auto-Submitted: no'], ['Precedence: normal'], ['Return-Path: <ada@x>']];
    for (const headers of people) {
      expect([headers, (await parse(headers)).automatic]).toEqual([headers, false]);
    }
  });
});

describe('a mail that is broken', () => {
  it('beyond reading is refused', async () => {
    const noMails = [
      '',
      '\r\n\r\n',
      'just text',
      'no header: here\r\n\r\nbody',
      '\x00\x01\x02From: x',
      '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR: x',
      '%PDF-1.7\nSubject: x',
      '{"body":"x"}',
      '<html>From: x</html>',
    ];
    for (const text of noMails) {
      await expect(parseEmail(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
  });

  it('in part is read as far as it goes', async () => {
    const cases: [string[], string][] = [
      [['Content-Type: multipart/mixed; boundary=b'], '--b\nContent-Type: text/plain\n\nHello'],
      [['Content-Type: multipart/mixed'], 'Hello'],
      [['Content-Transfer-Encoding: base64'], 'SGVsbG8'],
      [['Content-Transfer-Encoding: nonsense'], 'Hello'],
      [['Content-Type: ;;;=;'], 'Hello'],
      [['Broken header line without colon'], 'Hello'],
      [['Date: yesterday-ish'], 'Hello'],
    ];
    for (const [headers, body] of cases) {
      expect([headers, (await parse(headers, body)).text]).toEqual([headers, 'Hello']);
    }
  });

  it('has an id all the same, the same for the same bytes', async () => {
    const ids = new Set<string>();
    for (const headers of [
      [],
      ['Message-ID: '],
      ['Message-ID: <>'],
      [`Message-ID: <${'x'.repeat(2000)}>`],
    ]) {
      const { messageId } = await parse(headers);
      expect(messageId).toMatch(/^digest-[0-9a-f]{64}$/);
      expect((await parse(headers)).messageId).toBe(messageId);
      ids.add(messageId);
    }
    expect(ids.size).toBe(4);
  });

  it('names no sender where there is none, and no half one', async () => {
    const senders = [
      '',
      'nobody',
      '@',

      '<>',
      'undisclosed:;',
      '\x01@x',
      `${'x'.repeat(400)}@x.com`,
    ];
    for (const sender of senders) {
      const bytes = Buffer.from(`From: ${sender}\r\nSubject: x\r\n\r\nHello`, 'latin1');
      const parsed = await parseEmail(bytes);
      expect([sender, parsed.from.email]).toEqual([sender, null]);
    }
  });

  it('or hostile, gives well-formed texts in their limits', async () => {
    const emoji = Buffer.from(`x${'🐝'.repeat(600)}`).toString('base64');
    const subject = `=?utf-8?B?${emoji}?=`;
    const parsed = await parseEmail(
      Buffer.from(
        `From: "x${'🐝'.repeat(150)}" <a@x>\r\nSubject: ${subject}\r\n\r\na\x00b\x1bc\x7fd\re`,
      ),
    );
    expect([parsed.subject.isWellFormed(), parsed.subject.length]).toEqual([true, 997]);
    expect([parsed.from.name?.isWellFormed(), parsed.from.name?.length]).toEqual([true, 199]);
    expect(parsed.text).toBe('abcd\ne');
  });

  it('by chance never ends the reader: anything is read or refused', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'Subject: x',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: text/html',
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: base64',
        'Content-Transfer-Encoding: quoted-printable',
        '--b',
        '--b--',
        '',
        '=?utf-8?B?////?=',
        'References: <a> <b',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
        const bytes = Buffer.from([from, ...lines].join('\r\n'));
        const parsed = await parseEmail(bytes);
        for (const text of [parsed.text, parsed.subject, parsed.messageId]) {
          expect(text.isWellFormed()).toBe(true);
          expect(text.includes('\0') || text.includes('\u001b')).toBe(false);
        }
      }),
      { numRuns: process.env.SUPPORTMAX_FULL ? 20_000 : 300 },
    );
  }, 600_000);
});

describe('a mail that is large', () => {
  it.each([
    ['quoted lines', '>a\nb\n'.repeat(300_000)],
    ['introductions', 'On a:\n\n'.repeat(200_000)],
    ['dashes', `${'-'.repeat(500_000)}x\n`.repeat(3)],
    ['opening tags', '<div>'.repeat(100_000)],
    ['spaces', ' '.repeat(2_000_000)],
  ])('of %s takes no time out of measure', async (_, body) => {
    const plain = await parse(['In-Reply-To: <one@x>'], body);
    expect(plain.text.length).toBeLessThanOrEqual(body.length);
    const bytes = mail(['Content-Type: text/html'], body.slice(0, 300_000));
    expect((await parseEmail(bytes)).text).toEqual(expect.any(String));
  });

  it('keeps its text whole up to the limit of the desk', async () => {
    const body = `${'long '.repeat(300_000)}end`;
    expect((await parse([], body)).text).toBe(body);
    expect(Buffer.byteLength(body)).toBeLessThan(mailTextBytes);
  });

  it('of many parts, or of parts within parts, is read or refused', async () => {
    const type = 'Content-Type: multipart/mixed; boundary=b';
    const part = '--b\nContent-Type: text/plain\n\nx\n';
    expect((await parse([type], `${part.repeat(500)}--b--`)).text).toContain('x');
    await expect(parse([type], `${part.repeat(5000)}--b--`)).rejects.toMatchObject({
      code: 'too_large',
    });
    let nested = 'Hello';
    for (let depth = 0; depth < 200; depth += 1) {
      nested = `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${nested}\r\n--b${depth}--`;
    }
    const deep = await parseEmail(Buffer.from(`${from}\r\n${nested}`));
    expect(deep.from.email).toBe('ada@example.com');
  });
});
