import { createServer, type Server, type ServerResponse } from 'node:http';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { serve } from './serve.ts';

/**
 * Stands in for a model behind OpenAI's protocol, on loopback: it finds no answer in any passage,
 * and takes its time over it as the profile says. `slow` and `flaky` differ from call to call in a
 * sequence that is the same in every run.
 */
const [profile = 'healthy'] = process.argv.slice(2);

const finding = { text: ['{"claims":[],"confidence":0.5}'], usage: { input: 900, output: 20 } };

function answer(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(openAIProtocol.body(finding)));
}

/** Pseudo-random numbers from 0 up to 1, always the same ones. */
let state = 1;
function next(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

const later = (response: ServerResponse, millis: number) =>
  setTimeout(() => answer(response), millis);

function flaky(response: ServerResponse): void {
  const fate = next();
  if (fate < 0.1) return void response.writeHead(500).end('{"error":{"message":"No."}}');
  if (fate < 0.2) return void response.writeHead(429, { 'retry-after': '1' }).end('{}');
  if (fate < 0.3) return void response.socket?.destroy();
  if (fate < 0.4) return void response.writeHead(200).end('{"choices":[{"message":{"con');
  if (fate < 0.5) return;
  later(response, 100 + 300 * next());
}

const profiles: Readonly<Record<string, (response: ServerResponse) => void>> = {
  healthy: (response) => void later(response, 100 + 300 * next()),
  slow: (response) => void later(response, 500 + 5_500 * next()),
  flaky,
  dead: () => {},
};

serve(
  createServer(async (request, response) => {
    for await (const _chunk of request);
    // What is asked at the start to see whether the model is there.
    if (request.method === 'GET') return response.end('{"object":"list","data":[]}');
    profiles[profile]?.(response);
  }) as Server,
);
