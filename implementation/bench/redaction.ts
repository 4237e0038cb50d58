import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { adversarialFamilies } from './redaction-inputs.ts';
import { benchFalseAlarms, benchGenerated, measureFile } from './redaction-recall.ts';
import { heading, median, report } from './statistics.ts';

const redactor = createRedactor();

const MESSAGE = `Hi team, my name is Maria Keller and I cannot sign in since Tuesday. I ordered two
lamps (order 10023345, 49.90 EUR) with maria.keller@example.org and the code from the app is refused
with error E-4012. I tried the web page, version 5.2.1, and the phone app. You can reach me on
+49 30 901820 or 030 9018 2010 in the afternoon. The card was 4111 1111 1111 1111, and the last
invoice came on 2024-03-11. Please send the replacement to Lindenstraße 12, 10969 Berlin. Regards,
Maria`;
const PLAIN = 'The export stops at half of the rows and then the page shows a spinner. ';

/** What the cheapest redactor does: one pass of one expression for e-mail addresses alone. */
const ONE_EXPRESSION = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const oneExpression = (text: string) => text.replace(ONE_EXPRESSION, '[email]');

/** The least that any reader of a text does: look at each of its characters once. */
function oneLook(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) digits += 1;
  }
  return digits;
}

type Work = (text: string) => unknown;
const redact: Work = (text) => redactor.redact(text);

/** Milliseconds a call takes: the median, and the least, which a busy machine disturbs least. */
function millisOf(work: Work, text: string, times: number): { middle: number; least: number } {
  const values: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    // A call by itself is shorter than the clock's steps.
    for (let again = 0; again < 10; again += 1) work(text);
    values.push((performance.now() - start) / 10);
  }
  return { middle: median(values), least: Math.min(...values) };
}

function benchMessage(): void {
  heading('One message of 500 characters, median of 300 times ten calls');
  const texts: readonly [string, string][] = [
    ['with seven personal places', MESSAGE.slice(0, 500)],
    ['without', PLAIN.repeat(7).slice(0, 500)],
  ];
  for (const [name, text] of texts) {
    for (const [what, work, against] of [
      ['redacted', redact, 'aim < 0.2'],
      ['peer: one expression for e-mail alone', oneExpression, ''],
      ['floor: one look at each character', oneLook, ''],
    ] as const) {
      millisOf(work, text, 100);
      const { middle, least } = millisOf(work, text, 300);
      report(
        `${name}: ${what}`,
        `${middle.toFixed(4)} ms`,
        `least ${least.toFixed(4)}  ${against}`,
      );
    }
  }
}

/** Processor time of so many calls, in milliseconds. */
function processorMillis(work: Work, text: string, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) work(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const SIZES = [1_000, 10_000, 100_000];

/** The same amount of text in pieces of each size, in turns, so that noise hits all sizes alike. */
function leastMillis(work: Work, texts: readonly string[], rounds: number): number[] {
  const least = texts.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    texts.forEach((text, index) => {
      const times = 100_000 / text.length;
      const millis = processorMillis(work, text, times) / times;
      least[index] = Math.min(least[index] ?? millis, millis);
    });
  }
  return least;
}

function benchAdversarial(): void {
  heading('Adversarial text: processor time a call of 1 KB, 10 KB, 100 KB; ratio of the last two');
  const show = (name: string, millis: readonly number[]): number => {
    const ratio = (millis[2] ?? 0) / (millis[1] ?? 1);
    report(name, `× ${ratio.toFixed(1)}`, `${millis.map((one) => one.toFixed(2)).join(' / ')} ms`);
    return ratio;
  };
  let [worst, slowest] = [0, 0];
  for (const [name, make] of Object.entries(adversarialFamilies)) {
    const millis = leastMillis(redact, SIZES.map(make), 4);
    worst = Math.max(worst, show(name, millis));
    slowest = Math.max(slowest, millis[2] ?? 0);
  }
  show('floor: one look at each character', leastMillis(oneLook, SIZES.map(plain), 4));
  report('largest ratio (linear is 10)', `× ${worst.toFixed(1)}`);
  report('slowest 100 KB', `${slowest.toFixed(0)} ms`);
}

const plain = (size: number) => PLAIN.repeat(Math.ceil(size / PLAIN.length)).slice(0, size);

const { values } = parseArgs({
  options: { data: { type: 'string' }, misses: { type: 'boolean', default: false } },
});
if (values.data === undefined) {
  benchMessage();
  benchGenerated(redactor);
  benchFalseAlarms(redactor);
  benchAdversarial();
} else if (existsSync(values.data)) measureFile(redactor, values.data, values.misses);
else process.stdout.write(`skipped: there is no file ${values.data}\n`);
