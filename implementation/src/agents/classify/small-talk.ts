import { courtesyPhrases } from '#src/algorithms/text/courtesy-phrases.ts';
import { normalizeWord } from '#src/algorithms/text/normalize.ts';

/** Whoever says more than this says something. */
const longest = 200;

const anyOf = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`^(?:${alternatives.join('|')})$`);

const { greeting: greets, thanks, closing } = courtesyPhrases;
const german = {
  greeting: `${greets.german}|servus`,
  thanks: `${thanks.german}|(?:vielen herzlichen|tausend) dank|dankeschon`,
};
const opening =
  '(?:(?:ok|okay|ah|oh|ja|si|super|prima|perfekt|perfecto|genial|vale|und|y|sehr gut|muy bien) )*';

// Each meets one clause, in normal form: lower case, without accents or punctuation.
const greeting = anyOf(
  `(?:${german.greeting})(?: (?:zusammen|ihr|an alle|liebes team|support|supportteam|team))*`,
  `(?:${greets.spanish}|buen dia)(?: (?:a todos|equipo|soporte|que tal|buen(?:os|as) (?:dias|tardes|noches)))*`,
);

const said = '(?:hilfe|antwort|info|infos|auskunft|ruckmeldung|unterstutzung|erklarung|tipp)';
const forIt = `(?:fur (?:die|den|ihre|eure|deine|ihren|diese) (?:\\w+ )?${said}|fur alles|fur ihre muhe)`;
const dicho = '(?:ayuda|respuesta|informacion|explicacion|atencion|rapidez|todo)';
const thanking = anyOf(
  `${opening}(?:${german.thanks})(?: (?:schon|sehr|ihnen|euch|dir|nochmal|nochmals|vielmals|auch|${forIt}))*`,
  `${opening}(?:${thanks.spanish}|muchisimas gracias)(?: (?:de nuevo|otra vez|de verdad|a todos|por (?:la|el|tu|su|vuestra|toda la)? ?(?:\\w+ )?${dicho}))*`,
  '(?:te|se|os|les) lo agradezco(?: mucho)?',
  '(?:muy|que) amables?',
);

const soon =
  '(?:jetzt|nun|sehr|super|wunderbar|prima|gut|sofort|endlich|wirklich|wieder|alles|total|perfekt|genau|bestens|einwandfrei)';
const bien =
  '(?:mucho|todo|bien|perfectamente|perfecto|ya|ahora|de nuevo|otra vez|muy bien|muchisimo|de maravilla|el problema|mi problema|a la primera)';
const solved = anyOf(
  `${opening}(?:(?:das|es|alles|jetzt|nun) )*hat (?:(?:mir|uns|alles|${soon}) )*(?:geholfen|funktioniert|geklappt|weitergeholfen)(?: ${soon})*`,
  `${opening}(?:(?:das|es|alles) )?(?:${soon} )*(?:funktioniert|klappt|geht|lauft|passt)(?: (?:das|es|alles|${soon}))*`,
  `${opening}(?:(?:das|mein|unser) )?problem (?:(?:ist|hat sich|wurde) )?(?:(?:damit|${soon}) )*(?:gelost|behoben|erledigt)`,
  `${opening}(?:(?:es|das|alles) )?(?:hat sich|ist|alles)?(?: ?(?:damit|schon|${soon}))* ?(?:erledigt|gelost)`,
  `${opening}(?:das (?:hat|war) )?(?:genau )?(?:das|was) (?:habe )?ich (?:habe )?(?:gesucht|gebraucht|wissen wollte|brauchte|suchte)(?: habe)?`,
  `${opening}(?:das|die antwort) war (?:(?:sehr|wirklich|genau|super) )*(?:hilfreich|die losung|das problem|richtig)`,
  `${opening}sie konnen (?:das|den fall|das ticket|die anfrage) schliessen`,
  `${opening}(?:(?:eso|esto|ya|ahora|por fin|al fin|todo) )*(?:(?:me|nos|lo|se) )?(?:(?:ha|han|he) )?(?:ya )?(?:funciona|funciono|funcionado|sirvio|servido|ayudo|ayudado|resuelto|solucionado|resolvio|soluciono)(?: ${bien})*`,
  `${opening}(?:(?:mi|el) )?problema (?:ya )?(?:esta )?(?:resuelto|solucionado|arreglado)`,
  `${opening}(?:ya )?(?:esta )?(?:todo )?(?:resuelto|solucionado|arreglado)`,
  `${opening}(?:eso )?(?:era|es) (?:justo|justamente|exactamente) lo que (?:buscaba|necesitaba|queria|buscabamos|necesitabamos)`,
  `${opening}(?:me |nos )?(?:(?:ha sido|fue|es) )?(?:muy util|de (?:gran|mucha) ayuda)`,
  `${opening}podeis cerrar(?:lo| el ticket| el caso)|${opening}pueden? cerrar(?:lo| el ticket| el caso)`,
);

const filler = anyOf(
  'ok|okay|ah|oh|ja|si|super|prima|perfekt|perfecto|toll|klasse|wunderbar|top|spitze|genial|estupendo|excelente|gut|vale|bien',
  'sehr gut|alles klar|verstanden|muy bien|todo claro|de acuerdo|entendido|que bien|bis dann|bis bald|tschuss|adios|hasta luego',
  '(?:ich wunsche )?(?:ihnen |euch )?(?:noch )?(?:einen |ein )?schone[ns] (?:tag|abend|wochenende)(?: noch)?',
  '(?:que tengas? )?(?:un )?buen (?:dia|fin de semana)|saludos',
  closing.german,
  closing.spanish,
);

/**
 * Whether a message in German or Spanish is a greeting or thanks and nothing else, by its words: as
 * long as nobody wrote examples in these languages for the classifier. English is left to it.
 */
export function smallTalkIn(text: string): 'greeting' | 'thanks' | null {
  if (text.length > longest || /[?¿\d]/.test(text)) return null;
  const clauses = normalizeWord(text)
    .split(/[.!,;:\n()¡–-]+| und | y /)
    .map((clause) => clause.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    .filter(Boolean);
  const has = (pattern: RegExp) => clauses.some((clause) => pattern.test(clause));
  const known = [greeting, thanking, solved, filler];
  if (!clauses.every((clause) => known.some((pattern) => pattern.test(clause)))) return null;
  if (has(thanking) || has(solved)) return 'thanks';
  return has(greeting) ? 'greeting' : null;
}
