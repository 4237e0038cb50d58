const englishSuccess =
  '(?:work|works|worked|working|help|helps|helped|helping|helpful|solve|solves|solved|fix|fixes|fixed|right|correct|resolved|useful|true|change anything|what i (?:asked|meant|need|needed|wanted))';

const english: readonly RegExp[] = [
  new RegExp(
    `\\b(?:did|does|do|has|have|is|was|are|were|could|can|would) ?(?:not|nt|n t)(?: \\w+){0,3} ${englishSuccess}\\b`,
  ),
  new RegExp(`\\b(?:not|never|hardly|nothing)(?: \\w+)? ${englishSuccess}\\b`),
  /\bstill (?:the same|broken|stuck|failing|fails|wrong|nothing|not|no|doesnt|isnt|wont|cant|happening|happens)\b/,
  /\b(?:that|this|it|answer|which)(?: is| was|s)? (?:wrong|useless|unhelpful|nonsense|incorrect|rubbish|no help|no use)\b/,
  /\b(?:no luck|no use|to no avail|wrong answer|same (?:problem|error|issue) (?:again|as before)|makes no sense|not it)\b/,
  /^(?:no|nope|nah|wrong|useless|unhelpful)(?: (?:thanks|thank you|sorry|it|that|is|not))*$/,
];

/** What may stand between a German verb and its “nicht” and says no more: not “das”, as in a question. */
const germanMeanwhile =
  '(?: (?:mir|uns|leider|gar|auch|immer|noch|trotzdem|so|hier|jetzt|wirklich|uberhaupt|einfach|weiterhin|bei|damit|ja|aber|mein|meine|das problem|die frage|die losung|meine frage|mein problem|dadurch|wieder|bisher|sehr|besonders|ganz|alles))*';
const german: readonly RegExp[] = [
  // Es geht nicht; geht leider immer noch nicht
  new RegExp(
    `(?:^|\\b(?:das|dies|es|die losung|der link|die antwort|die anleitung|hier|warum|wieso|und|aber|nein|leider|doch|ja|sorry|danke|hmm) )(?:es |das )?(?:funktioniert(?:e)?|geht|ging|klappt(?:e)?|hilft|half|stimmt(?:e)?|passt(?:e)?|lost|beantwortet|bringt|nutzt)(?: (?:das|es))?${germanMeanwhile} (?:nicht|nichts|nix)\\b(?! (?:auch|nur|mehr als))`,
  ),
  // Das hat nicht geholfen
  new RegExp(
    `\\b(?:hat|haben|hatte)(?: (?:das|es))?${germanMeanwhile} (?:nicht|nichts|nix|kein(?:e[nr]?)? stuck|wenig|kaum)(?: \\w+)? (?:geholfen|funktioniert|geklappt|gebracht|genutzt|gelost|behoben|gestimmt|weitergeholfen|beantwortet)\\b`,
  ),
  /\b(?:ist|war|wurde|wird)(?: (?:das|es|damit|leider|aber|auch|immer|noch|mir))* (?:nicht|keine?) (?:\w+ )?(?:hilfreich|richtig|korrekt|gelost|behoben|nutzlich|hilfe|losung|erledigt|beantwortet|die antwort|das was|das problem|meine frage|was ich)\b/,
  /\b(?:das|dies|es|die antwort|ihre antwort)(?: (?:ist|war|leider|aber|doch|alles|einfach|vollig|ganz))* (?:falsch|verkehrt|unsinn|quatsch|nutzlos|unbrauchbar|blodsinn|inkorrekt|daneben)\b/,
  /\b(?:immer noch|weiterhin|nach wie vor|noch immer) (?:das (?:gleiche|selbe)|dasselbe|de[nr] (?:gleichen?|selben?)|derselbe|denselben|nicht|kein\w*|nichts|kaputt|falsch|ein fehler|fehler|probleme?)\b/,
  /\b(?:problem|fehler) (?:besteht|bleibt|tritt|ist)(?: \w+){0,2} (?:weiterhin|immer noch|noch|weiter|da|bestehen|nicht (?:weg|gelost|behoben))\b/,
  /\b(?:danach|das|so) (?:habe|hatte|hab) ich (?:doch |aber |gar )?nicht (?:gefragt|gemeint|gesucht|gewollt|wissen wollen)\b|\bnicht (?:das )?was ich (?:gefragt|gemeint|gesucht|brauche|wollte|wissen|suche)\b|\bnicht meine frage\b/,
  /\b(?:ohne erfolg|kein erfolg|keinen erfolg|falsche antwort|nicht hilfreich|keine hilfe|bringt nichts|nutzt nichts|hilft nichts|hilft nicht weiter|hilft mir nicht|kein(?:en)? (?:bisschen|stuck) (?:geholfen|weiter))\b/,
  /^(?:nein|nee|ne|no|noe|nicht wirklich|leider nicht|leider nein|falsch|nutzlos|unbrauchbar|vergeblich)(?: (?:danke|leider|sorry|das|nicht|es|ist|tut|noch|immer))*$/,
];

const spanishNot =
  'no(?: (?:me|nos|te|se|lo|la|le|ha|han|he|habia|esta|estaba|fue|era|es|ni|ha sido|sirve|siquiera|parece))*';
const spanish: readonly RegExp[] = [
  new RegExp(
    `\\b${spanishNot} (?:funcion(?:a|o|aba|ado|ando)|sirv(?:e|io|ia|iendo)|servido|ayud(?:a|o|aba|ado)|resuel(?:ve|to)|resolvio|solucion(?:a|o|ado)|arregl(?:a|o|ado)|correcto|correcta|util|valido|vale|valio|respond(?:e|io|ido)|contest(?:a|o|ado)|cambia nada|ayuda en nada)\\b`,
  ),
  /\bno (?:es|era|fue) (?:eso|lo que|lo mismo que|la respuesta|cierto|verdad|asi|mi (?:problema|pregunta|caso))\b/,
  /\bno (?:me |nos )?(?:ha |han )?(?:sido |es |fue )?(?:de |nada |muy )?(?:ninguna ayuda|mucha ayuda|gran ayuda|ayuda|utilidad)\b/,
  /\b(?:sigue|siguen|sigo|continua|continuo|persiste)(?: (?:igual|con (?:el|los) mism\w+|teniendo|dando|saliendo|apareciendo|el|sin|fallando|roto|mal|el problema|el error|pasando))(?: \w+)?/,
  /\b(?:eso|esto|esa respuesta|la respuesta|tu respuesta|su respuesta)(?: (?:no|es|esta|era|fue|estaba|tampoco))* (?:mal|incorrect[oa]|fals[oa]|equivocad[oa]|inutil|erroneo|erronea|una tonteria|un sinsentido|absurdo|sirve|ayuda)\b/,
  /\b(?:respuesta (?:equivocada|incorrecta)|sin exito|no hubo suerte|no hay suerte|ni caso|el mismo (?:problema|error)(?: de (?:antes|siempre))?$|mismo (?:problema|error) (?:otra vez|de nuevo|que antes)|todavia no (?:funciona|va|puedo|sirve)|aun no (?:funciona|va|puedo|sirve)|no hay manera|no sirve de nada|tampoco (?:funciona|funciono|sirve|sirvio|ayuda|va))\b/,
  /\bno (?:te |os |le )?(?:pregunte|preguntaba|preguntado|he preguntado) eso\b|\bno (?:te |le |os )?(?:he )?pregunt(?:e|aba|ado) (?:eso|por eso|esto)\b/,
  /^(?:no|nop|nada|que va|incorrecto|inutil|falso|mal|en absoluto|para nada|tampoco|no mucho|no del todo)(?: (?:gracias|eso|es|no|lo siento|nada|perdon|de eso|realmente))*$/,
];

/** That something failed. Texts are in normal form, with apostrophes gone and other marks as spaces. */
export const failurePatterns: readonly RegExp[] = [...english, ...german, ...spanish];
