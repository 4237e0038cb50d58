/**
 * The same as the English list for German. Endings are written out, since words are only cut to
 * their stems as English ones are. A word that both languages have is in the English list alone.
 */
export const germanConcepts = `
anmelden | anmeldung | einloggen | einwählen | angemeldet | eingeloggt | reinkommen | hineinkommen | komme rein | komme nicht rein | zugang | zugänge | anmeldelink
abmelden | abmeldung | ausloggen | abgemeldet | ausgeloggt | rausgeworfen
gesperrt | sperre | sperrung | ausgesperrt | blockiert | aussperren | dichtgemacht | lässt mich nicht
passwort | kennwort | passwörter | passwörtern | kennwörter
vertippt | falsch eingegeben | fehlversuch | fehlversuchen | tippfehler
vergessen | vergaß | vergesse
zwei faktor | zweiter faktor | zweiten faktor | zwei faktor anmeldung | bestätigungscode
ersatzcode | wiederherstellungscode | notfallcode
e mail | nachricht | nachrichten
mailadresse | e mail adresse | emailadresse | postfach | mailadressen
löschen | gelöscht | lösche | löschung | löscht | entfernen | entferne | entfernt | loswerden | weggeworfen | weggeschmissen | wegwerfen | gelöschte | gelöschten
wiederherstellen | zurückholen | wiederbekommen | retten | rückgängig | wiederherstellung | zurückbekommen | kriege zurück | geholt | hole zurück
papierkorb | müll | mülleimer
versehentlich | aus versehen | irrtümlich | fälschlich | ausversehen
anlegen | erstellen | erstelle | hinzufügen | einrichten | neu anlegen | angelegt | erstellt | mache aus | machen aus
ändern | ändere | geändert | änderung | umstellen | stelle um | anpassen | bearbeiten | wechseln | wechsel | tauschen | austauschen | umändern | ersetzen
kündigen | kündige | kündigung | gekündigt | beenden | beendet | aufhören | schluss
abo | abonnement | mitgliedschaft | vertrag | jahresabo | laufzeit
verlängern | verlängert | verlängerung | verlängerungsdatum
tarif | paket | gratistarif
preis | preise | kosten | kostet | gebühr | teuer | netto | was kostet
rechnung | rechnungen | faktura | abrechnen | abrechnung | fakturieren | verrechnen | rechne ab
beleg | quittung | quittungen | abo beleg | zahlungsbeleg
erstattung | erstatten | geld zurück | rückzahlung | erstattet | zurückzahlen | zurückerstattet | gutschrift
rabatt | nachlass | ermäßigung | gutschein | prozente | günstiger
karte | kreditkarte
zahlung | zahlen | bezahlen | zahle | zahlt | bezahlt | gezahlt | bezahle | begleichen
zahlungsart | zahlungsmethode | zahlungsmittel | bankverbindung
fehlgeschlagen | schlägt fehl | abgelehnt | ging nicht | geht nicht | klappt nicht | funktioniert nicht | nicht angenommen | zurückgewiesen | ungültig
lastschrift | abbuchung | abgebucht | einzug | überweisung | überwiesen | überweist | überweisen
steuer | mehrwertsteuer | umsatzsteuer | ust | mwst
steuerberater | steuerbüro | buchhaltung | buchhalter | buchhalterin
erinnerung | erinnern | erinnerungen | mahnung | mahnungen | mahnen | mahnt | mahnmails | zahlungserinnerung | zahlungserinnerungen
angebot | kostenvoranschlag | offerte
kunde | kunden | kundin | auftraggeber | mandant | klient
team | belegschaft | mannschaft | alle leute
kollege | kollegen | kollegin | mitarbeiter | mitarbeiterin | mitarbeitern | mitglied | mitglieder | leute | personen | angestellte | nutzer | benutzer | jemand | jemanden | praktikant
admin | administratorin
inhaber | inhaberin | eigentümer | chefin | chef | besitzer
rolle | rollen | berechtigung | rechte | darf | dürfen
gast | gäste | externe | außenstehende
einladen | einladung | einladungen | eingeladen | lade ein | dazustoßen | ins team holen
platz | plätze | sitz | lizenz | lizenzen | nase | kopf
arbeitsbereich | konto | arbeitsbereichen
testphase | probezeit | testzeitraum | ausprobieren | testen | probieren
upgrade | höherer tarif | größerer tarif | hochstufen | größeren tarif | hochgehen
downgrade | kleinerer tarif | kleineren tarif | herabstufung | herabstufen | heruntersetzen | runtergehen | kleinere paket | kleine paket | heruntersetze
limit | grenze | höchstens | maximal | obergrenze | höchstzahl | wie viele
zeit | zeiten | stunden | arbeitszeit | stunde | arbeitsstunden
eintrag | einträge | zeiteintrag | zeiteinträge | einträgen | zeiteinträgen | buchung
erfassen | eintragen | aufnehmen | buchen | aufgenommen | zeiterfassen | zeiterfassung | erfasst | erfassten | gebucht | aufschreiben | stempeln
timer | stoppuhr | uhr | zeitmesser
stundenzettel | wochenzettel | zeitnachweis
freigeben | freigabe | freigegeben | genehmigen | absegnen
handy | telefon | mobiltelefon
empfang | funkloch | ohne internet | kein netz | ohne netz | internet | ohne empfang
rechner | notebook
einschalten | aktivieren | schalte ein | anschalten | aktiviere | eingeschaltet
ausschalten | deaktivieren | abschalten | deaktiviert | schalte aus
exportieren | herunterladen | runterladen | kopie aller | komplette kopie
importieren | hochladen | einspielen | hochgeladen | rein laden | einlesen
datei | dateien | anhang | anhänge | anhängen
tabelle | spalte | spalten | excel liste | zeilen
schreibgeschützt | nur lesen | nichts mehr bearbeiten | eingefroren
abgelaufen | ablaufen | läuft ab | gilt | gültig | verfallen | gültigkeit
fehlt | verschwunden | weg | futsch | taucht nicht auf | verloren | nirgends
automatisch | von selbst | von allein | selbsttätig
verschicken | senden | schicken | abgeschickt | versand | zugeschickt | gesendet | versenden
bericht | auswertung | auswertungen
adresse | anschrift | firmensitz
sicherung | datensicherung
browser | webseite | im web
wie lange | dauert | frist | wie viele tage
`;
