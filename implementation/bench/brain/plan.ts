import { hasDocuments, hasIntents, intentSets } from './data-sets.ts';
import type { Column } from './figures.ts';
import { intentEngines, type Job, searchEngines } from './job.ts';
import { type BrainOptions, largeDocuments } from './options.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly jobs: readonly Job[];
}

export interface Plan {
  readonly sections: readonly Section[];
  /** What is not measured, and why. */
  readonly skipped: readonly string[];
}

const times: readonly Column[] = [
  { key: 'p50Micros', title: 'p50', kind: 'micros' },
  { key: 'p95Micros', title: 'p95', kind: 'micros' },
];
const search: readonly Column[] = [{ key: 'indexMs', title: 'index', kind: 'ms' }, ...times];
const peak: Column = { key: 'peakMiB', title: 'peak memory', kind: 'MiB' };
const retrieval: readonly Column[] = [
  { key: 'mrr10', title: 'MRR@10', kind: 'score' },
  { key: 'recall10', title: 'recall@10', kind: 'score' },
  ...search,
];
const scope: readonly Column[] = [
  { key: 'auroc', title: 'AUROC', kind: 'score' },
  { key: 'outOfScopeRecall', title: 'recall at 5 %', kind: 'percent' },
];
const accuracy: Column = { key: 'accuracy', title: 'accuracy', kind: 'percent' };
const calibration: Column = { key: 'calibrationError', title: 'ECE', kind: 'score' };
const intents: readonly Column[] = [
  accuracy,
  { key: 'macroF1', title: 'macro F1', kind: 'score' },
  calibration,
  { key: 'trainMs', title: 'train', kind: 'ms' },
  ...times,
];
const loading: readonly Column[] = [
  { key: 'buildMs', title: 'build', kind: 'ms' },
  { key: 'firstLoadMs', title: 'first load', kind: 'ms' },
  { key: 'loadMs', title: 'later loads', kind: 'ms' },
  { key: 'savedMiB', title: 'on disk', kind: 'MiB' },
];
const evaluation: readonly Column[] = [
  { key: 'right', title: 'right, of answerable', kind: 'percent' },
  { key: 'wrong', title: 'wrong, of all', kind: 'percent' },
  { key: 'coverage', title: 'coverage', kind: 'percent' },
  { key: 'wrongAt60Coverage', title: 'wrong among these', kind: 'percent' },
  calibration,
];

const setTitles = { banking77: 'BANKING77', clinc150: 'CLINC150', hwu64: 'HWU64' } as const;
const seeds = [1, 2, 3, 4, 5];

/** What is measured with these options on the data that is there. */
export function planBench(options: BrainOptions, peersMissing: string | null): Plan {
  const skipped = [...skippedPeers(options, peersMissing)];
  const usable = (engine: { packageName: string | null; slow?: boolean }) =>
    engine.packageName === null || (peersMissing === null && !(options.quick && engine.slow));
  const finders = searchEngines.filter(usable).map(({ name }) => name);
  const classifiers = intentEngines.filter(usable).map(({ name }) => name);
  const sections = [
    ...planRetrieval(options, finders, skipped),
    ...planIntents(options, classifiers, skipped),
  ];
  if (options.parts.has('desk')) {
    const jobs: Job[] = [{ engine: 'ours', task: 'desk' }];
    sections.push({ id: 'desk', title: 'Own evaluation', columns: evaluation, jobs });
  }
  return { sections, skipped };
}

function skippedPeers({ quick, peers }: BrainOptions, peersMissing: string | null): string[] {
  if (peers === 'none') return ['all peers: --peers none'];
  if (peersMissing !== null) return [`all peers: ${peersMissing}`];
  if (!quick) return [];
  return ['node-nlp, the large corpus, held-out intents: --quick'];
}

function planRetrieval(options: BrainOptions, engines: readonly string[], skipped: string[]) {
  const { data, documents, parts } = options;
  if (!parts.has('retrieval') && !parts.has('large')) return [];
  if (data === undefined || !hasDocuments(data)) {
    skipped.push(`retrieval: ${noData(data)}`);
    return [];
  }
  const sections: Section[] = [];
  if (parts.has('retrieval')) {
    for (const titles of [true, false]) {
      sections.push({
        id: titles ? 'titles' : 'no-titles',
        title: `StackFAQ, ${titles ? 'with titles' : 'titles left out'}`,
        columns: retrieval,
        jobs: engines.map((engine) => ({ engine, task: 'retrieval', data, titles })),
      });
    }
  }
  if (parts.has('large')) {
    sections.push({
      // The goals are about this size alone.
      id: documents === largeDocuments ? 'large' : `large-${documents}`,
      title: `${documents.toLocaleString('en')} documents made of StackFAQ’s sentences`,
      columns: [...search, peak],
      jobs: engines.map((engine) => ({ engine, task: 'large', data, documents })),
    });
    // The peers' indexes are measured where they are built; ours must start in a Lambda.
    const articles = Math.min(documents, 10_000);
    sections.push({
      id: articles < 10_000 ? `loading-${articles}` : 'loading',
      title: `Index of ${articles.toLocaleString('en')} articles, saved and loaded`,
      columns: loading,
      jobs: [{ engine: 'ours', task: 'loading', data, articles }],
    });
  }
  return sections;
}

function planIntents(options: BrainOptions, engines: readonly string[], skipped: string[]) {
  const { data, parts } = options;
  const sections: Section[] = [];
  const has = (set: (typeof intentSets)[number]) => data !== undefined && hasIntents(data, set);
  if (parts.has('intents')) {
    for (const set of intentSets) {
      if (data === undefined || !has(set)) skipped.push(`${setTitles[set]}: ${noData(data)}`);
      else {
        sections.push({
          id: set,
          title: `${setTitles[set]} dev`,
          columns: set === 'clinc150' ? [...intents, ...scope] : intents,
          jobs: engines.map((engine) => ({ engine, task: 'intents', data, set })),
        });
      }
    }
  }
  if (!parts.has('held-out')) return sections;
  if (data === undefined || !has('banking77')) skipped.push(`held-out intents: ${noData(data)}`);
  else {
    // Five trainings of node-nlp take a quarter of an hour, and its score is no measure of scope.
    const some = engines.filter((engine) => engine !== 'node-nlp');
    sections.push({
      id: 'held-out',
      title: `20 intents held out of BANKING77, mean of ${seeds.length} seeds`,
      columns: [accuracy, ...scope],
      jobs: some.map((engine) => ({ engine, task: 'held-out', data, seeds })),
    });
  }
  return sections;
}

const noData = (data: string | undefined): string =>
  data === undefined ? 'name the data by --data DIR' : `it is not in ${data}`;
