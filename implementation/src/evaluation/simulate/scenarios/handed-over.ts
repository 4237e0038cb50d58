import type { Scenario } from '../scenario.ts';

const scenarios: readonly Omit<Scenario, 'ends'>[] = [
  { id: 'wants a person at once', persona: 'plain', goals: [], acts: ['want a person'] },
  { id: 'wants a person by e-mail', persona: 'mailing', goals: [], acts: ['want a person'] },
  {
    id: 'wants a person after a good answer',
    persona: 'plain',
    goals: ['known'],
    acts: ['ask', 'want a person'],
  },
  {
    id: 'wants a person, then asks what comes of it',
    persona: 'irritable',
    goals: [],
    acts: ['want a person', 'nudge'],
  },
  {
    id: 'asks while a person has it',
    persona: 'plain',
    goals: ['known'],
    acts: ['want a person', 'wait 1 day', 'nudge'],
  },
  {
    id: 'says that the answer did not help',
    persona: 'exacting',
    goals: ['known'],
    acts: ['ask', 'complain'],
  },
  {
    id: 'a day later it still does not work',
    persona: 'plain',
    goals: ['known'],
    acts: ['ask', 'wait 1 day', 'complain'],
  },
  {
    id: 'says by e-mail that it did not help',
    persona: 'mailing',
    goals: ['known'],
    acts: ['ask', 'wait 1 day', 'complain'],
  },
  { id: 'asks what nothing answers', persona: 'plain', goals: ['unknown'], acts: ['ask'] },
  {
    id: 'asks courteously what nothing answers',
    persona: 'polite',
    goals: ['unknown'],
    acts: ['ask'],
  },
  {
    id: 'asks in haste what nothing answers',
    persona: 'hurried',
    goals: ['unknown'],
    acts: ['ask'],
  },
  {
    id: 'asks with typing errors what nothing answers',
    persona: 'careless',
    goals: ['unknown'],
    acts: ['ask'],
  },
  {
    id: 'believes any answer to what nothing answers',
    persona: 'trusting',
    goals: ['unknown'],
    acts: ['ask'],
  },
  { id: 'in few words what nothing answers', persona: 'terse', goals: ['unknown'], acts: ['ask'] },
  {
    id: 'a letter about what nothing answers',
    persona: 'mailing',
    goals: ['unknown'],
    acts: ['ask', 'nudge'],
  },
  {
    id: 'one answer, then what nothing answers',
    persona: 'plain',
    goals: ['known', 'unknown'],
    acts: ['ask', 'ask'],
  },
  {
    id: 'capital letters about what nothing answers',
    persona: 'shouting',
    goals: ['unknown'],
    acts: ['ask'],
  },
  {
    id: 'reports a hole',
    persona: 'plain',
    goals: [],
    acts: [
      {
        say: 'I found a security hole: when I change the number in the address bar I can read the data of other companies.',
      },
    ],
  },
  {
    id: 'fears a break-in',
    persona: 'irritable',
    goals: [],
    acts: [
      {
        say: 'Somebody has hacked my account, there are logins from a country I have never been to!',
      },
    ],
  },
  {
    id: 'German',
    persona: 'plain',
    goals: [],
    language: 'de',
    acts: [
      { say: 'Guten Tag, wie kann ich meine Rechnungen herunterladen? Ich finde den Knopf nicht.' },
    ],
  },
  {
    id: 'Spanish',
    persona: 'mailing',
    goals: [],
    language: 'es',
    acts: [{ say: 'Hola, no puedo entrar en mi cuenta desde ayer y necesito ayuda, por favor.' }],
  },
  {
    id: 'Japanese',
    persona: 'plain',
    goals: [],
    language: 'ja',
    acts: [{ say: '請求書の送り先を変更するにはどうすればいいですか。' }],
  },
  { id: 'nothing but marks', persona: 'hurried', goals: [], acts: [{ say: '???' }] },
];

/** No answer could help, or none is wanted: people should get it, with what they need. */
export const handedOverScenarios: readonly Scenario[] = scenarios.map((scenario) => ({
  ...scenario,
  ends: 'handed over',
}));
