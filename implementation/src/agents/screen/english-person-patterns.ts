import type { PersonPatterns } from './person-patterns.ts';

const adjective =
  '(?:real|live|actual|human|proper|living|breathing|support|service|flesh and blood|competent)';
const being =
  '(?:human(?: being)?s?|persons?|people|someone|somebody|anyone|anybody|(?:customer |support |service |live )?(?:agent|representative|rep|operator|advisor|adviser|assistant|staff|employee|specialist|technician)s?|(?:customer )?(?:service|support|care)(?: team)?|(?:account |team )?(?:manager|lead|leader)|supervisor|team|colleague|member of (?:staff|the \\w+ team|your team)|employee|whoever|man|woman)';
const someBeing = `(?:(?:a|an|the|some|any|one of|your|one of your|another|my) )*(?:${adjective} )*${being}`;
const surelyHuman =
  '(?:humans?|human being|(?:real|live|actual|living|proper) (?:person|human|agent|people|someone|being|support|operator|representative)|representative|operator|live agent|human (?:agent|support|help|assistance|operator)|(?:support|customer service) (?:agent|rep|representative|person)|person from (?:your|the) (?:team|support|staff))';
const machine =
  '(?:bots?|chatbots?|robots?|machines?|computers?|ais?|a i|automat(?:ed|ic|ion)|assistant)';

/** “No computer at home” refuses nothing, and “no automatic bill” misses something. */
const spokenTo =
  '(?:bots?|chatbots?|robots?|machines?|ais?|a i|automated (?:answers?|messages?|repl(?:y|ies)|responses?|systems?)|assistant)';

const requests: readonly RegExp[] = [
  new RegExp(
    `\\b(?:talk|speak|chat|discuss (?:this|it)) (?:(?:directly|now|again|please|on the phone) )?(?:to|with) ${someBeing}\\b`,
  ),
  new RegExp(
    `\\b(?:connect|transfer|put|pass|hand|switch|forward|redirect|route|escalate) (?:(?:me|this|it|us|that|my \\w+) )?(?:(?:over|through|on|straight|directly|please) )*(?:to|with|onto) ${someBeing}\\b(?! (?:who|whose|that)\\b)`,
  ),
  new RegExp(
    `\\b(?:want|need|get|give|prefer|like|require|demand|have|find|send|ask for|asking for|request)(?: me| us)? (?:to (?:have|see|get) )?(?:a |an |some |the |any |one )?${surelyHuman}\\b`,
  ),
  new RegExp(
    `\\b(?:is|are) (?:there |this )?(?:a |an |any |some )?(?:${surelyHuman}|person|one|someone|somebody|anybody|anyone)(?: (?:real )?(?:there|here|available|around|reading|who can help|who could help|i can talk))`,
  ),
  new RegExp(
    `\\b(?:can|could|may|might) (?:i|we) (?:please )?(?:have|get|reach) (?:a |an |some )?(?:${surelyHuman}|person)\\b`,
  ),
  new RegExp(
    `^(?:please |i want |i need |get me |give me )*(?:a |an |the )?(?:${surelyHuman}|person|agent|support agent|human)(?: please| now| thanks| thank you)*$`,
  ),
  /\b(?:call|phone|ring) me\b(?! (?:crazy|stupid|silly|old|mad|a ))/,
  /\b(?:phone|short|quick) call (?:from|with) (?:you|your|someone|somebody|a)\b/,
  /(?<!until |before )\b(?:a|an|one|real|actual|any) humann?\b(?! or (?:a |an )?(?:machine|bot|robot|computer))|\bask(?:ed|ing)? for a (?:person|human)\b|\bhumann? being\b|\b(?:anybody|anyone|someone|somebody) real\b/,
  /\b(?:one|some|any) of your (?:people|colleagues|humans|staff|team)\b.{0,40}\b(?:contact|call|touch|take|answer|help|read|look|reach|write)/,
  /\b(?:give|get|find|send|put) me (?:a|an|your|the) (?:person|agent|manager|supervisor|colleague|employee)\b(?: (?:please|now|instead|on))?/,
  /\b(?:want|need|prefer) (?:a|some) (?:person|people) (?:to (?:read|look|answer|help|handle|check|see|deal|reply)|please|now|instead|on this|here)/,
  /(?<!\b(?:do|can|could|should|may) (?:i|we) |\bway to )\b(?:hand|pass) (?:me|this|it) over(?:$| please| now)|\bpassed on to (?:a|an|some|your)\b/,
  /\b(?:member of (?:staff|your team|the \w+ team)|colleague of yours)\b.{0,30}\b(?:took|take|call|contact|answer|help|look|reach|write|touch)/,
  /\bgive me a (?:call|ring)\b/,
  /\b(?:have|get|let|ask) (?:someone|somebody|a person|one of your \w+|your \w+) (?:to )?(?:call|phone|ring|contact|write|email|reach|get back to|answer|help)\b/,
  /\b(?:someone|somebody|a person|a human) (?:from your (?:team|support|side|company) )?(?:should|must|needs to|has to|please|to) (?:please )?(?:call|phone|ring|contact|get in touch|get back|reach out|look)\b/,
  /\b(?:can|could|will|would) (?:someone|somebody|a person|a human|a real person) (?:from your (?:team|support|side|company) )?(?:please )?(?:call|phone|ring|contact|take over|get in touch|get back to|talk to|speak to)\b/,
  /\blet me (?:talk|speak) (?:to|with)\b/,
  /\bi (?:only|just) (?:talk|speak) to (?:people|humans|a person)\b/,
  /\bescalate (?:this|it|my (?:case|ticket|issue|problem))\b/,
  /\bcall ?back (?:please|requested|today|asap)\b|\brequest(?:ing)? a call ?back\b/,
];

const refusals: readonly RegExp[] = [
  new RegExp(
    `\\b(?:stop|enough|tired|sick|done|fed up)(?: \\w+){0,3} (?:of |with |the |this |these |more )*${machine}\\b`,
  ),
  // Only with English words between: “no” begins half of all sentences in Spanish.
  new RegExp(
    `\\bno(?: (?:more|longer|other|further|such|way|to|for|talking|stupid|useless|dumb|annoying|damn|thanks|thank|you|please|of|with|the|this|these|your|an?|any)){0,4} ${spokenTo}\\b`,
  ),
  new RegExp(
    `\\b(?:do not|don t|dont|not|never|won t) (?:want to |like to |wish to |going to )?(?:talk|speak|chat|deal|discuss)(?:ing)? (?:to|with) (?:a |an |this |your |the )?${machine}\\b`,
  ),
  new RegExp(`\\b(?:do not|don t|dont) want (?:a |an |this |your |any )?${machine}\\b`),
  new RegExp(
    `\\b(?:not|instead of|rather than|other than) (?:a |an |this |your |the )?${machine}\\b`,
  ),
];

const negation =
  /\b(?:(?:do not|don t|dont|does not|doesn t|did not|didn t|no|not|never|needn t|need not|without|rather not|instead of|rather than|no longer)(?: (?:really|actually|even|yet|necessarily|want|wanna|need|have|having|wish|like|asking|ask|looking|necessary|talk|talking|speak|speaking|chat|with|to|for|a|an|any|the|me|you))*)\s*$/;
const declined =
  /\b(?:do not|don t|dont|no need|needn t|need not|not|without|rather not)\b(?: \w+){0,6} (?:human|person|agent|people|someone|somebody|representative|operator|call)\b/;

export const englishPersonPatterns: PersonPatterns = {
  requests,
  refusals,
  negatedBefore: negation,
  negatedInside: /\bno (?:human|person|agent|one)\b/,
  declined,
};
