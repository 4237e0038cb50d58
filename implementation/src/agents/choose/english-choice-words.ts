import { wordSet } from '../reading/courtesy.ts';
import { type ChoiceWords, numbered } from './choice-words.ts';

const these =
  '(?:these|those|them|this|that|it|(?:the|your|these|those) (?:above|options?|articles?|titles?|suggestions?|list|choices)|the above)';
const fits =
  '(?:(?:really |quite )?(?:fits?|match(?:es)?|helps?|appl(?:y|ies)|works?)|(?:is|are) (?:it|right|correct|what i (?:mean|meant|want|need|asked)))';
const somethingElse =
  '(?:(?:something|anything) (?:else|different|other)|other|others|another(?: one| thing| topic)?|(?:a )?different(?: one| thing| topic)?)';

export const englishChoiceWords: ChoiceWords = {
  cardinals: numbered('one two three four five six seven eight nine ten'),
  ordinals: numbered('first second third fourth fifth sixth seventh eighth ninth tenth'),
  ofTwo: new Map([
    ['former', 1],
    ['latter', 2],
  ]),
  ordinalFigure: /^(\d{1,2})(?:st|nd|rd|th)$/,
  last: wordSet('last'),
  beside:
    wordSet(`the it its is that this thats thatd be would i id ill im mean meant want like take
    choose pick select go with number num nr option answer article choice title topic item yes yeah
    yep my for me think guess believe lets right correct fits actually rather instead`),
  beforeCardinal: wordSet('no'),
  afterOrdinal: wordSet('of these those them'),
  pronoun: { word: 'one', behind: wordSet('the this that') },
  joining: wordSet('and or also plus both either'),
  counting: /\b(?:the|these|those) (?:two|three|four|five)\b|\bone second\b/,
  polite:
    /\b(?:please|pls|plz|thanks|thank you|thx|cheers|sorry|hi|hello|hey|ok|okay|well|wait|hold on|hang on|hmm?|oh|ah|um|uh|(?:(?:kind|best|warm) )?regards|then|so much|very much|a lot)\b/g,
  none: new RegExp(
    `^(?:(?:no|nope|nah|i am afraid|im afraid|unfortunately|actually|its|it is|i mean|i meant|i want) )*(?:n|no|nope|nah|no one|not really|not quite|not exactly|(?:none|neither|not any)(?: (?:of|from))?(?: ${these})?(?: ${fits})?|nothing(?: (?:of|from|in|on|like) ${these})?(?: (?:fits|matches))?|${somethingElse})$`,
  ),
  yes: /^(?:yes |yeah |yep )?(?:y|yes|yeah|yep|yup|sure|right|correct|exactly|precisely|indeed|(?:that|this)(?: one)?|(?:thats|that is|this is|its|it is) (?:it|right|correct|the one|that one|this one|what i (?:mean|meant|want|need))|(?:exactly|precisely) (?:that|this)(?: one)?|it is|it does|i do|the first and only)$/,
  several:
    /^(?:(?:i (?:mean|meant|want|need)|its|it is|yes|yeah|maybe) )*(?:(?:both|either|any|all|one|some|whichever)(?: (?:one|ones))?(?: of)?(?: (?:the|these|those|them|it|that|two|three|four|five|above|options|articles))*|the (?:one|ones)|(?:the|these|those) (?:two|three|four|five)|everything)$/,
  negations: wordSet(`no not never dont doesnt didnt isnt arent wasnt cant cannot couldnt wont nor
    wouldnt without nope none neither nothing except instead`),
  pointing:
    /^(?:(?:yes|yeah|its|it is|i mean|i meant|i think|i want) )*(?:the|that) (?:one|article|option|title|topic) |^(?:yes |yeah )?i (?:mean|meant) |^the .{1,80} one$/,
  asking:
    /\b(?:how|what|whats|why|where|when|who|whom|whose|which|can|could|does|do|did|is there|are there|should|would you|will)\b/,
};
