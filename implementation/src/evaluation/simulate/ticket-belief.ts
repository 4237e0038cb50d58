import type { SeenEvent } from './desk-door.ts';

/** When a desk takes silence for a resolution, and from when on that counts as one that lasts. */
export interface ResolutionTerms {
  readonly silenceDays: number;
  readonly durableDays: number;
}

/** What a ticket's log says of how it went. */
export interface Belief {
  /** The agent replied, and no person had to. */
  readonly answeredAlone: boolean;
  /** `confirmed`: the customer said so. `assumed`: silence for long enough after an answer. */
  readonly resolution: 'confirmed' | 'assumed' | null;
  /** Not reopened for long enough. */
  readonly durable: boolean;
  /** The customer came back after a resolution, which took it back. */
  readonly reopened: boolean;
}

interface Resolution {
  readonly kind: 'confirmed' | 'assumed';
  readonly at: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Reads a log, oldest event first, as of `now`: the desk itself wrote when it was resolved. */
export function beliefOf(
  events: readonly SeenEvent[],
  now: number,
  { durableDays }: Pick<ResolutionTerms, 'durableDays'>,
): Belief {
  let resolved: Resolution | null = null;
  let [replied, withPeople, reopened] = [false, false, false];
  for (const { type, actor, time, data } of events) {
    switch (type) {
      case 'message.received':
        reopened ||= resolved !== null;
        resolved = null;
        break;
      case 'reply.posted':
        if (actor !== 'agent') withPeople = true;
        // Who asks back has not answered yet.
        else replied ||= data.options === undefined;
        break;
      case 'ticket.escalated':
        withPeople = true;
        break;
      case 'status.changed':
        resolved = resolutionIn(data, time);
        break;
    }
  }
  const last = resolved as Resolution | null;
  return {
    answeredAlone: replied && !withPeople,
    resolution: withPeople ? null : (last?.kind ?? null),
    durable: !withPeople && last !== null && now - last.at >= durableDays * dayMs,
    reopened,
  };
}

function resolutionIn(data: SeenEvent['data'], at: number): Resolution | null {
  const { status, resolution } = data;
  if (status !== 'resolved') return null;
  return resolution === 'confirmed' || resolution === 'assumed' ? { kind: resolution, at } : null;
}
