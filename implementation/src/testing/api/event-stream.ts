/** One server-sent event. */
export interface StreamedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** A stream of server-sent events that a test reads. */
export interface EventStream {
  /** The next event; null when the stream has ended. Comments are passed over. */
  next(): Promise<StreamedEvent | null>;
  take(count: number): Promise<StreamedEvent[]>;
  /** Comments that came so far. */
  readonly comments: readonly string[];
  /** Resolves with the comments once there are so many. */
  untilComments(count: number): Promise<readonly string[]>;
  /** Hangs up. */
  cancel(): Promise<void>;
}

/** Reads server-sent events strictly: only the fields that the desk sends, each once a frame. */
export function readEventStream(response: Response): EventStream {
  const reader = (response.body ?? new Response('').body)?.getReader();
  if (!reader) throw new Error('the response has no body');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const events: StreamedEvent[] = [];
  const comments: string[] = [];
  let rest = '';
  let ended = false;
  const readMore = async () => {
    const { done, value } = await reader.read();
    if (done) {
      ended = true;
      return;
    }
    rest += decoder.decode(value, { stream: true });
    const frames = rest.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame.startsWith(':')) comments.push(frame);
      else events.push(parseFrame(frame));
    }
  };
  const next = async () => {
    while (events.length === 0 && !ended) await readMore();
    return events.shift() ?? null;
  };
  return {
    next,
    comments,
    async take(count) {
      const taken: StreamedEvent[] = [];
      while (taken.length < count) {
        const event = await next();
        if (!event) throw new Error(`the stream ended after ${taken.length} of ${count} events`);
        taken.push(event);
      }
      return taken;
    },
    async untilComments(count) {
      while (comments.length < count && !ended) await readMore();
      return comments;
    },
    cancel: () => reader.cancel(),
  };
}

function parseFrame(frame: string): StreamedEvent {
  const fields = new Map<string, string>();
  for (const line of frame.split('\n')) {
    const [, name = '', value = ''] = /^(id|event|data): (.*)$/.exec(line) ?? [];
    if (name === '' || fields.has(name)) throw new Error(`not a frame of events: ${frame}`);
    fields.set(name, value);
  }
  const { id, event: type, data } = Object.fromEntries(fields);
  if (!id || !type || !data) throw new Error(`an event lacks a field: ${frame}`);
  return { id, type, data: JSON.parse(data) };
}
