import { Agent, request } from 'node:http';
import { loadSample } from '../desk-fixture.ts';

/** What the parent asks for: chats over so many connections, as fast as they go or at a rate. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly amount: number;
  /** Null: each connection asks again as soon as it has its answer. */
  readonly perSecond: number | null;
}

/** Milliseconds from when a chat was due until its answer was whole, and how long all took. */
export interface LoadReport {
  readonly latenciesMs: readonly number[];
  readonly durationMs: number;
  readonly failures: number;
}

// A process of its own with the plain client of Node: a load generator that prepares every request
// for every connection beforehand keeps the first answers waiting, and takes that for latency.
const { questions } = await loadSample();
const bodies = questions.map((message) => Buffer.from(JSON.stringify({ message })));

function ask(url: string, agent: Agent, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request(`${url}/v1/chat`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function load({ url, connections, amount, perSecond }: LoadOrder): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  let failures = 0;
  let next = 0;
  const began = performance.now();
  const customer = async () => {
    while (next < amount) {
      const number = next++;
      const due = perSecond === null ? performance.now() : began + (number / perSecond) * 1_000;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const status = await ask(url, agent, bodies[number % bodies.length] as Buffer);
      if (status !== 200) failures += 1;
      // From when it was due: a client that waits for its turn would hide the wait of others.
      latenciesMs.push(performance.now() - due);
    }
  };
  await Promise.all(Array.from({ length: connections }, customer));
  agent.destroy();
  return { latenciesMs, durationMs: performance.now() - began, failures };
}

process.on('message', async (order: LoadOrder) => void process.send?.(await load(order)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
