import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';
import { RedactionSession } from './redaction-session.ts';

const secret = 'ada@example.com';

function usedSession(): RedactionSession {
  const session = new RedactionSession(['Ada Lovelace']);
  createRedactor().redact(`Mail ${secret}`, session);
  return session;
}

describe('RedactionSession', () => {
  it('shows nothing of what it holds', () => {
    const session = usedSession();
    const views = [
      JSON.stringify({ session }),
      JSON.stringify([session]),
      inspect(session, { showHidden: true, depth: 9 }),
      inspect({ session }, { customInspect: false, showHidden: true, depth: 9 }),
      String(session),
      `${Object.entries(session)}${Reflect.ownKeys(session).map(String)}`,
      inspect(structuredClone(session), { depth: 9 }),
      inspect({ ...session }, { depth: 9 }),
    ];
    for (const view of views) expect(view).not.toMatch(/ada|lovelace/i);
    expect(JSON.stringify({ session })).toBe('{}');
  });

  it('restores only what it gave out', () => {
    const session = usedSession();
    expect(session.restore('to [email-1], not [email-2] or [card-1]')).toBe(
      `to ${secret}, not [email-2] or [card-1]`,
    );
    expect(new RedactionSession().restore('[email-1]')).toBe('[email-1]');
  });

  it('gives one spelling one placeholder over several texts', () => {
    const redactor = createRedactor();
    const session = redactor.session();
    expect(redactor.redact('a@b.example and c@d.example', session).text).toBe(
      '[email-1] and [email-2]',
    );
    expect(redactor.redact('c@d.example again', session).text).toBe('[email-2] again');
  });

  it('keeps off placeholders that the text brought along', () => {
    const redactor = createRedactor();
    const session = redactor.session();
    const text = '[email-1] is not a@b.example';
    const { text: redacted } = redactor.redact(text, session);
    expect(redacted).toBe('[email-1] is not [email-2]');
    expect(session.restore(redacted)).toBe(text);
  });
});
