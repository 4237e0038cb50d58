import type { DayNames, DeskWords } from './desk-words.ts';

const days: DayNames = {
  today: 'hoy',
  tomorrow: 'mañana',
  mon: 'el lunes',
  tue: 'el martes',
  wed: 'el miércoles',
  thu: 'el jueves',
  fri: 'el viernes',
  sat: 'el sábado',
  sun: 'el domingo',
};

const whoComes = 'Alguien de nuestro equipo te responderá aquí';
const noGuess =
  'Aquí no quiero adivinar, así que se lo paso a una persona con todo lo que has escrito.';

/** `a las 9:00`, but `a la 1:00`. */
const clock = (time: string): string => (time.startsWith('1:') ? `la ${time}` : `las ${time}`);

/** Informal, as most companies write to their customers. */
export const spanishWords: DeskWords = {
  locale: 'es',
  greeting: (company) =>
    `¡Hola! Soy el asistente de ${company}. Pregúntame lo que quieras sobre el producto, o dime que quieres hablar con una persona.`,
  thanked: 'Me alegro de que te haya servido. Escríbeme aquí cuando necesites algo más.',
  asking: {
    which: {
      above: 'No sé con seguridad cuál de estas cosas buscas:',
      below:
        'Responde con su número. Si no es ninguna, explícamelo con otras palabras, o dímelo y te paso con una persona.',
    },
    whether: {
      above: '¿Es esto lo que buscas?',
      below: 'Responde sí o no. Si no lo es, te paso con una persona.',
    },
  },
  handingOver: {
    person_requested: 'Por supuesto.',
    no_words: 'No he encontrado ninguna pregunta en tu mensaje, así que se lo paso a una persona.',
    sensitive_topic: 'Se lo paso enseguida a una persona, con todo lo que has escrito.',
    not_helped:
      'Siento que mi respuesta no te haya servido, así que le paso a una persona todo lo que hemos escrito.',
    not_confident: noGuess,
    nothing_found: noGuess,
    review_failed: noGuess,
    agent_failed: noGuess,
  },
  handingOverUnread: (languages) =>
    `Solo puedo leer ${languages}, así que le paso tu mensaje a una persona.`,
  comesNow: (until, timeZone) =>
    `${whoComes}: el equipo está disponible ahora, hasta ${clock(until)} (${timeZone}).`,
  comesLater: (day, at, timeZone) =>
    `${whoComes}: el equipo vuelve ${days[day]} a ${clock(at)} (${timeZone}).`,
  comesSometime: `${whoComes} en cuanto vuelva a haber alguien.`,
  withPeople:
    'Tu mensaje ya está en manos de nuestro equipo. Una persona te responderá aquí; nada de lo que has escrito se ha perdido.',
  quote: {
    marked: 'El pasaje marcado es lo que cita la respuesta.',
    gone: 'El pasaje citado ya no está en este artículo.',
  },
};
