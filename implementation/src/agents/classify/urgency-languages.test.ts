import { describe, expect, it, test } from 'vitest';
import { cuesOf, urgencyWithCues } from './urgency-cues.ts';
import type { UrgencyCueName } from './urgency-patterns.ts';

type Said = Readonly<Record<UrgencyCueName, readonly string[]>>;

const german: Said = {
  outage: [
    'Seit neun Uhr kann sich niemand anmelden',
    'Niemand kann sich anmelden',
    'Die Website ist down',
    'Die App ist seit einer Stunde nicht erreichbar',
    'Unser ganzes Team kann nicht arbeiten',
    'Wir haben einen kompletten Ausfall',
    'Alle sind ausgesperrt',
    'Wir können überhaupt nicht mehr arbeiten',
  ],
  security: [
    'Ich glaube, unser Konto wurde gehackt',
    'Wir hatten heute ein Datenleck',
    'Jemand hat sich aus dem Ausland in mein Konto eingeloggt',
    'Mein Laptop wurde gestohlen, bitte Sitzungen beenden',
    'Ein Kunde sieht Rechnungen anderer Firmen',
    'Es gab einen unbefugten Zugriff',
  ],
  legal: [
    'Mein Anwalt wird sich bei Ihnen melden',
    'Wir sehen uns vor Gericht',
    'Ich beschwere mich bei der Datenschutzbehörde',
    'Das ist Vertragsbruch',
    'Ich leite rechtliche Schritte ein',
  ],
  deadline: [
    'Ich brauche das bis Freitag',
    'Die Frist endet morgen',
    'Wir müssen den Bericht bis heute Abend einreichen',
    'Die Lizenz läuft heute ab',
    'Die Prüfer kommen in zwei Stunden',
    'Das muss bis 17 Uhr fertig sein',
    'Bitte noch vor der Lohnabrechnung',
  ],
  money_lost: [
    'Sie haben mir doppelt abgebucht',
    'Wir verlieren deswegen Kunden',
    'Die Zahlung ist verschwunden',
    'Das kostet uns 500 Euro pro Stunde',
    'Sie haben 80 Euro ohne meine Zustimmung abgebucht',
  ],
  demand: [
    'Das ist dringend',
    'Bitte so schnell wie möglich',
    'Rufen Sie mich umgehend an',
    'Wir haben alle unsere Daten verloren',
    'Ich brauche sofort Hilfe',
    'Es eilt',
  ],
};

const spanish: Said = {
  outage: [
    'Nadie puede entrar desde las nueve',
    'La página web está caída',
    'Todo el equipo está bloqueado',
    'La API lleva una hora caída',
    'Hay una caída total',
    'No podemos trabajar',
  ],
  security: [
    'Creo que han hackeado nuestra cuenta',
    'Nuestra cuenta ha sido hackeada',
    'Tuvimos una fuga de datos',
    'Alguien ha entrado en mi cuenta desde el extranjero',
    'Me han robado el portátil con los datos',
    'Un cliente ve facturas de otra empresa',
    'Hubo un acceso no autorizado',
  ],
  legal: [
    'Mi abogado se pondrá en contacto',
    'Nos vemos en los tribunales',
    'Pondré una reclamación en la oficina del consumidor',
    'Es un incumplimiento de contrato',
    'Vamos a tomar acciones legales',
  ],
  deadline: [
    'Lo necesito para el viernes',
    'El plazo termina mañana',
    'Tenemos que enviar el informe antes de medianoche',
    'La licencia caduca hoy',
    'Los auditores llegan en dos horas',
    'Antes de la nómina, por favor',
  ],
  money_lost: [
    'Me han cobrado dos veces',
    'Estamos perdiendo clientes por esto',
    'El pago ha desaparecido',
    'Esto nos cuesta 500 euros por hora',
    'Han cobrado 80 euros de mi tarjeta sin mi permiso',
    'Es un cobro duplicado',
  ],
  demand: [
    'Es urgente',
    'Ayuda lo antes posible',
    'Llámame de inmediato',
    'Hemos perdido todos los datos',
    'Lo necesito ahora mismo',
  ],
};

const ordinary = [
  'Wie ändere ich mein Foto?',
  'Wo lade ich eine Rechnung herunter?',
  'Kann ich mit Karte zahlen?',
  'Wie lösche ich einen Arbeitsbereich?',
  'Das dunkle Design ist schön',
  'Gibt es eine Anmeldung mit Google?',
  'Wer kann meine Zeiten sehen?',
  'In welcher Reihenfolge stehen die Fristen?',
  'Bis wann kann ich kündigen?',
  'Gilt der neue Preis ab sofort?',
  'Wie lange läuft das Abo?',
  'Ist die App heute auch auf Deutsch da?',
  'Alle Mitarbeiter sehen die Projekte',
  'Kann ich Kunden archivieren?',
  'Wie buche ich Stunden auf zwei Projekte?',
  'Was kostet der Tarif pro Monat?',
  'Wie berechne ich die Umsatzsteuer?',
  'Wie setze ich mein Passwort zurück?',
  'Muss ich alle Stunden bis zum Ende eintragen?',
  'Wie exportiere ich Daten bis 2024?',
  '¿Cómo cambio mi foto?',
  '¿Dónde descargo una factura?',
  '¿Puedo pagar con tarjeta?',
  '¿Cómo elimino un espacio de trabajo?',
  'El tema oscuro es bonito',
  '¿Hay inicio de sesión con Google?',
  '¿Quién puede ver mis horas?',
  '¿En qué orden salen los plazos?',
  '¿Hasta cuándo puedo cancelar?',
  '¿Cuánto cuesta el plan al mes?',
  '¿Cómo registro dos horas de trabajo?',
  '¿La app está en español?',
  '¿Cómo cobro a un cliente en euros?',
  '¿Cómo restablezco mi contraseña?',
  '¿Todos ven los proyectos?',
  '¿Qué pasa cuando termina la prueba?',
  '¿Puedo facturar dos veces al mes?',
  '¿Necesito una cuenta para ver el informe?',
  '¿El pago se hace el viernes?',
  'Jemand aus dem Team hat sich angemeldet, sehe ich das?',
  'Kann ich sehen, wer sich angemeldet hat?',
  'Wo ändere ich die Daten der Firma?',
  'Wer hat Zeit auf das Projekt erfasst?',
  'Der Bericht zeigt: das hat Zeit gebucht.',
  '¿Puedo ver los datos de otro proyecto?',
  '¿Alguien del equipo puede entrar con Google?',
  '¿Cuándo se cobra el plan?',
];

describe.each([
  ['German', german],
  ['Spanish', spanish],
])('cues in %s', (_, said) => {
  for (const [name, texts] of Object.entries(said)) {
    it.each(texts)(`hears ${name} in “%s”`, (text) => {
      expect(cuesOf(text).map((cue) => cue.name)).toContain(name);
    });

    it.each(texts)('takes shouting for nothing: “%s”', (text) => {
      for (const found of ['low', 'normal', 'urgent'] as const) {
        const loud = `${text.toUpperCase()}!!!`;
        expect(urgencyWithCues(loud, found)).toBe(urgencyWithCues(text, found));
      }
    });
  }
});

it.each(ordinary)('hears nothing in “%s”, nor in its shouting', (text) => {
  expect(cuesOf(text)).toEqual([]);
  expect(cuesOf(`${text.toUpperCase()}!!!`)).toEqual([]);
  expect(urgencyWithCues(text, 'high')).toBe('high');
});

it.each([
  'Es ist nicht dringend',
  'Wir wurden nicht gehackt, ich frage nur, wie Sie uns schützen',
  'Es gibt kein Datenleck, ich fülle ein Formular aus',
  'Dringend ist es nicht',
  'Sie haben mir nicht doppelt abgebucht, oder?',
  'Wir brauchen keinen Anwalt',
  'No es urgente',
  'No nos han hackeado, solo pregunto cómo nos protegéis',
  'No hay ninguna fuga de datos, relleno un formulario',
  'No me habéis cobrado dos veces, ¿verdad?',
  'Sin abogados, por favor',
  'Urgente no es',
])('takes no for an answer: “%s”', (text) => {
  expect(cuesOf(text)).toEqual([]);
});

it.each([
  'Keine Eile: wo ist der Export?',
  'Das hat noch Zeit. Wo ist der Export?',
  'Nur aus Neugier: wie lange gibt es Sie schon?',
  'Sin prisa: ¿dónde está la exportación?',
  'Cuando puedas: ¿dónde está la exportación?',
  'Solo por curiosidad, ¿desde cuándo existís?',
])('believes who says that there is no hurry: “%s”', (text) => {
  expect(urgencyWithCues(text, 'high')).toBe('low');
});

it.each([
  'Keine Eile, aber unser Konto wurde gehackt',
  'Sin prisa, pero han hackeado nuestra cuenta',
])('unless a cue says otherwise: “%s”', (text) => {
  expect(urgencyWithCues(text, 'low')).toBe('urgent');
});

test.each([
  'brauche ich das bis ',
  'niemand kann sich nicht ',
  'zahlung ist ',
  'nadie puede ',
  'han cobrado ',
  'no ',
])('100 KB of %j', (part) => {
  expect(urgencyWithCues(part.repeat(100_000 / part.length), 'normal')).toBeTypeOf('string');
});
