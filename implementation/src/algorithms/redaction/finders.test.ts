import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();
/** What is left when each place found is replaced by its kind. */
const seen = (text: string) => redactor.redact(text).text.replace(/-\d+\]/g, ']');

/** Every example stands alone, in brackets and in a sentence; the rest of it has to survive. */
const examples: Readonly<Record<string, readonly string[]>> = {
  email: [
    'ada.lovelace+desk@mail.example.co.uk',
    "o'neill@example.org",
    'jürgen@müller.example',
    'user@[192.0.2.7]',
    'ada (at) example (dot) com',
    'ada [at] example.com',
    'ada dot moss at example dot com',
    'ada arroba example punto es',
    'ada @ example.com',
    'ada (@) example.com',
    'ada%40example.com',
    'ada&#64;example.com',
    '"ada moss"@example.com',
    'user@[IPv6:2001:db8::1]',
    'ＡＤＡ＠ｅｘａｍｐｌｅ．ｃｏｍ',
  ],
  phone: [
    '+1 (212) 555-0143 ext. 12',
    '+44 (0)20 7946 0958',
    '0049 30 901820',
    '001-212-555-0143x77',
    '(212) 555-0143',
    '212.555.0143',
    '1-800-555-0199',
    '030/9018-2010',
    '06 12 34 56 78',
    '0171 1234567',
    '98765 43210',
    '138 1234 5678',
    '(11) 91234-5678',
    '+٩٧١ ٥٠ ١٢٣ ٤٥٦٧',
    '+49\u00a030\u2011901820',
    '+12(3)4567890123',
    '(351) 912 345 678',
    '8 966 122-29-34',
    '030 9018-20',
  ],
  card: [
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111111111111111',
    '5555555555554444',
    '2223003122003222',
    '3782 822463 10005',
    '3056 930902 5904',
    '6011000990139424',
    '3530111333300000',
    '４１１１ １１１１ １１１１ １１１１',
    '4111\u200b1111\u200b1111\u200b1111',
    '4111 1111-1111 1111',
    '4111 1111\n1111 1111',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '6304 0000 0000 0000',
    '5018 0000 0009',
  ],
  iban: [
    'DE89 3704 0044 0532 0130 00',
    'GB29NWBK60161331926819',
    'fr14 2004 1010 0505 0001 3m02 606',
    'NL91-ABNA-0417-1643-00',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
  ],
  ssn: ['123-45-6789', '912-70-1234'],
  'national-id': [
    'QQ123456C'.replace('QQ', 'AB'), // United Kingdom
    'RSSMRA85T10A562S', // Italy
    '12345678Z', // Spain
    'X1234567L',
    '2 69 05 49 588 157 80', // France
    '44051401359', // Poland
    '86095742719', // Germany
    '756.9217.0769.85', // Switzerland
    '529.982.247-25', // Brazil
    '131052-308T', // Finland
    '811228-9874', // Sweden
    '2345 6789 0124', // India
    'ABCPE1234F',
    '11010519491231002X', // China
  ],
  ip: ['192.0.2.17', '2001:db8::ff00:42:8329', 'fe80::1%eth0', '::ffff:192.0.2.17'],
  mac: ['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e', '001a.2b3c.4d5e'],
  wallet: [
    '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '0x52908400098527886E0F7030069857D2E4169EE7',
  ],
  secret: [
    'AKIAIOSFODNN7EXAMPLE',
    `ghp_${'a1B2'.repeat(9)}`,
    `sk-ant-api03-${'x9Y_'.repeat(10)}`,
    `sk-proj-${'x9Y_'.repeat(10)}`,
    `sk_live_${'4eC39HqL'.repeat(3)}`,
    `xoxb-123456789012-${'a1B2'.repeat(5)}`,
    `AIza${'Sy0_-'.repeat(7)}`,
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP',
    `123456789:${'AA-b_'.repeat(7)}`,
    `${'0123456789abcdef'.repeat(2)}-us12`,
  ],
  'private-key': [
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
  ],
  address: [
    '12b Old Mill Road, Flat 3, York YO1 7HH',
    '1600 Amphitheatre Parkway, Mountain View, CA 94043',
    'Lindenstraße 12a, 10969 Berlin',
    '12 bis rue de la Paix, 75002 Paris',
    'Via Roma 5, 00184 Roma',
    'P.O. Box 1234',
  ],
};

describe('what is found', () => {
  const cases = Object.entries(examples).flatMap(([kind, list]) =>
    list.map((example): [string, string] => [kind, example]),
  );
  it.each(cases)('%s: %s', (kind, example) => {
    expect(seen(`Well, ${example} it was.`)).toBe(`Well, [${kind}] it was.`);
    expect(seen(example)).toBe(`[${kind}]`);
    expect(seen(`(${example})`)).toBe(`([${kind}])`);
  });
});

describe('what the words around announce', () => {
  it.each([
    ['call me at 555-0143', 'call me at [phone]'],
    ['my SSN is 123456789', 'my SSN is [ssn]'],
    ['card number 4111 1111 1111 1112', 'card number [card]'],
    ['IBAN: DE89 3704 0044 0532 0130 01', 'IBAN: [iban]'],
    ['passport number C01X00T47', 'passport number [passport]'],
    ["driver's license: D1234567", "driver's license: [driver-licence]"],
    ['born on 12 March 1980', 'born on [birth-date]'],
    ['DOB 03/12/1980', 'DOB [birth-date]'],
    ['my password is hunter2!', 'my password is [secret]'],
    ['DB_PASSWORD=pass&w,ord', 'DB_PASSWORD=[secret]'],
    ['{"apiKey": "abc def"}', '{"apiKey": "[secret]"}'],
    ['Authorization: Bearer abcdef.123-456789', 'Authorization: Bearer [secret]'],
    ['postgres://desk:s3cret@db.example/x', 'postgres://[credentials]@db.example/x'],
    ['https://a.example/?token=abcdef', 'https://a.example/?token=[secret]'],
    ['My name is Ada Lovelace.', 'My name is [name].'],
    ['Dear Ms. Lovelace,', 'Dear Ms. [name],'],
    ['Best regards,\nAda', 'Best regards,\n[name]'],
    ["Hi, I'm Ada from York.", "Hi, I'm [name] from York."],
    ['ZIP code 94043', 'ZIP code [address]'],
    ['I live at 12 Quiet Hollow', 'I live at [address]'],
    ['12 Old Road\nQuiet Hollow\nYork\nBest regards', '[address]\nBest regards'],
    ['PSC 1234, Box 5678, APO AE 09112', '[address]'],
    ['ada.moss@example.com: so says Ada Moss, ada moss', '[email]: so says [name], [name]'],
    ['sign.in@example.com: please sign in', '[email]: please sign in'],
    ['From: Ada Moss <ada@example.com>', 'From: [name] <[email]>'],
    ['On Monday, Ada Moss wrote:', 'On Monday, [name] wrote:'],
    ['Regards, Ada\n-- \nSent', 'Regards, [name]\n-- \nSent'],
    ['Cookie: sid=a1b2; theme=dark\nHost: x', 'Cookie: [secret]\nHost: x'],
    ['password for ada is hunter2', 'password for ada is [secret]'],
    ['my SSN: 123 45 6789', 'my SSN: [ssn]'],
    ['personal id 1630615123457 (CNP)', 'personal id [national-id] (CNP)'],
    ['name,+12125550123,x@y.example', 'name,[phone],[email]'],
    ['paid my order with 4111111111111111', 'paid my order with [card]'],
    ['order 17 for 4111 1111 1111 1111', 'order 17 for [card]'],
    ['my account manager, 030 9018 2010', 'my account manager, [phone]'],
  ])('%s', (text, expected) => {
    expect(seen(text)).toBe(expected);
  });
});

describe('what only looks like it', () => {
  it.each([
    'order 1234567890 of 2024-01-31 12:30:45.123, 31.01.2024 14:05',
    'from 31-01-2024 to 12-25-2024, not 2024-02-01',
    'tracking no 1Z999AA10123456784, ticket #20240131-0042, SKU 123-456-7890',
    'version 10.15.7, v1.2.3.4, section 3.2.1.1, build 19H2',
    '1,234,567.89 EUR or $1 234 567 for 12 500 000 users, 0.123456789',
    'error 0x80070057, E-4012-5531, exit code 137',
    'ISBN 978-3-16-148410-0 and IMEI 490154203237518',
    '9fceb02d0ae598e95dc970b74767f19372d61af8 550e8400-e29b-41d4-a716-446655440000',
    '1690000000 and 1690000000000',
    '4111111111111112, 1234567890123456',
    'DE89370400440532013001',
    '12345678A, 44051401358, 000-12-3456, 666-12-3456',
    '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3, a::b, 12:30:45, 256.1.1.1',
    'the password is incorrect and the token is expired',
    'Dear Support, Hi team, Thanks, everyone. I am German.',
    'user@host, @handle, a@b, name@.com',
    'lines 120-340 of 2024-2025, rgb(255, 255, 255), 3 x 4 x 5',
    'the link at which point in time it is shown, and at what point it ends',
    'look at example.com, meet me at noon, @ 5 pm',
    'at 30 seconds per page go on', // has the check digits of an Austrian IBAN
    'Windows 10 Home Key, Office 365 Business, iPhone 12 Pro',
    'codes 555-123-4567-8901-2345 and 12-34-56',
    'Chrome/120.0.0.0 and Firefox/1.2.3.4, mask 255.255.255.0',
    'password: required, token: see above, the pin is not set',
    'order 4716123412341234567 and tracking number 4111111111111111',
    'created 1764104074123, seen 1764104074',
    'the event-7 and ticket-12 of journey-3',
  ])('%s', (text) => {
    expect(redactor.redact(text).text).toBe(text);
  });
});
