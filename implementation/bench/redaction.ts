import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRedactor, type RedactedSpan } from '#src/algorithms/redaction/create-redactor.ts';
import { adversarialFamilies, articleTexts, lookalikes } from './redaction-inputs.ts';
import { heading, median, report } from './statistics.ts';

const redactor = createRedactor();

/** Milliseconds a call takes: the median, and the least, which a busy machine disturbs least. */
function millisOf(text: string, times: number): { middle: number; least: number } {
  const values: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    redactor.redact(text);
    values.push(performance.now() - start);
  }
  return { middle: median(values), least: Math.min(...values) };
}

const MESSAGE = `Hi team, my name is Maria Keller and I cannot sign in since Tuesday. I ordered two
lamps (order 10023345, 49.90 EUR) with maria.keller@example.org and the code from the app is refused
with error E-4012. I tried the web page, version 5.2.1, and the phone app. You can reach me on
+49 30 901820 or 030 9018 2010 in the afternoon. The card was 4111 1111 1111 1111, and the last
invoice came on 2024-03-11. Please send the replacement to Lindenstraße 12, 10969 Berlin. Regards,
Maria`;

function benchMessage(): void {
  heading('One message of 500 characters, median of 2,000');
  const message = MESSAGE.slice(0, 500);
  const plain = 'The export stops at half of the rows and then the page shows a spinner. '.repeat(
    7,
  );
  for (const text of [message, plain]) millisOf(text, 500);
  const times = (text: string) => {
    const { middle, least } = millisOf(text, 2_000);
    return `${middle.toFixed(4)} ms (least ${least.toFixed(4)})`;
  };
  report('with personal data', times(message), 'aim < 0.2');
  report('without', times(plain.slice(0, 500)), 'aim < 0.2');
}

/** Processor time of redacting a text so many times, in milliseconds. */
function processorMillis(text: string, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) redactor.redact(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The same amount of text in pieces of each size, in turns, so that noise hits all sizes alike. */
function benchAdversarial(): void {
  heading('Adversarial text: processor time a call of 1 KB, 10 KB, 100 KB; ratio of the last two');
  const sizes = [1_000, 10_000, 100_000];
  let worst = 0;
  for (const [name, make] of Object.entries(adversarialFamilies)) {
    const texts = sizes.map(make);
    const least = sizes.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < 6; round += 1) {
      texts.forEach((text, index) => {
        const times = 100_000 / text.length;
        const millis = processorMillis(text, times) / times;
        least[index] = Math.min(least[index] ?? millis, millis);
      });
    }
    const ratio = (least[2] ?? 0) / (least[1] ?? 1);
    worst = Math.max(worst, ratio);
    const times = least.map((millis) => millis.toFixed(2)).join(' / ');
    report(name, `× ${ratio.toFixed(1)}`, `${times} ms`);
  }
  report('largest ratio (linear is 10)', `× ${worst.toFixed(1)}`);
}

function benchFalseAlarms(): void {
  heading('False alarms: places taken out of text that holds nothing personal');
  const prose = articleTexts();
  const words = prose.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  const kinds = prose.flatMap((text) => redactor.redact(text).spans.map(({ kind }) => kind));
  const share = ((kinds.length / words) * 1_000).toFixed(2);
  report(
    `${prose.length} articles, ${words} words`,
    `${share} in 1,000 words`,
    String(new Set(kinds).size ? [...new Set(kinds)] : ''),
  );
  for (const [name, texts] of Object.entries(lookalikes(2_000))) {
    const hit = texts.filter((text) => redactor.redact(text).spans.length > 0).length;
    report(name, `${((hit / texts.length) * 100).toFixed(1)} %`, texts[0] ?? '');
  }
}

interface Sample {
  full_text: string;
  spans: { entity_type: string; start_position: number; end_position: number }[];
}

/** What a label of the data set is called here. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  EMAIL_ADDRESS: ['email'],
  PHONE_NUMBER: ['phone'],
  CREDIT_CARD: ['card'],
  IBAN_CODE: ['iban'],
  US_SSN: ['ssn', 'national-id'],
  IP_ADDRESS: ['ip'],
  US_DRIVER_LICENSE: ['driver-licence'],
  PERSON: ['name'],
  ADDRESS: ['address'],
};

/** Recall and precision by kind on labelled texts: a JSON list of `{ full_text, spans }`. */
function measure(path: string, showMisses: boolean): void {
  heading('Labelled data: recall = every letter and digit hidden; right = under its own kind');
  const samples = JSON.parse(readFileSync(path, 'utf8')) as Sample[];
  const shapes = new Map<string, number>();
  const results = samples.map((sample) => ({
    sample,
    spans: redactor.redact(sample.full_text).spans,
  }));
  for (const [label, kinds] of Object.entries(kindsOf)) {
    let [all, hidden, right] = [0, 0, 0];
    let [claimed, true_, personal] = [0, 0, 0];
    for (const { sample, spans } of results) {
      for (const entity of sample.spans.filter((one) => one.entity_type === label)) {
        all += 1;
        const covered = isCovered(sample.full_text, entity, spans);
        if (covered) hidden += 1;
        else note(shapes, `missed ${label}`, sample.full_text, entity);
        const own = spans.filter(({ kind }) => kinds.includes(kind));
        if (own.some((span) => overlap(entity, span))) right += 1;
      }
      for (const span of spans.filter(({ kind }) => kinds.includes(kind))) {
        claimed += 1;
        const hits = sample.spans.filter((entity) => overlap(entity, span));
        if (hits.some((entity) => entity.entity_type === label)) true_ += 1;
        if (hits.length > 0) personal += 1;
        else {
          const { start, end, kind } = span;
          note(shapes, `false ${kind}`, sample.full_text, {
            start_position: start,
            end_position: end,
          });
        }
      }
    }
    const percent = (part: number, whole: number) =>
      whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
    report(
      `${label} (${all})`,
      `recall ${percent(hidden, all)}`,
      `right ${percent(right, all)}, precision ${percent(true_, claimed)} of ${claimed}, any label ${percent(personal, claimed)}`,
    );
  }
  measureKnownNames(samples);
  if (showMisses) {
    heading('Shapes (A letter, 9 digit) of what was missed or claimed wrongly');
    for (const [shape, count] of [...shapes]
      .sort((left, right) => right[1] - left[1])
      .slice(0, 80)) {
      report(shape, String(count));
    }
  }
}

/** Names when the session knows them beforehand, as it knows the customer of a ticket. */
function measureKnownNames(samples: readonly Sample[]): void {
  let [all, hidden] = [0, 0];
  for (const { full_text: text, spans } of samples) {
    const people = spans.filter((one) => one.entity_type === 'PERSON');
    const session = redactor.session(
      people.map((one) => text.slice(one.start_position, one.end_position)),
    );
    const found = redactor.redact(text, session).spans;
    all += people.length;
    hidden += people.filter((one) => isCovered(text, one, found)).length;
  }
  report(`PERSON, names given (${all})`, `recall ${((hidden / all) * 100).toFixed(1)} %`);
}

type Entity = { start_position: number; end_position: number };

const overlap = (entity: Entity, span: RedactedSpan) =>
  span.start < entity.end_position && entity.start_position < span.end;

function isCovered(text: string, entity: Entity, spans: readonly RedactedSpan[]): boolean {
  for (let at = entity.start_position; at < entity.end_position; at += 1) {
    if (!/[\p{L}\p{N}]/u.test(text[at] ?? '')) continue;
    if (!spans.some(({ start, end }) => start <= at && at < end)) return false;
  }
  return true;
}

/** Counts the shape of a place, never its content. */
function note(shapes: Map<string, number>, what: string, text: string, entity: Entity): void {
  const shape = text
    .slice(entity.start_position, entity.end_position)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{L}/gu, 'a')
    .replace(/a{2,}/g, 'a+')
    .replace(/\d/g, '9')
    .replace(/\n/g, '\\n')
    .slice(0, 50);
  const key = `${what}: ${shape}`;
  shapes.set(key, (shapes.get(key) ?? 0) + 1);
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, misses: { type: 'boolean', default: false } },
});
if (values.data === undefined) {
  benchMessage();
  benchFalseAlarms();
  benchAdversarial();
} else if (existsSync(values.data)) measure(values.data, values.misses);
else process.stdout.write(`skipped: there is no file ${values.data}\n`);
