import type { DayNames, DeskWords } from './desk-words.ts';

const days: DayNames = {
  today: 'today',
  tomorrow: 'tomorrow',
  mon: 'on Monday',
  tue: 'on Tuesday',
  wed: 'on Wednesday',
  thu: 'on Thursday',
  fri: 'on Friday',
  sat: 'on Saturday',
  sun: 'on Sunday',
};

const whoComes = 'One of our people will answer you here';
const noGuess =
  'I do not want to guess on this one, so I am passing it on with everything you wrote.';

export const englishWords: DeskWords = {
  locale: 'en',
  greeting: (company) =>
    `Hello! I am the assistant of ${company}. Ask me anything about the product, or say that you want to talk to a person.`,
  thanked: 'Glad that helped. Write here again whenever something else comes up.',
  asking: {
    which: {
      above: 'I am not sure which of these you mean:',
      below:
        'Reply with its number. If it is none of them, tell me in other words, or say so, and I pass you on to a person.',
    },
    whether: {
      above: 'Is this what you mean?',
      below: 'Reply yes or no. If it is not, I pass you on to a person.',
    },
  },
  handingOver: {
    person_requested: 'Of course.',
    no_words: 'I could not find a question in this, so I am passing it on.',
    sensitive_topic: 'I am passing this straight to a person, with everything you wrote.',
    not_helped:
      'I am sorry that my answer did not help, so I am passing this on with everything we wrote.',
    not_confident: noGuess,
    nothing_found: noGuess,
    review_failed: noGuess,
    agent_failed: noGuess,
  },
  handingOverUnread: (languages) => `I can only read ${languages}, so I am passing this on.`,
  comesNow: (until, timeZone) =>
    `${whoComes}: the team is at the desk now, until ${until} (${timeZone}).`,
  comesLater: (day, at, timeZone) =>
    `${whoComes}: the team is back ${days[day]} at ${at} (${timeZone}).`,
  comesSometime: `${whoComes}: as soon as somebody is back at the desk.`,
  withPeople:
    'Your message is with our people now. One of them answers you here; nothing you wrote is lost.',
  quote: {
    marked: 'The marked passage is what the answer quotes.',
    gone: 'The quoted passage is not in this article any more.',
  },
};
