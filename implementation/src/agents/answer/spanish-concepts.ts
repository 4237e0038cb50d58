/**
 * The same as the English list for Spanish, with endings written out as in the German one.
 */
export const spanishConcepts = `
iniciar sesión | entrar | acceso | acceder | loguearme | identificarme | inicio de sesión | deja entrar
cerrar sesión | salir | desconectarme
bloqueado | bloqueada | bloquea | bloqueo | estoy fuera | bloquear
contraseña | contraseñas | clave
olvidé | olvidó | olvidado | se me olvidó | olvidar
segundo factor | dos pasos | doble factor | segundo paso | verificación en dos pasos | autenticador
código de recuperación | códigos de recuperación | códigos impresos | códigos de respaldo
correo | mensaje | buzón
enlace | vínculo
enlace mágico | enlace para entrar | acceso por email
caducado | caduca | ya no vale | ya no va | vencido | expirado | caducar | dura | válido
borrar | eliminar | quitar | borrado | eliminado | borré | suprimir | elimino | eliminarlo | eliminadas | tiré | quité | borráis | borrarlo
recuperar | rescatar | restaurar | devolver | recuperarlo | recupero | deshacer | restablece | resetear
papelera | basura
sin querer | por error | equivocado | me equivoqué | equivocada | por accidente | he equivocado
crear | añadir | agregar | poner | meter | meto | pongo
cambiar | modificar | editar | cambio | cambiarla | actualizar | edita
cancelar | darme de baja | baja | dar de baja | anular | cancelación | cancelo
suscripción | abono mensual | anualidad | contrato
renovar | renovó | renovación | prorrogar
plan | paquete | tarifa plana
precio | cuesta | cuánto cuesta | cuánto vale
factura | facturar | documento
recibo | justificante | comprobante
reembolso | devolución | devolvéis | devuelven | devolución del dinero | me devolvéis
descuento | rebaja | cupón
tarjeta | tarjeta de crédito
pago | pagar | pagando | pague | pagado | cobrar | cobro | cobran | cobraréis | cobráis
transferencia | domiciliar | domiciliarlo | domiciliación | adeudo | banco
ha fallado | falló | no sale | no funciona | no se pudo | rechazado | no lo acepta | no acepta | inválido | no es válido
impuesto | iva
gestoría | contable | asesor | contabilidad
recordar | recordatorio | aviso | avisar | avisarle | avisó | insiste
presupuesto | estimación
cliente | comprador
compañero | compañera | compañeros | equipo | gente | personas | alguien | empleado | miembro | usuario
administrador | administradora
propietario | propietaria | dueño | dueña
jefe | jefa | gestor | responsable | encargado
rol | permiso
invitado | externo
invitar | invitación | invitaciones | invité
plaza | licencia | asiento | por cabeza
espacio de trabajo | espacio | cuenta
prueba | periodo de prueba | probando | demo | probar
plan superior | subir de plan | subo de plan | plan grande | al grande | uno mejor
plan más pequeño | bajar de plan | bajo de plan | al pequeño | paquete barato | plan inferior | lo reduzco
límite | máximo | tope | como máximo | cuántos | cuántas
tiempo | horas | registro horario
entrada | entrada de tiempo | registro
registrar | apuntar | apuntando | apuntan | apuntó | apunté | registradas | anotar | fichar
cronómetro | temporizador | reloj
iniciar | empezar | comenzar | poner en marcha | pongo en marcha | arrancar
parar | detener | apagarlo | detenerlo | pararla | pararlo | apagar
aprobar | visto bueno | aprobada | aprobación
móvil | teléfono | celular
sin cobertura | sin internet | sin red | sin conexión | túnel | cobertura
ordenador | portátil | computadora
navegador | web | pestaña | página
activar | activo | encender | habilitar
desactivar | desactivo | deshabilitar
exportar | exportación | descargar | bajarse | copia completa | bajar todo
importar | cargar | subirlo | subí | importación
archivo | fichero | adjuntos
csv | hoja | columnas | filas
solo lectura | no se puede editar | nadie puede apuntar
enviar | mandar | mandé | envío | enviarla | mandáis
falta | desaparecido | perdido | no aparece | desaparecen | ya no están
automático | automáticamente | solo | automática | sola
dirección | domicilio
cuánto tiempo | cuánto tarda | plazo | en cuánto tiempo | de cuánto tiempo
`;
