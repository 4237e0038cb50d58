import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lambdaClientProblem } from '#src/testing/aws-lambda/lambda-client.ts';
import { startLambda } from '#src/testing/aws-lambda/run-in-lambda.ts';
import { heading, median, report } from '../statistics.ts';
import type { BundledFunction } from './bundled-functions.ts';

const rounds = 9;

const chatEvent = JSON.parse(
  readFileSync(new URL('../../../functions/aws/events/chat.json', import.meta.url), 'utf8'),
);

interface FirstAnswer {
  /** From the start of the process until it waits for an event. */
  readonly startMs: number;
  readonly firstMs: number;
  readonly secondMs: number;
}

async function firstAnswer(folder: string): Promise<FirstAnswer> {
  const lambda = await startLambda({ folder, handler: 'index.handler' });
  try {
    const startMs = await lambda.initialised;
    const [first, second] = [await lambda.invoke(chatEvent), await lambda.invoke(chatEvent)];
    const { result } = first as { result?: { statusCode?: number } };
    if (result?.statusCode !== 200) throw new Error(`no answer: ${JSON.stringify(first)}`);
    return { startMs, firstMs: first.millis, secondMs: second.millis };
  } finally {
    await lambda.stop();
  }
}

/** How long the first customer waits under AWS's own client: for information. */
export async function reportFirstAnswer(functions: readonly BundledFunction[]): Promise<void> {
  heading(`Start of the process to the first chat under Lambda’s client, median of ${rounds}`);
  const problem = lambdaClientProblem();
  const chat = functions.find(({ name }) => name === 'chat');
  if (problem !== null || !chat) {
    process.stdout.write(`not measured: ${problem}\n`);
    return;
  }
  const answers: FirstAnswer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    answers.push(await firstAnswer(dirname(chat.aws.file)));
  }
  const of = (field: keyof FirstAnswer) => median(answers.map((one) => one[field]));
  report('until it waits for an event', `${of('startMs').toFixed(0)} ms`);
  report('the first chat', `${of('firstMs').toFixed(0)} ms`, 'it waits for content and models');
  report('the second chat', `${of('secondMs').toFixed(1)} ms`);
}
