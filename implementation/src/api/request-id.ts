/** The caller's own id for the request where it is harmless, or a new one. */
export function requestIdOf(desk: { newId(): string }, request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[\w.-]{1,64}$/.test(given) ? given : desk.newId();
}
