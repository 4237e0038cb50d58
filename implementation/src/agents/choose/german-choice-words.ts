import { wordSet } from '../reading/courtesy.ts';
import { type ChoiceWords, numbered } from './choice-words.ts';

const endings = ['e', 'er', 'es', 'en', 'em'];
const inflected = (stem: string): string => endings.map((ending) => stem + ending).join('|');
const ordinalStems = 'erst zweit dritt viert funft sechst siebt acht neunt zehnt'.split(' ');

const these =
  '(?:davon|dabei|darunter|(?:von |aus )?(?:diesen?|dieser|denen|den|der)(?: (?:artikeln?|optionen|vorschlagen?|titeln?|dreien|vieren|beiden))?)';
const fits =
  '(?:pass(?:t|en)|trifft zu|treffen zu|hilft|stimmt|ist (?:es|richtig|das richtige|dabei)|war dabei)';
const somethingElse =
  '(?:(?:et)?was (?:ganz )?andere[sn]?|(?:(?:ein|eine) )?andere[rsn]?(?: (?:thema|frage|artikel))?)';

export const germanChoiceWords: ChoiceWords = {
  cardinals: numbered('eins zwei|zwo drei vier funf sechs sieben acht neun zehn'),
  ordinals: numbered(ordinalStems.map(inflected).join(' ')),
  ofTwo: new Map(
    endings.flatMap((ending) => [
      [`erster${ending}`, 1],
      [`letzter${ending}`, 2],
    ]),
  ),
  ordinalFigure: /^(\d{1,2})te[rsnm]?$/,
  last: wordSet(inflected('letzt').replaceAll('|', ' ')),
  beside: wordSet(`die der das den dem es ist ware war ja genau ich meine meinte meinen nehme nehm
    wahle mochte will hatte gern gerne lieber eher nummer nr option antwort artikel punkt thema titel
    vorschlag glaube denke wohl doch eigentlich mit zu zum zur`),
  afterOrdinal: wordSet('davon von diesen denen dieser'),
  joining: wordSet('und oder sowie beide entweder'),
  counting: /\b(?:diese|alle|beide) (?:zwei|drei|vier|funf)\b/,
  polite:
    /\b(?:bitte(?: schon| sehr)?|(?:vielen |herzlichen |besten )?dank(?:e)?(?: schon| sehr)?|dankeschon|hallo|moin|guten (?:tag|morgen|abend)|sorry|entschuldigung|ok|okay|also|warte|moment|hmm?|tja|naja|na ja|ah|oh|dann)\b/g,
  none: new RegExp(
    `^(?:(?:nein|ne|nee|no|leider|ich meine|ich meinte|es ist|das ist|ist) )*(?:n|nein|ne|nee|noe|nicht wirklich|nicht ganz|eher nicht|leider nicht|leider nein|(?:keine?[rsnm]?|keins|nichts)(?: ${these})?(?: leider)?(?: ${fits})?|weder noch|(?:das )?(?:passt|stimmt) (?:leider )?(?:alles )?nicht|(?:ist )?(?:leider )?nicht dabei|${somethingElse})$`,
  ),
  yes: /^(?:(?:ja|jep|jawohl|genau|richtig|stimmt) )*(?:j|ja|jep|jawohl|genau|exakt|richtig|korrekt|stimmt|genau (?:das|die|der|den|dies)|(?:genau )?(?:das|die|der|dies)(?: ist (?:es|richtig|er|sie)| passt| stimmt| meine ich| meinte ich| da)?|ist es|gerne?|passt)$/,
  several:
    /^(?:(?:ich meine|ich meinte|es sind|ja) )*(?:(?:alle[ns]?|beide[ns]?|einige|irgendeine?[rsn]?|ein(?:e[rs]?|s)|(?:die|diese|alle) (?:beiden|zwei|drei|vier|funf))(?: (?:davon|von (?:diesen|denen|beiden)|zwei|drei|vier|funf|artikel|themen))*|egal(?: welche[rsn]?)?)$/,
  negations:
    wordSet(`nein nicht nichts kein keine keinen keinem keiner keines keins nie niemals ohne
    weder ausser statt`),
  pointing:
    /^(?:(?:ja|genau|ich meine|ich meinte|es ist|eher) )*(?:(?:das|die|der|den|dem) (?:mit|zu|zum|zur|uber|von|vom)|(?:der|den) (?:artikel|punkt|titel)|das thema) |^(?:ja )?ich (?:meine|meinte) /,
  asking:
    /\b(?:wie|was|warum|wieso|weshalb|wo|woher|wohin|wann|wer|wen|wem|wessen|welche[rsnm]?|kann|konnte|konnen|konnten|gibt es|soll|muss|darf)\b/,
};
