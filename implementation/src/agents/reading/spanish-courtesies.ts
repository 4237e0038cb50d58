import { type Courtesy, wordSet } from './courtesy.ts';

/** What is said in Spanish for politeness alone, beside greetings, closings and thanks. */
export const spanishCourtesies: readonly Courtesy[] = [
  {
    start: /^(?:espero|esperamos|deseo)(?= |$)/,
    followers:
      wordSet(`que este esten estes esteis bien todo vaya vayas va se encuentre encuentren su sus tu
      vuestra respuesta pronta pronto noticias muy usted ustedes tenga tengan tengas un una buen
      buena dia semana me nos pueda puedas puedan podais ayudar con esto y alguien`),
  },
  {
    start: /^(?:quedo|quedamos)(?= |$)/,
    followers:
      wordSet(`a la espera de su tu vuestra respuesta atento atenta atentos atentas pendiente
      pendientes sus tus noticias pronta y`),
  },
  {
    start: /^(?:(?:le|les|te|os) )?(?:agradeceria|agradeceriamos|agradezco|agradecemos)(?= |$)/,
    followers:
      wordSet(`mucho muchisimo su tu vuestra ayuda de antemano respuesta cualquier pista consejo por
      el la tiempo atencion y que me nos pudieran pudieras pudierais ayudar una un con esto`),
  },
  {
    start:
      /^(?:por favor |porfa )?(?:(?:necesito |pido )?ayuda|ayudame|ayudenme|ayudeme|ayudadme)(?= |$)/,
    followers: wordSet('por favor porfa con esto gracias aqui'),
  },
  {
    start:
      /^(?:(?:alguien|me|nos|por favor) ){0,3}(?:puedes?|pueden|podeis|podria|podrias|podrian|podriais)(?: (?:alguien|por favor))? (?:ayudar|ayudarme|ayudarnos)(?= |$)/,
    followers: wordSet('por favor porfa con esto gracias alguien'),
  },
  {
    start: /^que (?:tengas?|tengan|tengais|pases?|pasen|paseis)(?= |$)/,
    followers:
      wordSet(`un una buen buena bonito bonita feliz excelente dia tarde noche semana fin de
      ustedes usted tu todos`),
  },
  {
    start: /^(?:perdon|perdona|perdone|disculpas?|disculpen?|lo siento|siento)(?= |$)/,
    followers:
      wordSet(`por la las el molestia molestias molestar pregunta si es una tonta boba y que le les
      te os moleste`),
  },
];
