import type { Answer, Ask } from './host-under-test.ts';

/** What it is in JSON; where it is none, the text. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads an answer to its end, or until its client has seen what it wanted, and goes away. */
export async function readAnswer(
  response: Response,
  { until, onText }: Ask,
  goAway: () => void,
): Promise<Answer> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      onText?.(text);
      if (until === undefined || !text.includes(until)) continue;
      goAway();
      break;
    }
  } catch (error) {
    if (until === undefined || !text.includes(until)) throw error;
  }
  return { status: response.status, body: jsonOrText(text) };
}

/** Asks at a URL, as a client does. */
export async function askAt(
  url: string,
  ask: Ask,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { method, path, body } = ask;
  const gone = new AbortController();
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
    signal: gone.signal,
    ...(text !== undefined && { body: text }),
  });
  return readAnswer(response, ask, () => gone.abort());
}
