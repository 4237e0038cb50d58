import { readFileSync } from 'node:fs';
import type { RedactedSpan, Redactor } from '#src/algorithms/redaction/create-redactor.ts';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { labelledTexts } from '#src/testing/redaction/labelled-sentences.ts';
import { lookalikes } from '#src/testing/redaction/lookalikes.ts';
import { isHidden, measureRecall } from '#src/testing/redaction/measure-recall.ts';
import { articleTexts } from './redaction-inputs.ts';
import { heading, report } from './statistics.ts';

const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;

/** Values made from public formats, in sentences; the same ones every time. */
export function benchGenerated(redactor: Redactor): void {
  heading('Made from public formats: recall = every letter and digit hidden');
  const texts = labelledTexts(seededRandom(17), 1_000);
  const results = measureRecall((text) => redactor.redact(text), texts);
  for (const [kind, { amount, hidden, right, claimed, personal }] of results) {
    report(
      `${kind} (${amount})`,
      `recall ${percent(hidden, amount)}`,
      `right ${percent(right, amount)}, precision ${percent(personal, claimed)} of ${claimed}`,
    );
  }
}

/** What is taken out of texts that hold nothing personal. */
export function benchFalseAlarms(redactor: Redactor): void {
  heading('False alarms: places taken out of text that holds nothing personal');
  const prose = articleTexts();
  const words = prose.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  const kinds = prose.flatMap((text) => redactor.redact(text).spans.map(({ kind }) => kind));
  const share = ((kinds.length / words) * 1_000).toFixed(2);
  report(`${prose.length} articles, ${words} words`, `${share} in 1,000 words`, kindsOf(kinds));
  for (const [name, texts] of Object.entries(lookalikes(seededRandom(7), 2_000))) {
    const spans = texts.map((text) => redactor.redact(text).spans);
    const hit = spans.filter((list) => list.length > 0).length;
    const found = kindsOf(spans.flat().map(({ kind }) => kind));
    report(name, percent(hit, texts.length), `${texts[0]}  ${found}`);
  }
}

const kindsOf = (kinds: readonly string[]) =>
  kinds.length === 0 ? '' : `(${[...new Set(kinds)].join(', ')})`;

interface Entity {
  entity_type: string;
  start_position: number;
  end_position: number;
}

interface Sample {
  full_text: string;
  spans: Entity[];
}

/** What a label of the data set is called here. */
const labels: Readonly<Record<string, readonly string[]>> = {
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

/** Recall and precision by label on labelled texts: a JSON list of `{ full_text, spans }`. */
export function measureFile(redactor: Redactor, path: string, showMisses: boolean): void {
  heading('Labelled data: recall = every letter and digit hidden; right = under its own kind');
  const samples = JSON.parse(readFileSync(path, 'utf8')) as Sample[];
  const results = samples.map((sample) => ({
    sample,
    spans: redactor.redact(sample.full_text).spans,
  }));
  const shapes = new Map<string, number>();
  for (const label of Object.keys(labels)) measureLabel(label, results, shapes);
  measureKnownNames(redactor, samples);
  if (!showMisses) return;
  heading('Shapes (A, a: letters, 9: digit) of what was missed or claimed wrongly');
  const sorted = [...shapes].sort((left, right) => right[1] - left[1]);
  for (const [shape, count] of sorted.slice(0, 80)) report(shape, String(count));
}

function measureLabel(
  label: string,
  results: readonly { sample: Sample; spans: readonly RedactedSpan[] }[],
  shapes: Map<string, number>,
): void {
  const kinds = labels[label] ?? [];
  const counts = { all: 0, hidden: 0, right: 0, claimed: 0, true: 0, personal: 0 };
  for (const { sample, spans } of results) {
    const own = spans.filter(({ kind }) => kinds.includes(kind));
    for (const entity of sample.spans.filter((one) => one.entity_type === label)) {
      counts.all += 1;
      if (isHidden(placeOf(sample, entity), spans)) counts.hidden += 1;
      else note(shapes, `missed ${label}`, placeOf(sample, entity));
      if (own.some((span) => overlap(entity, span))) counts.right += 1;
    }
    for (const span of own) {
      const hits = sample.spans.filter((entity) => overlap(entity, span));
      counts.claimed += 1;
      if (hits.some((entity) => entity.entity_type === label)) counts.true += 1;
      if (hits.length > 0) counts.personal += 1;
      else note(shapes, `false ${span.kind}`, { ...span, text: sample.full_text });
    }
  }
  const { all, hidden, right, claimed, true: correct, personal } = counts;
  const precision = `precision ${percent(correct, claimed)} of ${claimed}`;
  report(
    `${label} (${all})`,
    `recall ${percent(hidden, all)}`,
    `right ${percent(right, all)}, ${precision}, any label ${percent(personal, claimed)}`,
  );
}

/** Names when the session knows them beforehand, as it knows the customer of a ticket. */
function measureKnownNames(redactor: Redactor, samples: readonly Sample[]): void {
  let [all, hidden] = [0, 0];
  for (const sample of samples) {
    const people = sample.spans
      .filter((one) => one.entity_type === 'PERSON')
      .map((one) => placeOf(sample, one));
    const names = people.map(({ text, start, end }) => text.slice(start, end));
    const found = redactor.redact(sample.full_text, redactor.session(names)).spans;
    all += people.length;
    hidden += people.filter((one) => isHidden(one, found)).length;
  }
  report(`PERSON, names given (${all})`, `recall ${percent(hidden, all)}`);
}

const placeOf = ({ full_text: text }: Sample, entity: Entity) => ({
  text,
  start: entity.start_position,
  end: entity.end_position,
});

const overlap = (entity: Entity, span: RedactedSpan) =>
  span.start < entity.end_position && entity.start_position < span.end;

/** Counts the shape of a place, never its content. */
function note(
  shapes: Map<string, number>,
  what: string,
  { text, start, end }: { text: string; start: number; end: number },
): void {
  const shape = text
    .slice(start, end)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[^\P{L}A]/gu, 'a')
    .replace(/a{2,}/g, 'a+')
    .replace(/\d/g, '9')
    .replace(/\n/g, '\\n')
    .slice(0, 50);
  const key = `${what}: ${shape}`;
  shapes.set(key, (shapes.get(key) ?? 0) + 1);
}
