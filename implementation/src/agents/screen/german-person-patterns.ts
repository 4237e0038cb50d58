import type { PersonPatterns } from './person-patterns.ts';

const determiner =
  '(?:einen?|einem|einer|eines|eine|d(?:er|ie|as|en|em)|ihr(?:e[nmrs]?)?|eure[nmrs]?|euer|dein(?:e[nmr]?)?|irgendeine?[nmr]?|so einem|ne[nmr]?)';
const real =
  '(?:echt|real|wirklich|lebend|lebendig|menschlich|zustandig|verantwortlich|kompetent|richtig|personlich)(?:e[nmrs]?)?';
// A colleague or a team may be the customer's own: those of the desk are said to be.
const being =
  '(?:mensch(?:en)?|person|(?:kunden|support|service|chat)?(?:mitarbeiter|berater|betreuer)(?:in|n)?|ansprech(?:partner(?:in|n)?|person)|sachbearbeiter(?:in|n)?|(?:support|live|service)? ?agent(?:en|in)?|vorgesetzten?|chef(?:in)?|manager(?:in)?|geschaftsfuhrer(?:in)?|(?:live ?|kunden)?support(?: ?team)?|kunden(?:dienst|service|betreuung)|techniker(?:in)?|operator|zustandigen|verantwortlichen|(?<=(?:ihrem|ihrer|ihren|eurem|eurer|euren|einem ihrer|einer ihrer) )(?:kolleg(?:en|in)|team|leuten?))';
const somebody =
  '(?:(?:irgend)?jemand(?:en|em)?|irgendwem|irgendwen|echten menschen|menschen)(?: (?:echte[mns]|richtige[mns]|anderem|anders))?';
/** Whose, or from where. */
const ofYours =
  '(?: (?:von (?:ihnen|euch)|(?:aus|von|in) (?:ihrem|eurem|ihrer|eurer|dem|der) \\w+|vom \\w+))?';
const someBeing = `(?:(?:(?:${determiner} )+(?:${real} )*${being}|(?:${real} )+${being}|${somebody}|(?:dem |ihrem |eurem |live ?)?support|(?:eine[nm]? )?kollegen von (?:ihnen|euch))${ofYours})`;
const talking =
  '(?:sprechen|reden|telefonieren|chatten|unterhalten|verbunden werden|schreiben|kommunizieren)';
/** What stands between whom one wants to talk to and the verb, and says no more. */
const meanwhile =
  '(?: (?:direkt|jetzt|sofort|bitte|mal|kurz|lieber|gern|gerne|personlich|telefonisch|am telefon|per telefon|per chat|daruber|dazu|druber|hier|heute|zu|uber (?:das|dies|diese|meine|mein|den|die)(?: \\w+)?|wegen (?:\\w+ )?\\w+))*';
const surelyHuman = `(?:${real} )*(?:mensch(?:en)?|menschliche[nr]? \\w+|(?:kunden|support|service)(?:mitarbeiter|berater|betreuer)(?:in|n)?|ansprechpartner(?:in)?|ansprechperson|(?:support ?|live ?)agenten?|mitarbeiter(?:in)?|vorgesetzten?)|(?:${real} )+(?:person|agenten?)`;
/** Behind whom one wants, where nothing is to be done with them: a German verb comes last. */
const noMore =
  '(?=$| (?:bitte|sprechen|haben|erreichen|ans telefon|am telefon|an der leitung|hier|jetzt|sofort|der|die das|von ihnen|von euch|aus ihrem|aus eurem|und (?:kein|nicht)|statt|anstatt|dazu|danke|um))';
const machine =
  '(?:(?:chat)?bots?|robotern?|roboters?|maschinen?|computern?|ki|automat\\w*|assistenten?)';
const bot = '(?:(?:chat)?bots?|roboter[ns]?|maschinen?)';
const thisOne =
  '(?:(?:diese[nmrs]?|dem|den|der|des|eine[nmrs]?|ihre[nmrs]?|eure[nmrs]?|so|blode[nmrs]?|dumme[nmrs]?) )*';
const please = '(?: (?:bitte|jetzt|sofort|danke|gesucht|gewunscht|her|ans telefon|sprechen|mal))*';

const requests: readonly RegExp[] = [
  // mit einem Menschen sprechen
  new RegExp(`\\bmit ${someBeing}${meanwhile} (?:zu )?${talking}\\b`),
  new RegExp(`\\bmit wem (?:kann|konnte|darf|soll) (?:ich|man|wir)(?: \\w+){0,3} ${talking}\\b`),
  new RegExp(
    `\\b(?:wie|wo|nur|lieber) (?:spreche|rede|chatte|telefoniere) ich(?: \\w+){0,2} mit ${someBeing}`,
  ),
  new RegExp(
    `\\bich (?:spreche|rede|chatte|telefoniere|schreibe) (?:nur|lieber|gern|gerne|ausschliesslich|bloss)(?: noch)? mit ${someBeing}`,
  ),
  // Ihren Vorgesetzten sprechen
  new RegExp(
    `\\b(?:${determiner} (?:${real} )*${being}|(?:irgend)?jemanden)${ofYours}${meanwhile} (?:sprechen|erreichen)\\b`,
  ),
  // einen Menschen, bitte
  new RegExp(
    `\\b(?:brauche|brauchen|will|wollen|mo?e?chten?|wunsche|verlange|verlangen|benotigen?|bevorzuge|hatten? gerne?|nehme|fordere|geben sie|gib|gebt|holen sie|hol|holt|schicken sie|kann ich|konnte ich|darf ich|konnen wir|bekomme ich|kriege ich)(?: (?:ich|wir|mir|uns|bitte|hier|jetzt|lieber|gerne?|sofort|endlich|nur|mal|einfach|dringend|auch))* (?:${determiner} )*(?:${surelyHuman})${noMore}`,
  ),
  new RegExp(
    `^(?:(?:bitte|nur|jetzt|hallo|einfach|lieber|${determiner}|${real}) )*(?:menschen|(?<= )mensch|mensch(?= )|(?:kunden|support|service)?(?:mitarbeiter|berater|betreuer)(?:in)?|ansprechpartner(?:in)?|(?:support |live ?)?agent|(?<= )person|person(?= bitte)|kunden(?:service|dienst|betreuung)|kundensupport|operator|menschliche (?:hilfe|unterstutzung)|menschlicher support)${please}$`,
  ),
  /\b(?:an|von|durch|fur|auf) einen? menschen\b|\b(?:von|bei) einem (?:\w+ )?menschen\b/,
  /\b(?:echte[rn]?|reale[rn]?|lebende[rn]?|lebendige[rn]?|menschliche[rn]?) (?:mensch(?:en)?|mitarbeiter(?:in)?|ansprechpartner(?:in)?|support|hilfe|unterstutzung|berater|kundenservice)\b|\brichtige[rn]? mensch(?:en)?\b/,
  /\b(?:irgend)?jemand(?:en|em)? (?:echte[sn]|echtem|richtige[sn]|richtigem|lebendige[sn]|menschliche[sn])\b/,
  // verbinden Sie mich
  new RegExp(
    `\\b(?:verbinden?|verbindet|stellen?|stellt|leiten?|leitet|geben|gebt|gib|ubergeben|ubergib|schicken?|reichen?)(?: (?:sie|du|mich|uns|das|es|dies|mein(?:e[nm]?)? \\w+|bitte|jetzt|direkt|doch|mal|sofort|gleich|weiter)){1,6} (?:mit|zu|an|ans) ${someBeing}`,
  ),
  new RegExp(
    `\\b(?:(?:ko?e?nnen|ko?e?nnten|wurden) sie|(?:kannst|konntest) du|(?:konnt|konntet) ihr) (?:mich|uns|das|es|dies|mein(?:e[nm]?)? \\w+)(?: (?:bitte|jetzt|direkt|mal|sofort|gleich))* (?:mit|zu|an) ${someBeing} (?:verbinden|weiterleiten|weitergeben|ubergeben|durchstellen|weiterverbinden|stellen)\\b`,
  ),
  /\b(?:mich|uns)(?: (?!nicht\b)\w+){0,3} (?:durch(?:zu)?stellen|weiterverbinden|weiterzuverbinden)\b|\bstellen sie mich(?: (?!nicht\b)\w+){0,4} durch\b/,
  // rufen Sie mich an
  /\b(?:rufen sie|ruft|ruf)(?: (?:bitte|doch|mal))* (?:mich|uns)(?: (?!nicht\b)\w+){0,6} (?:an|zuruck)\b/,
  /\b(?:(?:ko?e?nnen|ko?e?nnten|wurden) sie|(?:kannst|konntest) du|(?:konnt|konntet) ihr|(?:kann|konnte|soll)(?: mich| uns)?(?: bitte)? (?:bitte )?jemand)(?: (?:mich|uns))?(?: (?!nicht\b)\w+){0,5} (?:anrufen|zuruckrufen)\b/,
  /\b(?:bitte|bitten|wunsche|mo?e?chten?|brauche|erwarte|hatte gerne?|verlange)(?: (?:ich|um|einen|ihren|euren|gerne?|dringend|sofortigen|baldigen))* (?:ruckruf|anruf)(?=$| (?:von (?:ihnen|euch|jemandem)|bitte|heute|morgen|unter|erbeten|noch))/,
  /^(?:bitte )?(?:um )?(?:ruckruf|anruf)(?: (?:bitte|erbeten|gewunscht|dringend|heute|morgen))*$|\bruckruf (?:bitte|erbeten|gewunscht)\b/,
  /\bmelden sie sich(?: (?!nicht\b)\w+){0,3} (?:telefonisch|bei mir|bei uns)\b/,
  /\b(?:kann|konnte|soll) sich (?:(?:bitte|mal|denn) )*jemand(?: (?!nicht\b)\w+){0,6} (?:melden|kummern)\b/,
  /\bjemand (?:von (?:ihnen|euch)|aus (?:ihrem|eurem) \w+|vom (?:support|kundendienst|team))(?: (?!nicht\b)\w+){0,6} (?:anrufen|zuruckrufen|melden|kummern|ansehen|anschauen|ubernehmen|antworten|helfen|kontaktieren)\b/,
  /\bjemand (?:soll|muss|sollte)(?: bitte)? (?:mich|uns|sich)(?: \w+){0,3} (?:anrufen|zuruckrufen|melden|kummern|kontaktieren)\b/,
  // ist da jemand?
  /\b(?:ist|sitzt|arbeitet|antwortet|liest|gibt es)(?: (?:denn|auch|uberhaupt|noch|das|bei ihnen|bei euch))* (?:hier|da|dort)(?: (?:denn|auch|uberhaupt|noch))* (?:(?:irgend)?jemand(?:en)?|(?:auch )?(?:ein(?:en)? )?mensch(?:en)?)(?=$| (?:da|hier|echtes|erreichbar|der|die|mit|am|im|anwesend))/,
  /\b(?:ist|gibt es)(?: (?:denn|auch|uberhaupt|noch))* (?:(?:irgend)?jemand(?:en)?|ein(?:en)? mensch(?:en)?)(?: \w+)? (?:da|hier|dort|erreichbar|verfugbar|im dienst|am anderen ende|mit dem ich (?:sprechen|reden))\b/,
  /\beskalier(?:en sie|e|t) (?:bitte )?(?:das|dies|es|mein(?:e[nm]?)? \w+|diesen? \w+|den fall)\b(?! (?:ich|man))/,
];

const refusals: readonly RegExp[] = [
  new RegExp(
    `\\b(?:nicht|nie|niemals|ungern)(?: \\w+){0,2} mit ${thisOne}${machine}(?: \\w+){0,3} (?:sprechen|reden|chatten|schreiben|diskutieren|kommunizieren|zu tun|streiten|unterhalten)\\b`,
  ),
  new RegExp(
    `\\b(?:rede|spreche|chatte|schreibe|diskutiere)(?: \\w+){0,2} (?:nicht|nie|ungern)(?: \\w+)? mit ${thisOne}${machine}\\b`,
  ),
  new RegExp(
    `\\bmit kein(?:em|er) ${machine}(?: \\w+){0,2} (?:sprechen|reden|chatten|schreiben)\\b`,
  ),
  new RegExp(
    `\\b(?:will|mo?e?chte|wollte|brauche|wollen|brauchen)(?: (?:ich|wir|hier|jetzt|einfach|bitte|gar|auch))* kein(?:e|en)?(?: \\w+)? ${bot}(?=$| (?:mehr|sondern|hier|bitte|als))`,
  ),
  new RegExp(
    `\\b(?:genug|schluss|stopp?|weg|fort)(?: (?:jetzt|endlich|mit|von|vom))* ${thisOne}(?:automatischen )?${bot}\\b`,
  ),
  new RegExp(`\\b${bot}(?: \\w+){0,2} (?:satt|leid)\\b|\\b(?:satt|leid) mit ${thisOne}${bot}\\b`),
  new RegExp(
    `^(?:und |bitte )*(?:keine?n? ${bot}|nicht (?:wieder )?(?:der|den|dem|ein|einen|von einem|diesen) ${bot})(?: mehr| bitte)*$|\\bkeine?n? ${bot} mehr\\b`,
  ),
  /^(?:bitte )*keine automatische(?:n)? antworten?(?: mehr| bitte)*$/,
  new RegExp(`\\b(?:statt|anstatt|anstelle)(?: von)? ${thisOne}${bot}\\b`),
];

const negation =
  '(?:nicht|kein(?:e[nmr]?)?|ohne|nie|niemals|statt|anstatt|braucht|muss (?:ich|man)|mussen wir)';
const between =
  '(?:unbedingt|extra|erst|wirklich|noch|mehr|zwingend|mit|zu|eine[nm]?|dass|dafur|dazu|bitte|gerne?|sofort|jetzt|direkt|personlich|ich|sie|du|mich|uns|hier|von|an)';

export const germanPersonPatterns: PersonPatterns = {
  requests,
  alone: /^(?:mensch|person)$/,
  refusals,
  // “Kann ich nicht mit jemandem sprechen?” is a wish all the same.
  negatedBefore: new RegExp(
    `(?<!\\b(?:kann|konnen|konnte|darf|durfen|warum|wieso|weshalb)(?: (?:ich|man|wir|hier|denn)){0,3} )\\b${negation}(?: ${between})* ?$`,
  ),
  negatedAfter:
    /^(?: \w+){0,2}? (?:(?:will|mo?e?chte|muss|brauche|wollte|soll|mag)(?: (?:ich|wir|man|dafur))* (?:nicht|auf keinen fall)\b|(?:ist|ware|war) (?:gar )?nicht (?:notig|notwendig|erforderlich))/,
  declined:
    /\b(?:nicht|kein(?:e[nmr]?)?|ohne)(?: \w+){0,6} (?:mensch(?:en)?|person|mitarbeiter\w*|(?:irgend)?jemand(?:en|em)?|ansprechpartner\w*|berater\w*|agent\w*|anruf|ruckruf|anrufen|anzurufen|zuruckrufen|zuruckzurufen|support|kundendienst)\b|\b(?:mensch(?:en)?|person|mitarbeiter\w*|jemand(?:en|em)?|anruf|ruckruf|rufen sie mich)(?: \w+){0,4} nicht\b/,
};
