import { type Courtesy, wordSet } from './courtesy.ts';

/** What is said in English for politeness alone, beside greetings, closings and thanks. */
export const englishCourtesies: readonly Courtesy[] = [
  {
    start: /^(?:i |we )?(?:do |really |just )?hope (?:you|this|that|everyone|all)(?= |$)/,
    followers:
      wordSet(`you are re is s all well ok okay fine doing having a great good nice day week
      weekend message mail email finds can help me us with this`),
  },
  {
    start: /^(?:i |we )?(?:am |are |m |re )?(?:look|looking) forward(?= |$)/,
    followers: wordSet('to hearing hear from you your reply answer response soon a quick'),
  },
  {
    start:
      /^(?:i|we) (?:would|d|will|ll) (?:(?:be )?(?:(?:very|most|really|so|much|greatly) )?(?:grateful|thankful|obliged|appreciate|glad|happy))(?= |$)/,
    followers:
      wordSet(`it for any your a the some help hint hints tip advice assistance support answer
      reply response pointer with this here if you could can would me us that quick`),
  },
  {
    start:
      /^(?:any|your|some) (?:help|advice|hints?|pointers?|assistance|ideas?|suggestions?|tips?)(?= |$)/,
    followers:
      wordSet(`is are would be will much greatly very really most welcome appreciated gratefully
      received on this with here please anyone`),
  },
  {
    start:
      /^(?:(?:so |and )?(?:please|pls|plz)|(?:please )?(?:can|could|would) (?:you|anyone|someone|somebody)(?: please)?) (?:help|advise|assist|explain)(?= |$)/,
    followers: wordSet('me us out please with this here thanks'),
  },
  {
    start: /^(?:have|enjoy) (?:a|the|your)(?= |$)/,
    followers: wordSet('very nice great good lovely wonderful day evening weekend week rest of'),
  },
  {
    start: /^(?:sorry|apologies)(?= |$)/,
    followers: wordSet(
      'to for the bother disturb trouble you again if this is a silly stupid dumb question',
    ),
  },
];
