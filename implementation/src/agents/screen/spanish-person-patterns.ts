import type { PersonPatterns } from './person-patterns.ts';

const determiner = '(?:una?|el|la|los|las|alg(?:un|una)|tus?|sus?|vuestr[oa]s?|otr[oa]|de|uno)';
const real =
  '(?: (?:real(?:es)?|human[oa]s?|de verdad|fisica|viv[oa]|de carne y hueso|competente|de soporte|(?:de|en) (?:tu|su|vuestro) equipo|del (?:equipo|soporte|servicio)(?: \\w+)?|en vivo))?';
const being =
  '(?:personas?|humanos?|ser(?:es)? humanos?|alguien|agentes?|asesor(?:a|es)?|representantes?|operador(?:a|es)?|emplead[oa]s?|encargad[oa]|responsable|supervisor(?:a)?|gerente|jef[ea]|tecnicos?|especialistas?|soporte(?: tecnico)?|(?:atencion|servicio) (?:al|de atencion al) cliente|gente|(?<=(?:tu|su|vuestro) )equipo|(?<=(?:tus|sus|vuestros) )(?:companeros|colegas))';
const someBeing = `(?:${determiner} )*(?:verdader[oa] |autentic[oa] )?${being}${real}`;
const surelyHuman =
  '(?:ser humano|humano|personas? (?:real(?:es)?|humanas?|de verdad|fisica|viva|de carne y hueso)|agentes? (?:humanos?|real(?:es)?)|(?:atencion|ayuda) (?:humana|personal)|soporte humano|alguien (?:real|de verdad|humano|de carne y hueso))';
/** Behind whom one wants, where nothing is to be done with them. */
const noMore =
  '(?=$| (?:por favor|porfa|ya|ahora|aqui|que (?:me|nos|lo|la|pueda|lea|sepa|entienda|resuelva)|real|humano|de soporte|y no|en vez|en lugar|al telefono|para hablar|para que me))';
const machine =
  '(?:(?:chat ?)?bots?|robots?|maquinas?|ia|inteligencia artificial|automat\\w*|asistente(?: virtual)?|ordenador|computadora|contestador)';
const bot = '(?:(?:chat ?)?bots?|robots?|maquinas?)';
const thisOne =
  '(?:(?:una?|est[ae]s?|estos|el|la|los|las|tus?|sus?|vuestr[oa]s?|maldit[oa]|tont[oa]|estupid[oa]) )*';
const asking = '(?:puedes?|pueden|podeis|podrias?|podrian|podriais|podria)';
const please = '(?: (?:por favor|porfa|porfavor|ya|ahora|gracias|urgente|pls))*';

const requests: readonly RegExp[] = [
  // hablar con una persona
  new RegExp(
    `\\b(?:hablar|hable|hablemos|chatear|conversar|comunicarme|comunicarnos|comunicarse|ponerme en contacto|atenderme|tratar|escribirme)(?: (?:directamente|ahora|ya|por favor|por telefono|por chat|mejor|solo|urgentemente|de esto|sobre esto))* con ${someBeing}\\b(?! de mi\\b)`,
  ),
  new RegExp(
    `\\bcontactar(?:me)?(?: (?:directamente|ahora|ya))* (?:con |a )?(?:${determiner} )*(?:persona|humano|agente|asesor|representante|alguien)\\b(?! de mi\\b)`,
  ),
  new RegExp(
    `\\b(?:como|donde|solo|prefiero|solamente) (?:hablo|chateo|hablare|trato) con ${someBeing}\\b`,
  ),
  /\bcon quien (?:puedo|podria|tengo que|debo) (?:hablar|comunicarme)\b/,
  // pásame con alguien
  new RegExp(
    `\\b(?:pas(?:a|e|en|ad)|pon(?:ga|gan|ed)?|comuni(?:ca|que|quen|cad)|conect(?:a|e|en|ad)|transfi(?:ere|era|eran)|deriv(?:a|e|en|ad))(?:me|nos|melo|lo|la|selo|sela)(?: (?:esto|ya|ahora|por favor|directamente|en contacto))* (?:con|a|al) ${someBeing}\\b`,
  ),
  new RegExp(
    `\\b(?:(?:me|nos|lo|la) ${asking} (?:pasar|poner|comunicar|conectar|transferir|derivar)|${asking} (?:pasar|poner|comunicar|conectar|transferir|derivar)(?:me|nos|melo|lo|la|selo)|(?:quiero|quisiera|necesito|pido|exijo) que (?:me|nos|lo|la) (?:pas|pong|comuni|conect|transfier|deriv)\\w+)(?: (?:ya|ahora|por favor|directamente|en contacto))* (?:con|a|al) ${someBeing}\\b`,
  ),
  // quiero una persona real
  new RegExp(
    `\\b(?:quiero|queremos|quisiera|quisieramos|necesito|necesitamos|prefiero|preferimos|preferiria|exijo|pido|dame|deme|denme|dadme|me gustaria|puedo|podria)(?: (?:que (?:me|nos|lo) (?:atienda|ayude|conteste|responda|vea|mire|lea|llame)|tener|mejor|ya|solo|ahora|por favor|a))* (?:(?:una?|algun|alguna|el|la|tu|su|otr[oa]) )*(?:${surelyHuman}|(?:persona|agente|asesor(?:a)?|representante|operador(?:a)?|supervisor(?:a)?|gerente|encargad[oa])${noMore})`,
  ),
  new RegExp(
    `^(?:(?:por favor|quiero|necesito|dame|hola|una?|el|con|otra|a) )*(?:humanos?|ser humano|persona(?: (?:real|humana|de verdad))?|agente(?: (?:humano|real|de soporte))?|asesor[a]?|representante|operador[a]?|soporte humano|ayuda humana|atencion (?:humana|al cliente)|servicio al cliente)${please}$`,
  ),
  /\b(?:una|alguna|con|personas?) (?:persona )?(?:real|de verdad|de carne y hueso)(?=$| (?:por|que|ya|y|al|para|ahora|aqui|ahi|no|me|nos))(?<=persona.{1,20})/,
  /(?<!recurso )\b(?:un|algun|otro|verdadero) (?:ser )?humano\b|\balguien (?:real|de verdad|humano|de carne y hueso)\b|\b(?:atencion|ayuda) humana\b/,
  // llámame
  /\b(?:llama|llame|llamen|llamad)(?:me|nos)\b(?! (?:la atencion|loco|tonto))/,
  new RegExp(
    `\\b(?:me|nos) ${asking} (?:por favor )?(?:alguien )?(?:llamar|devolver la llamada|telefonear)\\b(?! (?:los|las|mis|el|la|desde)\\b)|\\b${asking} (?:por favor )?(?:alguien )?(?:por favor )?(?:llamar|telefonear)(?:me|nos)\\b|\\bdevolver(?:me|nos) la llamada\\b`,
  ),
  /\bque (?:alguien )?(?:me|nos) (?:llame|llamen|telefoneen?)\b(?! la atencion)/,
  /\b(?:solicito|pido|espero|quiero|quisiera|necesito|deseo) (?:que me devuelvan la|una|su|tu|vuestra) llamada(?=$| (?:de (?:vuelta|alguien|ustedes|vosotros|una?|su|tu|soporte)|por favor|hoy|manana|urgente|telefonica))/,
  new RegExp(
    `\\b(?:${asking}|que|quiero que|necesito que)(?: \\w+){0,2} alguien (?:de (?:soporte|ustedes|vosotros|(?:tu|su|vuestro) equipo))(?: \\w+){0,3} (?:ayud|llam|contact|atend|atiend|mir|revis|respond|contest)\\w*`,
  ),
  new RegExp(
    `\\b(?:me|nos) ${asking} (?:atender|contactar|responder|contestar) (?:por favor )?(?:una? )?(?:persona|humano|alguien|agente)\\b`,
  ),
  // ¿hay alguien ahí?
  /\bhay (?:ahi |aqui |por ahi |por aqui )?(?:una? |alguna? |algun )?(?:alguien|persona (?:real|de verdad|humana)|humano|agente|asesor|operador)(?: (?:real|humano|de verdad))?(?: (?:ahi|aqui|por ahi|por aqui|disponible|conectado|al otro lado|detras|que me (?:pueda |ayude|atienda)|con quien (?:pueda |puedo )?hablar)|$)/,
  /\b(?:escal(?:a|e|en|ad)(?:lo|la)?) (?:por favor )?(?:esto|est[ea] \w+|mi (?:caso|ticket|problema|consulta|queja)|el caso)\b/,
  new RegExp(
    `\\b${asking} escalar(?:lo|la)?(?= (?:esto|est[ea]|mi (?:caso|ticket|problema|consulta|queja)|el caso)|$)`,
  ),
];

const refusals: readonly RegExp[] = [
  new RegExp(
    `\\bno (?:(?:quiero|queremos|deseo|voy a|vamos a|pienso|me gusta|quisiera|pretendo|me apetece) )?(?:seguir )?(?:habl(?:ar|ando|o)|chatear|tratar|trato|conversar|discutir|discuto|escribirme)(?: mas| nada)? con ${thisOne}${machine}\\b`,
  ),
  new RegExp(
    `\\bno (?:quiero|queremos|necesito|quisiera) (?:mas |ningun |ninguna |otro |hablar con )?${thisOne}${bot}(?=$| (?:mas|aqui|por|que me|sino|automatic\\w+))`,
  ),
  new RegExp(
    `\\b(?:basta|hart[oa]s?|cansad[oa]s?|suficiente)(?: (?:ya|de|con|hablar|tant[oa]s?))* ${thisOne}${bot}\\b`,
  ),
  new RegExp(
    `\\b(?:nada de|no mas|ni un|ningun) ${bot}\\b|^(?:por favor )?(?:nada de|no mas) respuestas automaticas$`,
  ),
  new RegExp(
    `\\b(?:en vez de|en lugar de) (?:con )?${thisOne}${bot}\\b|^(?:y )?no (?:a |con )?(?:un|una|este|esta|el|la) ${bot}$`,
  ),
];

export const spanishPersonPatterns: PersonPatterns = {
  requests,
  refusals,
  negatedBefore:
    /\b(?:no|nunca|ni|sin|tampoco|en lugar de|en vez de|hace falta|es necesario|es obligatorio)(?: (?:quiero|queremos|quisiera|necesito|necesitamos|hace|falta|es|necesario|deseo|me|nos|gustaria|tengo|tenemos|que|por|hay|tener|a|con|una?|mas|ahora|realmente|todavia|aun|prefiero|pido|busco|de|hablar|esto|se|llegar))* ?$/,
  negatedAfter: /^(?: \w+){0,2}? no (?:hace falta|es necesari[oa]|quiero|necesito|gracias)\b/,
  declined:
    /\b(?:no|sin|ni|tampoco|nunca)(?: \w+){0,6} (?:personas?|humanos?|agentes?|alguien|nadie|asesor\w*|representantes?|operador\w*|llam\w+|soporte)\b/,
};
