import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom, shuffle } from '#src/algorithms/seeded-random.ts';
import { readJsonLines, readLabelledTexts, readTexts } from '#src/cli/data-files.ts';
import type { RetrievableDocument } from '#src/knowledge/retrieve/retriever.ts';
import type { IntentSet } from './measure-intents.ts';
import type { JudgedQuery } from './retrieval-metrics.ts';

export const intentSets = ['banking77', 'clinc150', 'hwu64'] as const;
export type IntentSetName = (typeof intentSets)[number];

/** Intents that are left out of training to ask of them afterwards. */
const heldOutIntents = 20;

const intentFile = (data: string, name: string) => join(data, 'intent', `${name}.csv`);
const searchFile = (data: string, name: string) => join(data, 'retrieval', `${name}.jsonl`);

export const hasIntents = (data: string, set: IntentSetName): boolean =>
  existsSync(intentFile(data, `${set}.train`));

export const hasDocuments = (data: string): boolean =>
  existsSync(searchFile(data, 'stackfaq.docs'));

export async function readIntentSet(data: string, set: IntentSetName): Promise<IntentSet> {
  const strangers = intentFile(data, `${set}.dev-out-of-scope`);
  return {
    train: await readLabelledTexts(intentFile(data, `${set}.train`)),
    test: await readLabelledTexts(intentFile(data, `${set}.dev`)),
    outOfScope: existsSync(strangers) ? await readTexts(strangers) : [],
  };
}

/** The set without some of its intents, whose test texts are out of scope now. */
export function holdOut({ train, test }: IntentSet, seed: number): IntentSet {
  const labels = [...new Set(train.map(({ label }) => label))].sort();
  if (labels.length <= heldOutIntents) throw new Error(`${labels.length} intents are too few`);
  const order = Int32Array.from(labels.keys());
  shuffle(order, seededRandom(seed));
  const out = new Set(Array.from(order.subarray(0, heldOutIntents), (at) => labels[at]));
  return {
    train: train.filter(({ label }) => !out.has(label)),
    test: test.filter(({ label }) => !out.has(label)),
    outOfScope: test.filter(({ label }) => out.has(label)).map(({ text }) => text),
  };
}

/** Documents with their titles, or without any. */
export async function readDocuments(data: string, titles: boolean): Promise<RetrievableDocument[]> {
  const lines = await readJsonLines(searchFile(data, 'stackfaq.docs'));
  return lines.map(({ value: { id, title, text } }) => ({
    id: String(id),
    title: titles ? String(title ?? '') : '',
    text: String(text),
  }));
}

export async function readQueries(data: string): Promise<JudgedQuery[]> {
  const lines = await readJsonLines(searchFile(data, 'stackfaq.queries'));
  return lines.map(({ value: { text, relevant } }) => ({
    text: String(text),
    relevant: new Set((relevant as readonly unknown[]).map(String)),
  }));
}
