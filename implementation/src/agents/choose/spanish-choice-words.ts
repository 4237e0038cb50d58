import { wordSet } from '../reading/courtesy.ts';
import { type ChoiceWords, numbered } from './choice-words.ts';

const these =
  '(?:de (?:ell[oa]s|est[oae]s?|es[oae]s?|l[oa]s (?:anteriores|opciones|de arriba|tres|cuatro|dos)|l[oa]s articulos|tus opciones|sus opciones|todo eso))';
const fits =
  '(?:(?:me |nos )?(?:sirven?|encajan?|vale|valen|ayudan?|corresponden?)|es(?: correct[oa]| lo que (?:busco|quiero|necesito))?)';

export const spanishChoiceWords: ChoiceWords = {
  cardinals: numbered('uno dos tres cuatro cinco seis siete ocho nueve diez'),
  ordinals: numbered(
    `primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta
    sexto|sexta septimo|septima octavo|octava noveno|novena decimo|decima`,
  ),
  ordinalFigure: /^(\d{1,2})(?:er|ero|era|[rdtmv]?[oa])$/,
  last: wordSet('ultimo ultima'),
  beside: wordSet(`el la lo es seria sera si numero num nro n opcion respuesta articulo titulo tema
    punto yo quiero quisiera queria digo decir me refiero referia a al elijo escojo prefiero creo mejor que
    con`),
  afterOrdinal: wordSet('de estas estos ellas ellos esas esos'),
  joining: wordSet('y e o u ambas ambos'),
  counting: /\b(?:l[ao]s|est[ao]s|es[ao]s) (?:dos|tres|cuatro|cinco)\b/,
  polite:
    /\b(?:por favor|porfa|porfavor|(?:muchas |mil )?gracias|hola|buen[oa]s (?:dias|tardes|noches)|perdon|disculpas?|lo siento|vale|ok|okay|bueno|espera|espere|pues|hmm?|ah|oh|entonces)\b/g,
  none: new RegExp(
    `^(?:(?:no|es|me refiero a|quiero|lamentablemente) )*(?:n|no|ningun[oa]?(?: ${these})?(?: ${fits})?|nada(?: ${these})?|no (?:realmente|exactamente|mucho)|la verdad (?:es )?(?:que )?no|(?:una |un )?otr[oa]s?(?: (?:cosa|tema|asunto|pregunta))?|algo (?:mas|distinto|diferente|otro)|ni un[oa] ni otr[oa])$`,
  ),
  yes: /^(?:(?:si|claro|exacto|asi es) )*(?:s|si|claro(?: que si)?|exacto|exactamente|correcto|cierto|eso(?: es| mismo)?|es[ea](?: es| mism[oa])?|est[ea](?: es)?|es (?:eso|es[ea]|correcto)|asi es|justo(?: eso)?|precisamente)$/,
  several:
    /^(?:(?:me refiero a|quiero|son|si) )*(?:(?:amb[oa]s|tod[oa]s?|cualquiera|algun[oa]s?|un[oa]|(?:l[oa]s|est[oa]s) (?:dos|tres|cuatro|cinco))(?: (?:de|l[oa]s|ell[oa]s|est[oa]s|es[oa]s|anteriores|dos|tres|cuatro|cinco|opciones|articulos))*)$/,
  negations: wordSet('no ni sin nunca jamas nada ningun ninguno ninguna tampoco excepto salvo'),
  pointing:
    /^(?:(?:si|es|me refiero a|me refiero|quiero decir|digo) )*(?:(?:el|la|lo) (?:de|del|que|sobre)|(?:el|al) (?:articulo|titulo|tema|punto)|la opcion) |^(?:si )?(?:me refiero (?:a|al)|quiero decir) /,
  asking:
    /\b(?:como|cual(?:es)?|cuando|cuanto|cuanta|donde|adonde|quien(?:es)?|por que|puedo|puede[sn]?|podria[sn]?|se puede|hay|debo|tengo que)\b/,
};
