import { describe, expect, it } from 'vitest';
import { escalationReason } from '#src/domain/ticket/vocabulary.ts';
import {
  aPassage,
  offering,
  quoting,
  scenarioPolicy,
} from '#src/testing/scenarios/scripted-agents.ts';
import type { HandoffInput } from './handoff.ts';
import { handoffNotice, packetOf } from './handoff.ts';

const classification = {
  intent: 'how-to',
  confidence: 0.8,
  inScope: 1,
  urgency: 'high',
  sentiment: 'negative',
} as const;

function input(fields: Partial<HandoffInput> = {}): HandoffInput {
  const question = { text: 'How do I export?', previous: null };
  const found = { classification, passages: [], draft: null, modelFailure: null };
  return { question, subject: 'Export', policy: scenarioPolicy, ...found, ...fields };
}

const asking = (text: string) => input({ question: { text, previous: null } });
const wants = (text: string) => packetOf('not_confident', asking(text)).wants;

describe('the packet of a handoff', () => {
  it.each([
    ['the question', 'Hello. I am new here. How do I export? Thank you very much for your help.'],
    ['the first of two questions', 'How do I export? And how do I import?'],
    ['a question after a greeting on its own line', 'Hi there,\n\nHow do I export?\n\nAda'],
  ])('tells in one line what the customer wants: %s', (_, text) => {
    expect(wants(text)).toBe('How do I export?');
  });

  it('takes the sentence that tells most where nobody asks', () => {
    expect(wants('Hello. My invoice of 3.50 EUR was charged twice. Bye.')).toBe(
      'My invoice of 3.50 EUR was charged twice.',
    );
  });

  it('falls back to the subject', () => {
    expect(wants('')).toBe('Export');
    expect(wants(' \n ')).toBe('Export');
  });

  it('cuts what is long, between characters', () => {
    const long = wants(`${'🙂'.repeat(200)}`);
    expect(long).toBe(`${'🙂'.repeat(79)}…`);
    expect(long.isWellFormed()).toBe(true);
    expect(wants('word '.repeat(1_000_000)).length).toBeLessThanOrEqual(160);
  });

  it('names what else the message is about', () => {
    const packet = packetOf(
      'not_confident',
      input({ classification: { ...classification, alsoAbout: ['lost-card', 'refund'] } }),
    );
    expect(packet.nextSteps.slice(-2)).toEqual([
      'Answer this too: the message is also about lost card.',
      'Answer this too: the message is also about refund.',
    ]);
  });

  it('names what was tried, at most three, with how sure the draft was of its source', () => {
    const passages = ['a', 'b', 'c', 'd'].map((id) => aPassage(id, `Text ${id}.`));
    const [, second] = passages;
    const draft = second ? quoting(second, 0.4) : null;
    expect(packetOf('not_confident', input({ passages, draft }))).toEqual({
      wants: 'How do I export?',
      tried: [
        { articleId: 'a', title: 'About a', confidence: 0 },
        { articleId: 'b', title: 'About b', confidence: 0.4 },
        { articleId: 'c', title: 'About c', confidence: 0 },
      ],
      sentiment: 'negative',
      urgency: 'high',
      intent: 'how-to',
      nextSteps: [
        'Ask for a screenshot.',
        'Check whether “About a” answers it, and send it if it does.',
      ],
    });
  });

  it('says what is not meant, where the customer was asked and chose none', () => {
    const { options } = offering(['a', 'b'].map((id) => aPassage(id, `Text ${id}.`)));
    const packet = packetOf('not_confident', input({ offered: options, isDeclined: true }));
    expect(packet.tried).toEqual([
      { articleId: 'a', title: 'About a', confidence: 0 },
      { articleId: 'b', title: 'About b', confidence: 0 },
    ]);
    expect(packet.nextSteps).toEqual([
      'Ask for a screenshot.',
      'Something else is meant than “About a”, “About b”: the customer was asked.',
      'Answer from your own knowledge, then write it down as an article.',
    ]);
  });

  it('lists what was asked back with where nothing was said to that, and rules nothing out', () => {
    const { options } = offering(['a'].map((id) => aPassage(id, `Text ${id}.`)));
    const packet = packetOf('person_requested', input({ offered: options }));
    expect(packet.tried).toEqual([{ articleId: 'a', title: 'About a', confidence: 0 }]);
    expect(packet.nextSteps.join(' ')).not.toContain('Something else is meant');
  });

  it('knows a next step for every reason, with nothing found out at all', () => {
    for (const reason of escalationReason.options) {
      const packet = packetOf(reason, input({ classification: null }));
      expect(packet).toMatchObject({ intent: null, sentiment: 'neutral', urgency: 'normal' });
      expect(packet.nextSteps, reason).toHaveLength(1);
    }
  });
});

const policyIn = (...languages: string[]) => ({ ...scenarioPolicy, languages });
const open = { open: true, until: '17:00' } as const;

describe('what the customer is told', () => {
  it.each([
    [open, 'the team is at the desk now, until 17:00 (UTC).'],
    [{ open: false, day: 'today', at: '9:00' } as const, 'the team is back today at 9:00 (UTC).'],
    [
      { open: false, day: 'tomorrow', at: '9:00' } as const,
      'the team is back tomorrow at 9:00 (UTC).',
    ],
    [{ open: false, day: 'mon', at: '8:30' } as const, 'the team is back on Monday at 8:30 (UTC).'],
    [{ open: false, day: 'never', at: null } as const, 'as soon as somebody is back at the desk.'],
  ])('says who comes and when', (opening, when) => {
    const text = `Of course. One of our people will answer you here: ${when}`;
    expect(handoffNotice('person_requested', opening, scenarioPolicy)).toBe(text);
  });

  it.each([
    [['en'], 'English'],
    [['en', 'de'], 'English and German'],
    [['en', 'de', 'pt-BR'], 'English, German, and Brazilian Portuguese'],
    [['en_US'], 'en_US'],
  ])('names the languages of %j', (languages, names) => {
    expect(handoffNotice('unknown_language', open, policyIn(...languages))).toMatch(
      new RegExp(`^I can only read ${names}, so I am passing this on\\.`),
    );
  });

  it('has words for every reason', () => {
    for (const reason of escalationReason.options) {
      expect(handoffNotice(reason, open, scenarioPolicy)).toMatch(/^[OI][^.]+\. One of our people/);
    }
  });

  it.each([
    [
      open,
      'Das Team ist jetzt da, bis 17:00 Uhr (UTC).',
      'el equipo está disponible ahora, hasta las 17:00 (UTC).',
    ],
    [
      { open: false, day: 'tomorrow', at: '9:00' } as const,
      'Das Team ist morgen um 9:00 Uhr (UTC) wieder da.',
      'el equipo vuelve mañana a las 9:00 (UTC).',
    ],
    [
      { open: false, day: 'sat', at: '1:30' } as const,
      'Das Team ist am Samstag um 1:30 Uhr (UTC) wieder da.',
      'el equipo vuelve el sábado a la 1:30 (UTC).',
    ],
  ])('says it in German and in Spanish', (opening, german, spanish) => {
    const policy = policyIn('en', 'de-AT', 'es');
    expect(handoffNotice('person_requested', opening, policy, 'de')).toBe(
      `Gern. Jemand aus unserem Team antwortet Ihnen hier: ${german}`,
    );
    expect(handoffNotice('person_requested', opening, policy, 'es')).toBe(
      `Por supuesto. Alguien de nuestro equipo te responderá aquí: ${spanish}`,
    );
  });

  it('names languages in the language of the notice', () => {
    const never = { open: false, day: 'never', at: null } as const;
    const notice = (language: string) =>
      handoffNotice('unknown_language', never, policyIn('de', 'es', 'en_US'), language);
    expect(notice('de')).toBe(
      'Ich kann nur Deutsch, Spanisch und en_US lesen, deshalb gebe ich Ihre Nachricht weiter. Jemand aus unserem Team antwortet Ihnen hier, sobald wieder jemand da ist.',
    );
    expect(notice('es')).toBe(
      'Solo puedo leer alemán, español y en_US, así que le paso tu mensaje a una persona. Alguien de nuestro equipo te responderá aquí en cuanto vuelva a haber alguien.',
    );
  });
});
