import type { Option } from '#src/domain/ticket/events.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** What of an event in a ticket's log customers and their judge look at. */
export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a customer gets for a message. */
export interface Reply {
  readonly kind: 'answer' | 'asked back' | 'handed over' | 'refused' | 'none';
  readonly text: string;
  /** The articles that it cites. */
  readonly articleIds: readonly string[];
  /** What it asks the customer to choose from; empty unless it asks back. */
  readonly options: readonly Option[];
  /** From the message to the reply, milliseconds of real time. */
  readonly millis: number;
}

/** A desk as whoever stands outside sees it. */
export interface DeskDoor {
  fetch(request: Request): Promise<Response>;
  /** Resolves when the desk has nothing left to do: what a customer by e-mail waits for. */
  settled(): Promise<void>;
  /** The desk's time. */
  readonly clock: SimulatedClock;
  /** Real time, to measure answers by; milliseconds. */
  readonly stopwatch: () => number;
}

/** Time goes by: the desk ends what it is at, and does what it does after so long. */
export async function letPass(door: DeskDoor, passingMs: number): Promise<void> {
  await door.settled();
  door.clock.leap(passingMs);
  // Whoever was woken has begun by then, and is waited for.
  await nextTurn();
  await door.settled();
}

type Json = Readonly<Record<string, unknown>>;

interface Called {
  readonly status: number;
  readonly json: Json;
}

export async function callDesk(door: DeskDoor, path: string, body?: Json): Promise<Called> {
  const request = new Request(`http://desk${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const response = await door.fetch(request);
  return { status: response.status, json: (await response.json()) as Json };
}

/** The log of a ticket, oldest event first. */
export async function eventsOf(door: DeskDoor, ticketId: string): Promise<SeenEvent[]> {
  const { json } = await callDesk(door, `/v1/tickets/${ticketId}`);
  const events = (json.events ?? []) as readonly {
    readonly id: string;
    readonly type: string;
    readonly time: string;
    readonly actor: { readonly kind: string };
    readonly data: Json;
  }[];
  return events.map((event) => ({
    ...event,
    time: Date.parse(event.time),
    actor: event.actor.kind,
  }));
}

/** The articles that a reply in a ticket's log, or a chat's response, cites. */
export function citedBy(data: Json): string[] {
  const citations = (data.citations ?? []) as readonly { readonly articleId: string }[];
  return citations.map(({ articleId }) => articleId);
}

/** What a reply in a ticket's log, or a chat's response, asks to choose from. */
export const optionsIn = (data: Json): readonly Option[] =>
  (data.options ?? []) as readonly Option[];
