import { describe, expect, it, test } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { callOf } from '../agents.ts';
import { noCache } from '../model-cache.ts';
import { IntentModel } from './intent-model.ts';
import { smallTalkIn } from './small-talk.ts';
import { createStatisticalClassifier } from './statistical-classifier.ts';

describe('thanks, or that it is solved', () => {
  it.each([
    'Danke!',
    'Vielen Dank',
    'Vielen herzlichen Dank',
    'Danke schön',
    'Danke, das hat geholfen',
    'Vielen Dank für die schnelle Hilfe!',
    'Super, jetzt funktioniert es wieder',
    'Perfekt, hat geklappt. Danke!',
    'Danke, das Problem ist gelöst',
    'Problem gelöst',
    'Hat sich erledigt, danke',
    'Genau das habe ich gesucht',
    'Danke, das war sehr hilfreich',
    'Ok, danke Ihnen',
    'Es klappt jetzt, vielen Dank und schönen Tag noch',
    'Alles klar, vielen Dank für Ihre Hilfe',
    'Ja, das hat funktioniert',
    'DANKE, KLAPPT!!!',
    'Herzlichen Dank\nViele Grüße',
    'Tausend Dank',
    'Das hat mir sehr geholfen',
    'Danke, Sie können das Ticket schließen',
    'Läuft wieder, danke',
    'Gracias',
    '¡Muchas gracias!',
    'Mil gracias por la ayuda',
    'Gracias, funcionó',
    'Perfecto, ya funciona. Gracias',
    'Muchas gracias por tu respuesta',
    'Eso me ayudó mucho, gracias',
    'Problema resuelto',
    'Ya está solucionado, gracias',
    'Era justo lo que buscaba',
    'Me ha servido, gracias',
    'Genial, gracias de nuevo',
    'Muy amable, gracias',
    'Vale, muchas gracias. Un saludo',
    'Te lo agradezco mucho',
    'GRACIAS, YA FUNCIONA!!!',
    'Gracias por todo',
    'Me fue de gran ayuda',
    'Sí, eso lo resolvió',
    'Todo resuelto, gracias',
    'Muchas gracias, que tengas un buen día',
  ])('is heard in %j', (text) => {
    expect(smallTalkIn(text)).toBe('thanks');
    expect(smallTalkIn(text.toUpperCase())).toBe('thanks');
  });
});

describe('a greeting', () => {
  it.each([
    'Hallo',
    'Guten Tag',
    'Guten Morgen zusammen',
    'Moin',
    'Hallo, guten Abend!',
    'Servus',
    'Hola',
    '¡Buenos días!',
    'Hola, buenas tardes',
    'Hola a todos',
    'Hola equipo',
    'Buenas noches',
  ])('is heard in %j', (text) => {
    expect(smallTalkIn(text)).toBe('greeting');
    expect(smallTalkIn(text.toUpperCase())).toBe('greeting');
  });
});

describe('what says more, or says it in English', () => {
  it.each([
    'Danke, und wie kündige ich?',
    'Danke für nichts',
    'Vielen Dank im Voraus: wo ist der Export?',
    'Hallo, ich habe eine Frage',
    'Hallo, wo finde ich die Belege',
    'Das funktioniert nicht',
    'Geht das?',
    'Es geht um meine Rechnung',
    'Das geht nicht',
    'Danke, aber das hat nicht geholfen',
    'Hat das geklappt?',
    'Alles klar',
    'Ok',
    'ja',
    'nein',
    'Danke, Fehler 4711 kommt wieder',
    'Das Problem ist nicht gelöst',
    'Erledigte Aufgaben ausblenden',
    'Es funktioniert nur im Browser',
    'Liebe ist kompliziert',
    'Danke sagen in einer Rechnung',
    'Es klappt alles außer dem Export',
    'Dank der neuen Regel fehlen Stunden',
    'Gracias, ¿y cómo cancelo?',
    'Gracias por nada',
    'Hola, tengo una pregunta',
    'Hola, necesito la factura',
    'No funciona',
    'Gracias, pero no me sirvió',
    'Eso no me ayudó',
    'El problema no está resuelto',
    'Vale',
    'No',
    'Sí',
    'Funciona solo en el navegador',
    'Gracias a la regla faltan horas',
    'Ayuda',
    'Ya está pagada la factura',
    'Todo funciona menos la exportación',
    'Cómo agradecer a un cliente',
    'Hola, no puedo entrar',
    'Buenos informes',
    'Gracias, error 500 otra vez',
    'hello',
    'thanks',
    'Thanks, that helped',
    'hi there',
    'good morning',
    'perfect',
    '',
  ])('is left to the classifier: %j', (text) => {
    expect(smallTalkIn(text)).toBeNull();
  });
});

test.each(['ok ', 'jetzt ', 'eso ya ', 'es hat ', 'super danke ', 'a'])('100 KB of %j', (part) => {
  for (const length of [100_000, 200]) {
    expect(() => smallTalkIn(part.repeat(length).slice(0, length))).not.toThrow();
  }
});

describe('a classifier that was shown no example', () => {
  const call = callOf(createContext({ tenant: 'default', requestId: 'test' }));
  const classifierWith = (meaning: typeof scenarioPolicy.intents) =>
    createStatisticalClassifier({
      intents: new IntentModel([]),
      training: { urgency: [], sentiment: [] },
      meaning,
      cache: noCache,
    });
  const intentOf = async (text: string, meaning = scenarioPolicy.intents) => {
    const { intent, confidence } = await classifierWith(meaning).classify(
      { text, previous: null },
      call,
    );
    return confidence >= 0.9 ? intent : 'unknown';
  };

  it('hears what the company has an intent for', async () => {
    expect(await intentOf('Vielen Dank, das hat geholfen!')).toBe('thanks');
    expect(await intentOf('¡Buenos días!')).toBe('greeting');
    expect(await intentOf('Danke, und wie kündige ich?')).toBe('unknown');
    const without = { ...scenarioPolicy.intents, thanks: [] };
    expect(await intentOf('Vielen Dank, das hat geholfen!', without)).toBe('unknown');
  });
});
