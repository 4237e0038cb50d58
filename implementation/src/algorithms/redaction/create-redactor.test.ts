import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();

describe('createRedactor', () => {
  it('replaces by numbered placeholders and puts them back', () => {
    const text = 'Write to a@example.com, b@example.com or a@example.com.';
    const session = redactor.session();
    const { text: redacted } = redactor.redact(text, session);
    expect(redacted).toBe('Write to [email-1], [email-2] or [email-1].');
    expect(session.restore(redacted)).toBe(text);
  });

  it('restores any text, and redacts it only once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const session = redactor.session();
        const { text: redacted } = redactor.redact(text, session);
        expect(session.restore(redacted)).toBe(text);
        expect(redactor.redact(redacted).text).toBe(redacted);
      }),
    );
  });
});
