import type { UrgencyPatterns } from './urgency-patterns.ts';

// Whoever is stopped: people, not one of their files.
const everybody =
  '(?:nobody|no one|none of us|all of us|everyone|everybody|the (?:whole|entire) (?:team|company|office|firm)|our (?:whole|entire) (?:team|company|office|firm)|all (?:our|my|of our) (?:people|staff|users|employees|colleagues))';
const stopped =
  '(?:can(?:not|t| t)? (?:even )?(?:work|log ?in|sign ?in|get in|do anything)|(?:is|are) (?:locked out|stuck|blocked|unable to work))';

export const englishUrgencyPatterns: UrgencyPatterns = {
  outage: new RegExp(
    `\\b(?:${everybody} ${stopped}|everything (?:is|has been|went) (?:completely )?down|(?:site|website|app|api|server|servers|service|system|systems|login|platform|workspace|portal|production) (?:is|are|has been|have been|went|keeps going) (?:completely |totally |all )?(?:down|offline|unreachable)|(?:complete|total|major|full) outage|(?:can(?:not|t| t) work at all)|work has (?:completely )?stopped|at a standstill)\\b`,
  ),
  security:
    /\b(?:(?:been|was|were|got) (?:hacked|compromised|breached|leaked|hijacked)|(?:data|security) (?:breach|leak)|(?:someone|somebody|a stranger|an attacker|intruder)(?: else)? (?:is|was|has been|got|has logged|logged|broke)(?: logged)? (?:in|into)|account (?:was |has been |got )?(?:taken over|stolen)|(?:password|token|key|credentials|data|records|laptop) (?:was|were|is|are|has been|have been|got) (?:stolen|leaked|exposed)|unauthori[sz]ed (?:access|login|logins|person|user)|ransomware|can see (?:another|other|someone else s|somebody else s) (?:customer|customers|client|clients|company|companies|people|users|data|invoice|invoices)( s)?)\b/,
  legal:
    /\b(?:lawyers?|attorneys?|solicitors?|legal (?:action|steps|notice|department|proceedings)|lawsuit|su(?:e|ing) (?:you|us)|take you to court|court (?:date|hearing|order|deadline)|subpoena|data protection authority|(?:file|filing|filed) a complaint with|consumer protection|breach of contract|gdpr (?:complaint|violation|request))\b/,
  deadline:
    /\b(?:deadline (?:is|was|ends|expires|today|tonight|tomorrow|in)|(?:due|needed|must be (?:done|sent|ready|filed|paid)|have to (?:send|file|submit|pay|finish)(?: \w+){0,3}|need (?:it|this|them|that)(?: \w+){0,3}) (?:by|before|within) (?:today|tonight|tomorrow|noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end of (?:the )?(?:day|week)|\w+ (?:hours?|minutes?)|this (?:morning|afternoon|evening)|\d+ ?(?:am|pm)?)|(?:within|in) (?:the|an|one|two|half an|1|2) hours?\b(?! of)|(?:expires|runs out|ends|closes) (?:today|tonight|tomorrow)|before (?:the )?(?:payroll|audit)(?: run)?)\b/,
  money_lost:
    /\b(?:los(?:e|es|ing) (?:\w+ ){0,3}(?:money|revenue|sales|customers|clients|orders|business|dollars|euros|pounds)|(?:charged|billed|debited|paid) (?:me |us |my card |our card )?(?:twice|double|two times|three times|again|too much)|double charge|overcharged|(?:money|payment|payments|funds|payout) (?:is|are|was|were|has|have) (?:gone|missing|lost|disappeared|vanished|been lost|been sent to the wrong)|costs us (?:\w+ ){0,3}(?:every|per|an?) (?:minute|hour|day)|(?:charged|billed|took|debited) (?:\w+ ){0,5}(?:without (?:my|our) (?:permission|consent)|by mistake|i never (?:ordered|bought)))\b/,
  demand:
    /\b(?:urgent(?:ly)?|emergency|asap|as soon as possible|right (?:now|away)|immediately|at once|critical(?:ly)?|data loss|los(?:t|ing) (?:all )?(?:our|my|the) data)\b/,
  negatedBefore:
    /\b(?:no|not|isn t|wasn t|never|without|nothing|aren t|don t|doesn t)(?: \w+){0,2} $/,
  calm: /\b(?:no (?:rush|hurry)|not urgent|isn t urgent|nothing urgent|whenever you (?:can|have|get)|when you have (?:time|a moment|a minute)|take your time|just (?:curious|wondering)|out of curiosity|low priority|at your convenience|no pressure)\b/,
};
