import { describe, expect, test } from 'vitest';
import { asksForPerson, declinesPerson } from './person-request.ts';

describe('a person is asked for in Spanish', () => {
  test.each([
    'Quiero hablar con una persona',
    '¿Puedo hablar con un agente, por favor?',
    'Necesito hablar con alguien de tu equipo',
    'Me gustaría hablar con un humano',
    'Quisiera hablar con su supervisor',
    '¿Con quién puedo hablar de esto?',
    '¿Cómo hablo con una persona?',
    'Solo hablo con personas',
    'Pásame con una persona',
    'Páseme con un agente, por favor',
    'Póngame con soporte',
    'Comuníqueme con un asesor',
    '¿Me puedes pasar con alguien?',
    '¿Podría comunicarme con un representante?',
    '¿Puedes ponerme en contacto con un técnico?',
    'Quiero que me pasen con un supervisor',
    'Quiero una persona real',
    'Necesito un humano',
    'Necesito un agente',
    'Prefiero una persona',
    'Quiero que me atienda una persona',
    'Dame un operador',
    'Agente por favor',
    'HUMANO!!!',
    'Persona de verdad, por favor',
    'Atención al cliente',
    'Un ser humano, por favor',
    'Llámame, por favor',
    'Llámenme mañana',
    '¿Me puede llamar alguien?',
    '¿Pueden llamarme esta tarde?',
    'Quiero que me llamen',
    'Necesito que alguien me llame hoy',
    'Solicito una llamada telefónica',
    '¿Hay alguien ahí?',
    '¿Hay alguna persona real ahí?',
    '¿Hay alguien con quien pueda hablar?',
    'No quiero hablar con un robot',
    'No quiero un bot',
    'No quiero seguir hablando con una máquina',
    'Basta de bots',
    'Estoy harto de este bot',
    'Nada de bots',
    'Una persona en vez de un robot',
    '¿Por qué no puedo hablar con una persona?',
    'No necesito un artículo, necesito una persona que lo lea',
    'Escala esto, por favor',
    '¿Puedes escalar mi caso?',
    '¿Puede alguien de soporte revisar mi cuenta?',
    'Contactar con un asesor',
    'Quiero ayuda humana',
    'Prefiero alguien de carne y hueso',
    'quiero hablar ya con alguien!!',
    'hola, necesito hablar con atención al cliente',
    'por favor que me llame un agente',
    'Me gustaría que una persona de verdad me respondiera',
    '¿Podrían ponerme con alguien de facturación?',
    'quiero un agente humano',
    'no quiero respuestas automáticas, quiero una persona',
    'Hablar con un operador',
    '¿Es posible hablar con alguien por teléfono?',
    'Estoy cansado de hablar con un bot',
  ])('%s', (text) => {
    expect(asksForPerson(text)).toBe(true);
    expect(asksForPerson(text.toUpperCase())).toBe(true);
    expect(declinesPerson(text)).toBe(false);
  });
});

describe('no person is asked for in Spanish', () => {
  test.each([
    '¿Cómo invito a una persona?',
    '¿Cómo añado un agente al proyecto?',
    'Quiero añadir una persona a mi espacio de trabajo',
    'Necesito una persona más en mi plan',
    '¿Puedo transferir la propiedad a otra persona?',
    'Alguien entró en mi cuenta',
    'El soporte me dijo que lo restableciera',
    'Alguien de soporte me dijo que borrara la caché',
    '¿Eres un robot?',
    '¿Cómo conecto mi cuenta con Xero?',
    '¿Puedo hablar con mis clientes desde la aplicación?',
    '¿Puedo chatear con mi equipo?',
    '¿Cuántas personas puede tener un proyecto?',
    '¿Puede un empleado ver sus propias horas?',
    '¿Cómo le doy acceso a alguien?',
    '¿Cómo envío una factura a una persona de contacto?',
    '¿Qué ve una persona con el rol de invitado?',
    '¿Cómo llamo a la API?',
    '¿Cómo se llama el botón?',
    '¿Alguien me puede ayudar?',
    '¿Puede alguien ver mis horas?',
    'Quiero eliminar a una persona del equipo',
    '¿Puedo registrar horas de otra persona?',
    'No quiero hablar con una persona, solo dame el enlace',
    'No necesito un agente, solo las instrucciones',
    'No hace falta que me llamen',
    'No quiero que me llamen, basta un correo',
    '¿Cómo cancelo sin hablar con nadie?',
    '¿Cómo cancelo sin tener que hablar con un agente?',
    '¿Hace falta hablar con alguien para cancelar?',
    'Hablar con alguien no hace falta',
    '¿Hay un bot para Slack?',
    'El bot de Slack no responde',
    'No uso ordenador, solo el móvil',
    'No recibo los correos automáticos',
    '¿Cómo cambio el responsable de un proyecto?',
    '¿Dónde exporto los datos para recursos humanos?',
    'No hay nada que me llame la atención en el informe',
    '¿Cómo comparto un informe con alguien sin cuenta?',
    '¿Cómo borro los datos de una persona?',
    '¿Puedo asignar una tarea a un empleado?',
    '¿Cómo paso mis horas a otro proyecto?',
    '¿Quién es el encargado de aprobar las horas?',
    '¿Cómo conecto el equipo con el proyecto?',
    '¿Puedo pasar una factura a un cliente?',
    '¿Qué pasa si un agente de la API falla?',
    'La persona que me invitó ya no trabaja aquí',
    '¿Por qué no se envían automáticamente las facturas?',
    'No funciona el bot de Slack',
    '¿Puedo hablar en inglés en los comentarios?',
    '¿Dónde veo quién habla con el cliente?',
    'Mi jefe quiere ver los informes',
    'Quiero que mi asesor fiscal vea las facturas',
    'Necesito un agente de recursos para la API',
    '¿Cómo nombro a un responsable?',
    'Quiero un informe por persona',
    '¿Hay alguna persona en el plan gratuito que pueda exportar?',
    '¿Cómo contacto con un cliente desde la app?',
    '¿Puedo poner a alguien como administrador?',
    '¿Me puedes pasar el enlace?',
    '¿Me pueden llamar los clientes desde la factura?',
    '¿Cómo asigno el proyecto a un supervisor?',
  ])('%s', (text) => {
    expect(asksForPerson(text)).toBe(false);
    expect(asksForPerson(text.toUpperCase())).toBe(false);
  });
});

test.each([
  'No necesito una persona',
  'No quiero hablar con un agente',
  'No hace falta que me llamen',
  'Sin hablar con nadie, por favor',
])('who declines one is known to: %s', (text) => {
  expect(declinesPerson(text)).toBe(true);
});

test.each(['Quiero un humano', '¿Cómo cancelo?'])(
  'who does not decline one, is not: %s',
  (text) => {
    expect(declinesPerson(text)).toBe(false);
  },
);

test.each([
  'no quiero ',
  'hablar con una ',
  'con de de ',
  'por favor quiero ',
  'que me ',
  'una persona ',
])('100 KB of %j', (part) => {
  const text = part.repeat(100_000 / part.length);
  expect(asksForPerson(text)).toBeTypeOf('boolean');
  expect(declinesPerson(text)).toBeTypeOf('boolean');
});
