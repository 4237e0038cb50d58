import type { LabelledText } from '#src/algorithms/train-text-classifier.ts';
import type { IntentClassifier, IntentEngine } from './intent-engine.ts';
import { loadPeer } from './peers.ts';

/** node-nlp's learning rate. By default it is 0.6, which forgets on sets of many intents. */
const learningRate = 0.005;
const progressEveryMs = 10_000;

interface NlpManager {
  addDocument(locale: string, text: string, intent: string): void;
  train(): Promise<void>;
  readonly nlp: {
    /** What `process` finds of the intent, without entities, sentiment and answer. */
    classify(
      locale: string,
      text: string,
    ): Promise<{ classifications: { intent: string; score: number }[] }>;
  };
}

async function trainNodeNlp(
  rows: readonly LabelledText[],
  progress: (line: string) => void,
): Promise<IntentClassifier> {
  const { NlpManager } = loadPeer<{ NlpManager: new (options: object) => NlpManager }>('node-nlp');
  let told = performance.now();
  const log = ({ iterations, error }: { iterations: number; error: number }) => {
    if (performance.now() - told < progressEveryMs) return;
    told = performance.now();
    progress(`epoch ${iterations}, error ${error.toFixed(5)}`);
  };
  const network = { className: 'NeuralNlu', learningRate, useNoneFeature: false, log };
  const manager = new NlpManager({
    languages: ['en'],
    autoSave: false,
    nlu: { en: { default: network }, log },
  });
  for (const { text, label } of rows) manager.addDocument('en', text, label);
  await manager.train();
  return async (text) => {
    const { classifications } = await manager.nlp.classify('en', text);
    const [{ intent, score } = { intent: 'None', score: 0 }] = classifications;
    return { label: intent, confidence: score, inScopeScore: score };
  };
}

interface NaiveBayes {
  defineConfig(options: { considerOnlyPresence: boolean; smoothingFactor: number }): void;
  definePrepTasks(tasks: readonly unknown[]): void;
  learn(text: string, label: string): void;
  consolidate(): void;
  /** Logarithms to the base of two, best first. */
  computeOdds(text: string): [label: string, odds: number][];
}

interface WinkUtils {
  readonly string: { readonly lowerCase: unknown; readonly tokenize0: unknown };
  readonly tokens: { readonly stem: unknown; readonly appendBigrams: unknown };
}

function trainNaiveBayes(rows: readonly LabelledText[]): IntentClassifier {
  const classifier = loadPeer<() => NaiveBayes>('wink-naive-bayes-text-classifier')();
  const { string, tokens } = loadPeer<WinkUtils>('wink-nlp-utils');
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.05 });
  const preparation = [string.lowerCase, string.tokenize0, tokens.stem, tokens.appendBigrams];
  classifier.definePrepTasks(preparation);
  for (const { text, label } of rows) classifier.learn(text, label);
  classifier.consolidate();
  return (text) => {
    const [[label, odds] = ['unknown', 0]] = classifier.computeOdds(text);
    return { label, confidence: 1 / (1 + 2 ** -odds), inScopeScore: odds };
  };
}

/** Other classifiers, each with the documented options that did best on BANKING77. */
export const intentPeers: readonly IntentEngine[] = [
  {
    name: 'node-nlp',
    packageName: 'node-nlp',
    setting: `NeuralNlu, learning rate ${learningRate} (default 0.6), no feature for none`,
    slow: true,
    train: trainNodeNlp,
  },
  {
    name: 'wink-naive-bayes',
    packageName: 'wink-naive-bayes-text-classifier',
    setting: 'lower case, stems, pairs; presence alone, smoothing 0.05',
    train: trainNaiveBayes,
  },
];
