import { hash } from 'node:crypto';

/**
 * A name for its parts: the same parts always give the same 128-bit identifier (32 hex digits), in
 * every process and every cloud. Each part is length-prefixed, so ('ab','c') and ('a','bc') differ.
 */
export function identify(...parts: readonly (string | number)[]): string {
  let text = '';
  for (const part of parts) {
    const value = String(part);
    text += `${value.length}:${value}`;
  }
  return hash('sha256', text, 'hex').slice(0, 32);
}

/** SHA-256 of a text, 64 hex digits. */
export function contentHash(text: string): string {
  return hash('sha256', text, 'hex');
}

/** JSON with sorted keys, so that equal values give equal texts whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return entry;
    const source = entry as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(source)
        .sort()
        .map((key) => [key, source[key]]),
    );
  });
}

export const ticketIdOf = (tenant: string, commandId: string) =>
  `ticket-${identify('ticket', tenant, commandId).slice(0, 24)}`;

export const eventIdOf = (commandId: string, index: number) =>
  `event-${identify('event', commandId, index).slice(0, 24)}`;

export const journeyIdOf = (ticketId: string, causeEventId: string) =>
  `journey-${identify('journey', ticketId, causeEventId).slice(0, 24)}`;
