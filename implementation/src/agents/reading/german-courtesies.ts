import { type Courtesy, wordSet } from './courtesy.ts';

/** What is said in German for politeness alone, beside greetings, closings and thanks. */
export const germanCourtesies: readonly Courtesy[] = [
  {
    start: /^(?:ich |wir )?hoffen?(?= |$)/,
    followers:
      wordSet(`es ihnen euch dir geht gut sie ihr du haben hatten hattest hattet ein eine einen
      schones guten start tag woche wochenende mir uns jemand dass das dies diese mail nachricht
      erreicht bei alles in ordnung ist sind wohlauf konnen kann kannst konnt helfen weiterhelfen`),
  },
  {
    start: /^(?:ich |wir )?freuen? (?:mich|uns)(?= |$)/,
    followers:
      wordSet(`auf uber von ihre ihren eure deine eine baldige schnelle kurze antwort ruckmeldung
      nachricht hilfe ihnen euch dir zu horen bald schon sehr`),
  },
  {
    start: /^(?:ich |wir |es )?waren?(?= |$)/,
    followers:
      wordSet(`ich wir ihnen euch dir sehr dankbar nett uber fur ihre eure deine hilfe antwort
      unterstutzung eine einen jede kurze schnelle tipp hinweis wenn sie ihr du mir uns helfen
      weiterhelfen konnten konntest konntet konnen`),
  },
  {
    start:
      /^(?:ich )?(?:bitte )?(?:um )?(?:hilfe|hilf|helft|helfen sie|brauche (?:bitte |dringend )?hilfe)(?= |$)/,
    followers: wordSet('mir uns bitte danke dabei damit hierbei hiermit hier'),
  },
  {
    start:
      /^(?:bitte )?(?:kann|konnte|kannst|konntest|konnt|konntet|konnen|konnten)(?: (?:mir|uns|sie|du|ihr|jemand|bitte|da|hier|vielleicht)){1,4} (?:helfen|weiterhelfen)(?= |$)/,
    followers: wordSet('bitte dabei damit hierbei hier danke'),
  },
  {
    start:
      /^(?:(?:ich |wir )?wunschen? (?:ihnen|euch|dir|noch|allen)|(?:einen |ein |eine )?schone[nsr]? (?:tag|abend|woche|wochenende|feierabend))(?= |$)/,
    followers:
      wordSet(`noch ihnen euch dir und einen ein eine schonen schones schone guten gute tag abend
      woche wochenende feierabend`),
  },
  {
    start: /^(?:entschuldigung|entschuldigen sie|entschuldigt|entschuldige|verzeihung)(?= |$)/,
    followers:
      wordSet(`bitte fur die das diese storung umstande frage dumme blode vielleicht ist eine
      wenn noch einmal nochmal sie ich store`),
  },
];
