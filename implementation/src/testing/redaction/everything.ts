/** Something for every finder, so that every expression gets to work. */
export const EVERYTHING = `Dear Ms. Moss, my name is Ada Moss from York, born on 12 March 1980. Call +1 (212) 555-0143
x12, 030/9018-2010 or 12 500 000 users; a.moss@example.org, a (at) example (dot) com, a@[192.0.2.7].
Card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00, SSN 123-45-6789, AB123456C, X1234567L,
192.0.2.17, 2001:db8::1, 00:1A:2B:3C:4D:5E, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, password: "a b",
bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, token=abc, key a1B2c3D4e5F6a7B8c9, pin is 1234,
AKIAIOSFODNN7EXAMPLE, Bearer abcdef.123-456789, postgres://u:pass@db.example, passport C01X00T47,
12b Old Mill Road, York YO1 7HH, Lindenstraße 12a, 10969 Berlin, Via Roma 5, P.O. Box 12, ZIP 94043,
Springfield, IL 62701, DPO AP 96303, 1 Elm Road 12, I live at 12 Quiet Hollow, name: Ada Moss,
ada dot moss at example dot com, ada @ example . com, ada%40example.com, my wife Ada Moss,
From: Ada Moss <ada@example.com>
On Monday, Ada Moss wrote: A123456(3), 1EG4-TE5-MK73, BOXW310820HNERXN09, 12345678Z, SK00000000,
cookie: sid=a1b2; theme=x
Authorization: Basic YWRhOm1vc3M9 x12 12.34, 9 1234 5678, K1A 0B1, [email-9] \u200b１２٣. -----BEGIN PRIVATE KEY----- MII
Regards,\nAda`;
