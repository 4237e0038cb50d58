import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, parseCsvColumns } from './csv.ts';

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('parseCsv', () => {
  it('reads back what RFC 4180 writes, whatever the fields hold', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é', ' ', '🙂') });
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(table, end, fc.boolean(), (rows, lineEnd, mark) => {
        const text = rows.map((row) => `${row.map(quote).join(',')}${lineEnd}`).join('');
        const read = parseCsv((mark ? '\ufeff' : '') + text).map(({ fields }) => fields);
        expect(read).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it('takes fields without quotes, and a last line without an end', () => {
    expect(parseCsv('a,b\n\nc,').map(({ fields }) => fields)).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(parseCsv('')).toEqual([]);
  });

  it('counts the lines inside quoted fields', () => {
    expect(parseCsv('"a\nb\r\nc",1\nd,2').map(({ line }) => line)).toEqual([1, 4]);
  });

  it.each([
    ['a\n"b', 'line 2: a quote opened here is never closed'],
    ['a\n"b"c', 'line 2: text after a closing quote'],
    ['a\nb"c', 'line 2: a quote inside a field'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });
});

describe('parseCsvColumns', () => {
  it('finds columns by name and ignores others', () => {
    const rows = parseCsvColumns('id,label,text\n1,x,hello\n', ['text', 'label']);
    expect(rows).toEqual([{ line: 2, values: { text: 'hello', label: 'x' } }]);
  });

  it.each([
    ['', 'empty; expected the header text,label'],
    ['text,intent\n', 'line 1: no column "label" in the header (found: text, intent)'],
    ['text,text,label\n', 'line 1: column "text" occurs twice'],
    ['text,label\na,b\na\n', 'line 3: 1 fields where the header has 2'],
    ['text,label\na,b,c\n', 'line 2: 3 fields where the header has 2'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsvColumns(text, ['text', 'label'])).toThrow(message);
  });
});
