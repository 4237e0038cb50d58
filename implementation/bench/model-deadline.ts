import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { loadSample } from './desk-fixture.ts';
import { ended, type StartedProcess, startDesk } from './started-desk.ts';
import { heading, percentile, report } from './statistics.ts';

const amount = 250;
const clients = 50;

/** A configuration in which the model is asked for every answer. */
function asking(modelUrl: string): object {
  const price = { inputPerMillionUsd: 1, outputPerMillionUsd: 1 };
  const model = { provider: 'openai', name: 'bench', baseUrl: `${modelUrl}/v1`, price };
  const brain = { classify: 'statistical', answer: 'model' };
  return { model, brain, spending: { dailyCapUsd: null } };
}

/** A model of this kind, or an address at which nobody listens. */
async function startModel(profile: string): Promise<StartedProcess> {
  const file = fileURLToPath(new URL('servers/model.ts', import.meta.url));
  const child = fork(file, [profile]);
  const [message] = (await once(child, 'message')) as [{ port: number }];
  const url = `http://127.0.0.1:${message.port}`;
  if (profile === 'gone') await ended(child);
  return { url, stop: async () => void (profile === 'gone' || (await ended(child))) };
}

interface Measured {
  readonly latencies: readonly number[];
  readonly answered: number;
  readonly toPeople: number;
  readonly errors: number;
  readonly writers: ReadonlyMap<string, number>;
}

/** Customers who each ask one question after the other. */
async function ask(url: string, questions: readonly string[]): Promise<Measured> {
  const latencies: number[] = [];
  const writers = new Map<string, number>();
  const counts = { answered: 0, toPeople: 0, errors: 0 };
  let asked = 0;
  const customer = async () => {
    while (asked < amount) {
      const message = questions[asked % questions.length];
      asked += 1;
      const began = performance.now();
      const response = await fetch(`${url}/v1/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      });
      const answer = (await response.json()) as {
        status?: string;
        ticketId?: string | null;
        receipt?: { model: string };
      };
      latencies.push(performance.now() - began);
      const writer = answer.receipt?.model ?? 'none';
      writers.set(writer, (writers.get(writer) ?? 0) + 1);
      if (answer.status === 'answered') counts.answered += 1;
      else if (answer.status === 'escalated' && answer.ticketId) counts.toPeople += 1;
      else counts.errors += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, customer));
  latencies.sort((left, right) => left - right);
  return { latencies, ...counts, writers };
}

function show(name: string, { latencies, writers, ...counts }: Measured): void {
  const at = (share: number) => `${percentile(latencies, share).toFixed(0)}`;
  const spread = `${at(0.5)} / ${at(0.95)} / ${at(0.99)} / ${latencies.at(-1)?.toFixed(0)} ms`;
  const { answered, toPeople, errors } = counts;
  report(name, spread, `${answered} answered, ${toPeople} to people, ${errors} errors`);
  const sorted = [...writers].sort(([, left], [, right]) => right - left);
  const reasons = sorted.map(([writer, count]) => `${count} × ${writer}`).join(', ');
  report('', '', `by ${reasons}`);
}

/** What customers wait for while the model has its troubles. The deadline is 2,000 ms. */
export async function benchModelDeadline(): Promise<void> {
  heading(
    `v0.5 with a model asked for every answer, ${clients} customers at once, ${amount} questions: p50 / p95 / p99 / longest`,
  );
  const { questions } = await loadSample();
  const alone = await startDesk({});
  show('no model: the floor', await ask(alone.url, questions));
  await alone.stop();
  for (const profile of ['healthy', 'slow', 'flaky', 'dead', 'gone']) {
    const model = await startModel(profile);
    const desk = await startDesk(asking(model.url));
    show(profile, await ask(desk.url, questions));
    await desk.stop();
    await model.stop();
  }
}

if (import.meta.main) await benchModelDeadline();
