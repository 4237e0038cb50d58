import { courtesyPhrases, inAnyLanguage } from '#src/algorithms/text/courtesy-phrases.ts';
import { type Courtesy, wordSet } from './courtesy.ts';
import { englishCourtesies } from './english-courtesies.ts';
import { germanCourtesies } from './german-courtesies.ts';
import { spanishCourtesies } from './spanish-courtesies.ts';

export const greeting: Courtesy = {
  start: new RegExp(
    `^(?:${inAnyLanguage(courtesyPhrases.greeting)}|buen dia|estimad[oa]s?)(?= |$)`,
  ),
  followers: wordSet(`there all everyone everybody folks team support help desk customer service sir
    sirs or madam and again you to the whom it may concern people friends
    damen und herren zusammen ihr das an alle kundendienst
    a todos todas equipo de soporte senores senoras amigos`),
};

export const closing: Courtesy = {
  start: new RegExp(
    `^(?:(?:(?:with|and) )?(?:(?:friendly|kind|kindest|best|warm|many) )?(?:regards|wishes|greetings)|${inAnyLanguage(courtesyPhrases.closing)}|(?:mit )?(?:freundliche|viele|liebe|beste|schone)n? gru|grusse|(?:un )?cordial saludos?)(?= |$)`,
  ),
  followers: wordSet(`sincerely faithfully truly and thanks from to you all cordial cordiales`),
};

const thanks: Courtesy = {
  start: new RegExp(
    `^(?:(?:and |so )?(?:(?:many|lots of|a thousand) )?(?:thanks|thank you|thx)|${inAnyLanguage(courtesyPhrases.thanks)}|dank)(?= |$)`,
  ),
  followers:
    wordSet(`so very much a lot again in advance ahead for your the any all time help support
    assistance patience effort attention reading looking into this it quick kind reply answer
    response and you everyone really kindly
    schon im voraus fur ihre eure deine die hilfe unterstutzung muhe zeit sehr
    de antemano por su tu la ayuda atencion tiempo`),
};

/** Everything that is said for politeness alone. */
export const courtesies: readonly Courtesy[] = [
  greeting,
  closing,
  thanks,
  ...englishCourtesies,
  ...germanCourtesies,
  ...spanishCourtesies,
];
