import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketPriority } from '#src/domain/ticket/vocabulary.ts';
import { cuesOf, type UrgencyCue, urgencyWithCues } from './urgency-cues.ts';

const said: Record<UrgencyCue['name'], readonly string[]> = {
  outage: [
    'Nobody can log in since nine.',
    'The website is down',
    "Everyone is locked out, we can't work at all",
    'Your API has been unreachable for an hour',
    'There is a total outage here',
  ],
  security: [
    'I think our account was hacked',
    'We had a data breach this morning',
    'Somebody else is in my workspace, someone logged into it from abroad',
    'My laptop was stolen, please end its sessions',
    'A customer can see another company s invoices',
    'There was an unauthorized login',
  ],
  legal: [
    'Our lawyer will contact you',
    'I will take you to court over this',
    'We need the records for a court hearing',
    'This is a breach of contract',
    'I am filing a complaint with the data protection authority',
  ],
  deadline: [
    'The deadline is tomorrow and the export fails',
    'I need this by Friday',
    'We have to file the report before midnight',
    'The licence expires today',
    'The auditors come in two hours',
  ],
  money_lost: [
    'You charged me twice',
    'We are losing customers because of this',
    'The payment has disappeared',
    'This costs us 500 euros every hour',
    'You took 80 from my card without my consent',
  ],
  demand: [
    'This is urgent',
    'Please help asap',
    'Call me back immediately',
    'We lost all our data',
  ],
};

const ordinary = [
  'How do I change my photo?',
  'Where do I download an invoice?',
  'Can I pay by card?',
  'How do I delete a workspace?',
  'The dark theme is nice',
  'Is there a sign-in with Google?',
  'Who can see my time entries?',
  'In which order are deadlines listed?',
];

describe('cuesOf', () => {
  for (const [name, texts] of Object.entries(said)) {
    it.each(texts)(`hears ${name} in “%s”`, (text) => {
      expect(cuesOf(text).map((cue) => cue.name)).toContain(name);
    });
  }

  it.each(ordinary)('hears nothing in “%s”', (text) => {
    expect(cuesOf(text)).toEqual([]);
  });

  it.each([
    'It is not urgent.',
    'We were not hacked, I only ask how you protect us.',
    'There is no data breach, I am preparing a form.',
    'You have not charged me twice, have you?',
  ])('takes no for an answer: “%s”', (text) => {
    expect(cuesOf(text)).toEqual([]);
  });
});

describe('urgencyWithCues', () => {
  it('raises and never lowers what was found', () => {
    expect(urgencyWithCues('The website is down', 'low')).toBe('urgent');
    expect(urgencyWithCues('Our lawyer will write', 'normal')).toBe('high');
    expect(urgencyWithCues('Our lawyer will write', 'urgent')).toBe('urgent');
  });

  it('believes who says that there is no hurry, unless a cue says otherwise', () => {
    expect(urgencyWithCues('No rush: where is the export?', 'high')).toBe('low');
    expect(urgencyWithCues('No rush, but our account was hacked', 'low')).toBe('urgent');
  });

  it('takes shouting and exclamation marks for nothing', () => {
    const texts = [...ordinary, ...Object.values(said).flat()];
    const found = fc.constantFrom(...ticketPriority.options);
    fc.assert(
      fc.property(fc.constantFrom(...texts), found, fc.nat(5), (text, level, marks) => {
        const loud = `${text.toUpperCase()}${'!'.repeat(marks)}`;
        expect(urgencyWithCues(loud, level)).toBe(urgencyWithCues(text, level));
      }),
    );
  });

  it('reads a huge message in no time worth speaking of', () => {
    const huge = 'no charged loses a deadline is need it by '.repeat(30_000);
    expect(ticketPriority.options).toContain(urgencyWithCues(huge, 'normal'));
  });
});
