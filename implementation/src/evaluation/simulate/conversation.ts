import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DeskDoor, Reply } from './desk-door.ts';
import { callDesk, citedBy, eventsOf, letPass, optionsIn } from './desk-door.ts';

/** One customer's conversation with the desk, over HTTP. */
export interface Conversation {
  /** Null until the first message was taken in. */
  readonly ticketId: string | null;
  say(text: string): Promise<Reply>;
}

export function createConversation(
  door: DeskDoor,
  channel: Extract<Channel, 'chat' | 'email'>,
): Conversation {
  return channel === 'chat' ? new ChatConversation(door) : new MailConversation(door);
}

/** Time goes on while people read and type; two messages never have the same moment. */
const typingMs = 20_000;

class ChatConversation implements Conversation {
  ticketId: string | null = null;
  readonly #door: DeskDoor;

  constructor(door: DeskDoor) {
    this.#door = door;
  }

  async say(message: string): Promise<Reply> {
    const door = this.#door;
    await letPass(door, typingMs);
    const began = door.stopwatch();
    const conversation = this.ticketId === null ? {} : { conversationId: this.ticketId };
    const { status, json } = await callDesk(door, '/v1/chat', { message, ...conversation });
    const millis = door.stopwatch() - began;
    if (status !== 200) return refusal(status, json, millis);
    this.ticketId = String(json.conversationId);
    const options = optionsIn(json);
    const kind = options.length > 0 ? 'asked back' : 'answer';
    return {
      kind: json.status === 'answered' ? kind : 'handed over',
      text: String(json.reply),
      articleIds: citedBy(json),
      options,
      millis,
    };
  }
}

class MailConversation implements Conversation {
  ticketId: string | null = null;
  readonly #door: DeskDoor;

  constructor(door: DeskDoor) {
    this.#door = door;
  }

  async say(body: string): Promise<Reply> {
    const door = this.#door;
    await letPass(door, typingMs);
    const began = door.stopwatch();
    const { status, json } =
      this.ticketId === null
        ? await callDesk(door, '/v1/tickets', { body, channel: 'email', customer: sender })
        : await callDesk(door, `/v1/tickets/${this.ticketId}/messages`, { from: 'customer', body });
    if (status !== 201) return refusal(status, json, door.stopwatch() - began);
    this.ticketId ??= String(json.id);
    await door.settled();
    return this.#replyTo(this.ticketId, door.stopwatch() - began);
  }

  /** What stands in the log after the newest message. */
  async #replyTo(ticketId: string, millis: number): Promise<Reply> {
    const events = await eventsOf(this.#door, ticketId);
    const newest = events.findLastIndex(({ type }) => type === 'message.received');
    const reply = events.slice(newest).find(({ type }) => type === 'reply.posted');
    const isWithPeople = events.some(({ type }) => type === 'ticket.escalated');
    const options = reply ? optionsIn(reply.data) : [];
    const kind = options.length > 0 ? 'asked back' : 'answer';
    return {
      kind: isWithPeople ? 'handed over' : reply ? kind : 'none',
      text: String(reply?.data.text ?? ''),
      articleIds: reply ? citedBy(reply.data) : [],
      options,
      millis,
    };
  }
}

const sender = { email: 'customer@example.com' };

/** A desk that refuses a message says so; one that fails is no desk to be measured. */
function refusal(status: number, json: Readonly<Record<string, unknown>>, millis: number): Reply {
  if (status >= 500) throw new SupportError('internal', `the desk failed: ${JSON.stringify(json)}`);
  return { kind: 'refused', text: String(json.detail ?? ''), articleIds: [], options: [], millis };
}
