import type { UrgencyPatterns } from './urgency-patterns.ts';

// Whoever is stopped: people, not one of their files.
const everybody =
  '(?:niemand|keiner|alle|(?:das|unser) (?:ganzes? |gesamtes? )?(?:team|buro)|die (?:ganze|gesamte) (?:firma|abteilung|mannschaft)|unsere (?:ganze|gesamte) (?:firma|abteilung)|(?:alle )?unsere (?:leute|mitarbeiter|nutzer|kollegen)|wir alle)';
const system =
  '(?:seite|webseite|website|app|api|server|dienst|system|systeme|plattform|anmeldung|login|portal|anwendung)';
const day =
  '(?:heute|heute abend|morgen|ubermorgen|mittag|mitternacht|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|ende der woche|wochenende|feierabend|monatsende)';

export const germanUrgencyPatterns: UrgencyPatterns = {
  outage: new RegExp(
    `\\b(?:(?:kann|konnen) sich (?:hier |heute |seit \\w+ )*(?:niemand|keiner)(?: \\w+){0,3} (?:anmelden|einloggen)|${everybody} (?:kann|konnen|kommt|kommen)(?: (?:sich|mehr|noch|hier|seit \\w+|heute|nicht|gerade|rein))* (?:arbeiten|anmelden|einloggen|rein|hinein|mehr rein)|${everybody} (?:ist|sind) (?:komplett )?(?:ausgesperrt|blockiert|lahmgelegt)|(?:alles|${system}) (?:ist|sind|liegt|liegen)(?: (?:seit|komplett|vollig|ganz|total|wieder|schon|\\w+ stunden?|gerade|einer|stunde|heute|morgen))* (?:ausgefallen|offline|down|nicht erreichbar|unerreichbar|lahm|tot)|(?:komplette|totale|vollstandige|grosse)[rn]? ausfall|totalausfall|(?:wir|ich) (?:konnen|kann) (?:uberhaupt |gar |seit \\w+ )?nicht (?:mehr )?arbeiten|steht alles still|der betrieb steht|arbeit steht still)\\b`,
  ),
  security:
    /\b(?:(?:wurden?|worden|bin|sind|ist)(?: (?!nicht|nie |kein)\w+){0,3} (?:gehackt|kompromittiert|ubernommen worden|gekapert)|konto (?:(?!nicht|nie )\w+ ){0,3}gehackt|(?:datenleck|datenpanne|datenschutzverletzung|sicherheitslucke|sicherheitsvorfall|hackerangriff|cyberangriff|ransomware)|(?:jemand|ein fremder|ein unbekannter|eine fremde person|ein angreifer)(?: (?:fremdes|anderes|unbekanntes))? (?:hat sich|ist)(?: \w+){0,5} (?:mein|unser)(?:e[mnr]?)? \w+(?: \w+){0,3} (?:angemeldet|eingeloggt|eingedrungen)|(?:passwort|token|schlussel|zugangsdaten|daten|laptop|handy|notebook)(?: (?!nicht|nie |kein)\w+){0,3} (?:gestohlen|geklaut|entwendet|geleakt|veroffentlicht)|(?:unbefugte[rn]?|unberechtigte[rn]?|unautorisierte[rn]?) (?:zugriffe?|zugang|anmeldung(?:en)?|person|dritte)|(?:sehe|sieht|sehen)(?: \w+){0,2} (?:rechnungen|daten|kunden|projekte|konten) (?:von )?(?:anderer|fremder|anderen) (?:kunden|firmen|unternehmen|nutzer))\b/,
  legal:
    /\b(?:(?:rechts)?anwalt(?:e|es|in)?|rechtsanwaltin|anwalten|klage (?:einreichen|erheben|gegen)|(?:sie|euch) verklagen|vor gericht|gerichts(?:termin|verfahren|beschluss)|rechtliche schritte|rechtsabteilung|abmahnung|datenschutzbehorde|verbraucherzentrale|verbraucherschutz|strafanzeige|vertragsbruch|dsgvo (?:anfrage|beschwerde|verstoss|auskunft)|einstweilige verfugung|mahnbescheid)\b/,
  deadline: new RegExp(
    `\\b(?:frist (?:ist|endet|lauft|lief)(?: \\w+)? (?:heute|morgen|ab|am|in|${day})|(?:brauche|brauchen|mussen|muss|abgabe|fallig|spatestens)(?: (?!nicht )\\w+){0,6} bis (?:(?:spatestens|zum|zu|kommenden|nachsten) )*(?:${day}|\\d{1,2} uhr)|spatestens (?:bis )?(?:am |um )?(?:${day}|\\d{1,2} uhr)|in (?:einer|zwei|drei|1|2|einer halben) stunden?(?! (?:von|arbeit))|(?:lauft|endet|verfallt)(?: \\w+)? (?:heute|morgen|heute nacht) ?(?:ab|aus)?|vor (?:der |dem )?(?:lohnabrechnung|gehaltsabrechnung|betriebsprufung|wirtschaftsprufung|steuerprufung)|(?:abgabe|stichtag)(?: \\w+)? (?:ist )?(?:heute|morgen|${day}))\\b`,
  ),
  money_lost:
    /\b(?:(?:verliere[n]?|verloren|verlier)(?: (?:\w+ ){0,4})? ?(?:geld|umsatz|kunden|auftrage|euro|dollar)|(?:doppelt|zweimal|dreimal|mehrfach|erneut|zu viel|zuviel) (?:abgebucht|belastet|berechnet|bezahlt|eingezogen)|(?:doppelte|unberechtigte|falsche|unerlaubte) (?:abbuchung|belastung|zahlung|buchung)(?:en)?|(?:geld|zahlung|zahlungen|uberweisung|guthaben)(?: \w+){0,3} (?:verschwunden|weg|verloren|nicht angekommen)|kostet uns (?:\w+ ){0,4}(?:pro|jede|die|am) (?:minute|stunde|tag)|(?:abgebucht|belastet|eingezogen)(?: \w+){0,4} ohne (?:meine|unsere) (?:zustimmung|erlaubnis|einwilligung)|ohne (?:meine|unsere) (?:zustimmung|erlaubnis|einwilligung)(?: \w+){0,4} (?:abgebucht|belastet|eingezogen))\b/,
  demand:
    /\b(?:dringend(?:e|es|er|en|st)?|eilig|eilt|notfall|asap|schnellstmoglich|so schnell wie moglich|so bald wie moglich|umgehend|unverzuglich|(?<!ab )sofort(?! (?:sichtbar|aktiv|wirksam|gultig|verfugbar|berechnet|abgebucht|bezahlt))|auf der stelle|kritisch(?:es|er)?|datenverlust|(?:alle )?(?:unsere|meine) (?:ganzen )?daten (?:sind )?(?:weg|verloren|verschwunden)|(?:alle )?(?:unsere|meine) daten verloren)\b/,
  negatedBefore:
    /\b(?:nicht|kein(?:e[nmrs]?)?|nie|niemals|ohne|nichts|weder)(?: (?!aber |sondern )\w+){0,2} $/,
  negatedAfter: /^(?: \w+){0,2} (?:nicht|nie)\b/,
  calm: /\b(?:keine eile|nicht eilig|nicht dringend|eilt nicht|nichts dringendes|(?:das|es) hat (?:noch |ruhig )?zeit(?! (?:erfasst|gebucht|eingetragen|auf))|wenn sie (?:mal )?zeit haben|wann immer sie (?:zeit haben|konnen)|lassen sie sich (?:ruhig )?zeit|nur (?:aus neugier|interessehalber)|aus (?:reiner )?neugier|rein interessehalber|kein stress|bei gelegenheit|ohne eile|nur so aus interesse)\b/,
};
