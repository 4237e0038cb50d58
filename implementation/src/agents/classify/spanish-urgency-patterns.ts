import type { UrgencyPatterns } from './urgency-patterns.ts';

// Whoever is stopped: people, not one of their files.
const everybody =
  '(?:nadie|ninguno de nosotros|todos|todo el (?:equipo|mundo|personal)|toda la (?:empresa|oficina|plantilla)|nuestros? (?:equipo|empleados|usuarios|companeros)|ningun (?:empleado|usuario|companero))';
const system =
  '(?:sitio|pagina|web|app|aplicacion|api|servidor|servidores|servicio|sistema|sistemas|plataforma|portal|inicio de sesion)';
const day =
  '(?:hoy|esta noche|manana|pasado manana|mediodia|medianoche|el lunes|el martes|el miercoles|el jueves|el viernes|el sabado|el domingo|(?:el )?fin de semana|fin de mes)';

export const spanishUrgencyPatterns: UrgencyPatterns = {
  outage: new RegExp(
    `\\b(?:(?:nadie|ninguno de nosotros|ningun \\w+) (?:puede|logra|consigue)(?: \\w+)? (?:trabajar|entrar|acceder|iniciar sesion|conectarse|hacer nada)|${everybody} (?:esta|estan|estamos) (?:bloquead[oa]s?|parad[oa]s?|sin acceso)|(?:todo|(?:el|la|los|su|vuestro|vuestra|tu|vuestros|sus)? ?${system})(?: web)? (?:esta|estan|se ha|se cayo|lleva)(?: (?:completamente|totalmente|toda la manana|horas?|una hora|dos horas))* ?(?:caid[oa]s?|inaccesibles?|fuera de servicio|sin funcionar)|se (?:ha caido|cayo) (?:todo|el|la|su|vuestro|vuestra)|(?:caida|interrupcion|averia) (?:total|completa|general)|no podemos (?:trabajar|hacer nada)|no puedo trabajar en absoluto|trabajo (?:esta )?(?:completamente )?parado)\\b`,
  ),
  security:
    /\b(?:(?:han|hemos sido|ha sido|fue|fuimos|he sido|nos han|me han|fueron) (?:\w+ )?(?:hackead[oa]s?|pirate\w+|comprometid[oa]s?|vulnerad[oa]s?)|(?:hackearon|piratearon|hackeado|robaron|robado)(?: \w+){0,3} (?:cuenta|contrasena|datos|token|portatil|clave|acceso)|(?:cuenta|contrasena|datos|token|portatil|clave)(?: \w+){0,3} (?:hackead[oa]s?|robad[oa]s?|filtrad[oa]s?|expuest[oa]s?|pirate\w+|comprometid[oa]s?)|(?:brecha|fuga|filtracion|violacion) de (?:datos|seguridad)|alguien(?: \w+){0,2} (?:entro|ha entrado|accedio|ha accedido|inicio sesion|ha iniciado sesion)(?: (?:en|a|desde))? (?:mi|nuestra|nuestro|la)|(?:un desconocido|un intruso|un atacante)(?: \w+){0,2} (?:entro|ha entrado|accedio|ha accedido)|accesos? no autorizados?|inicios? de sesion no autorizados?|ransomware|(?:veo|ve|ven|vemos)(?: \w+){0,2} (?:facturas|datos|clientes|proyectos) de (?:otr[oa]s?) (?:empresas?|clientes?|usuarios?|companias?))\b/,
  legal:
    /\b(?:abogad[oa]s?|acciones legales|medidas legales|departamento (?:legal|juridico)|demandar(?:los|les|te|os)?|una demanda|(?:ante|en) los tribunales|a juicio|un juicio|orden judicial|citacion judicial|agencia (?:espanola )?de proteccion de datos|proteccion al consumidor|oficina del consumidor|poner una (?:denuncia|reclamacion)|hoja de reclamaciones|incumplimiento de contrato|(?:reclamacion|solicitud|infraccion) (?:del |de )?rgpd)\b/,
  deadline: new RegExp(
    `\\b(?:(?:el )?plazo (?:es|termina|acaba|vence|finaliza|expira)(?: \\w+)? (?:${day}|en)|(?:lo|la|los|las)? ?(?:necesito|necesitamos|tenemos que|tengo que|debo|debemos|hay que)(?: \\w+){0,6} (?:para|antes de|antes del) (?:${day}|las \\d+|lunes|martes|miercoles|jueves|viernes|la medianoche|que acabe el dia)|(?:en|dentro de) (?:una|dos|tres|1|2|media) horas?(?! de)|(?:vence|caduca|expira|termina)n? (?:hoy|esta noche|manana)|antes de (?:la |las )?(?:nomina|nominas|auditoria|inspeccion))\\b`,
  ),
  money_lost:
    /\b(?:(?:perdiendo|perdemos|pierdo|perdido|perder)(?: \w+){0,3} (?:dinero|ingresos|ventas|clientes|pedidos|euros|dolares|negocio)|(?:cobrado|cobraron|cargado|cargaron|pagado|facturado|cobro)(?: \w+){0,3} (?:dos veces|doble|tres veces|de mas|dos cargos)|(?:cobro|cargo|pago)s? (?:doble|duplicado|no autorizado|indebido)s?|(?:dinero|pago|pagos|transferencia|saldo)(?: \w+){0,3} (?:desaparecido|perdido|desaparecio|no ha llegado|se perdio)|(?:ha desaparecido|desaparecio) (?:el|mi|nuestro|un) (?:dinero|pago|saldo)|nos cuesta (?:\w+ ){0,4}(?:por|cada|al|la) (?:minuto|hora|dia)|(?:cobrado|cobraron|cargado|cargaron|retirado)(?: \w+){0,6} sin (?:mi|nuestr[oa]) (?:permiso|consentimiento|autorizacion))\b/,
  demand:
    /\b(?:urgen(?:te|tes|temente|cia)|lo antes posible|cuanto antes|ahora mismo|(?<!de )inmediato(?! y)|de inmediato|inmediatamente|emergencia|critic[oa](?:mente)?|perdida de datos|(?:hemos |he )?perdido (?:todos )?(?:los|nuestros|mis) datos|ya mismo|a la mayor brevedad)\b/,
  negatedBefore: /\b(?:no|nunca|sin|nada|ni|tampoco)(?: (?!pero |sino )\w+){0,2} $/,
  negatedAfter: /^(?: \w+)? no (?:es|hay|corre)\b/,
  calm: /\b(?:sin prisa|no hay prisa|no corre prisa|no tengo prisa|no es urgente|nada urgente|cuando (?:pueda|puedas|puedan|tenga tiempo|tengas tiempo|tengan tiempo)|solo (?:por curiosidad|curiosidad)|por (?:simple |pura )?curiosidad|tomate tu tiempo|tomese su tiempo|a tu ritmo|sin apuro)\b/,
};
