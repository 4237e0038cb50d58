import { dataSettings } from '#src/cli/settings.ts';
import { contentOfVersion, evaluateCompany } from '#src/evaluation/evaluate-company.ts';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import {
  holdOut,
  type IntentSetName,
  readDocuments,
  readIntentSet,
  readQueries,
} from './data-sets.ts';
import type { Figures } from './figures.ts';
import { measureIndexLoading } from './index-loading.ts';
import { type IntentEngine, linearSvm, ourClassifier } from './intent-engine.ts';
import { intentPeers } from './intent-peers.ts';
import { measureLargeCorpus } from './large-corpus.ts';
import { largeCorpusDocuments, largeCorpusQueries } from './large-corpus-documents.ts';
import { measureIntents } from './measure-intents.ts';
import { measureRetrieval, timeSearch } from './measure-retrieval.ts';
import { ourRetriever, type SearchEngine } from './search-engine.ts';
import { searchPeers } from './search-peers.ts';

/** What a process of its own measures, of one engine. */
export type Job = { readonly engine: string } & (
  | { readonly task: 'retrieval'; readonly data: string; readonly titles: boolean }
  | { readonly task: 'large'; readonly data: string; readonly documents: number }
  | { readonly task: 'loading'; readonly data: string; readonly articles: number }
  | { readonly task: 'intents'; readonly data: string; readonly set: IntentSetName }
  | { readonly task: 'held-out'; readonly data: string; readonly seeds: readonly number[] }
  | { readonly task: 'desk' }
);

export const searchEngines: readonly SearchEngine[] = [ourRetriever, ...searchPeers];
export const intentEngines: readonly IntentEngine[] = [ourClassifier, linearSvm, ...intentPeers];

export async function carryOut(job: Job, progress: (line: string) => void): Promise<Figures> {
  switch (job.task) {
    case 'retrieval': {
      const documents = await readDocuments(job.data, job.titles);
      const figures = measureRetrieval(search(job), documents, await readQueries(job.data));
      return { ...figures };
    }
    case 'large':
      return large(search(job), job);
    case 'loading':
      return loading(job.data, job.articles);
    case 'intents':
      return {
        ...(await measureIntents(intent(job), await readIntentSet(job.data, job.set), progress)),
      };
    case 'held-out':
      return heldOut(intent(job), job.data, job.seeds, progress);
    case 'desk':
      return evaluation();
  }
}

const search = ({ engine }: Job): SearchEngine => named(searchEngines, engine);
const intent = ({ engine }: Job): IntentEngine => named(intentEngines, engine);

function named<Engine extends { readonly name: string }>(
  engines: readonly Engine[],
  name: string,
): Engine {
  const found = engines.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no engine ${name}`);
  return found;
}

async function large(
  engine: SearchEngine,
  { data: dataDirectory, documents }: Extract<Job, { task: 'large' }>,
): Promise<Figures> {
  if (engine === ourRetriever) {
    const figures = await measureLargeCorpus({ dataDirectory, documents });
    const { indexMs, queryMicros, peakMiB } = figures;
    return { indexMs, p50Micros: queryMicros.p50, p95Micros: queryMicros.p95, peakMiB };
  }
  const made = [...largeCorpusDocuments({ dataDirectory, documents })];
  const queries = largeCorpusQueries({ dataDirectory });
  return { ...timeSearch(engine, made, queries).times };
}

async function loading(dataDirectory: string, articles: number): Promise<Figures> {
  const figures = await measureIndexLoading({ dataDirectory, articles });
  const { buildMs, firstLoadMs, loadMs, savedBytes } = figures;
  return { buildMs, firstLoadMs, loadMs, savedMiB: savedBytes / 2 ** 20 };
}

/** Means over the seeds; each leaves other intents out of training. */
async function heldOut(
  engine: IntentEngine,
  data: string,
  seeds: readonly number[],
  progress: (line: string) => void,
): Promise<Figures> {
  const whole = await readIntentSet(data, 'banking77');
  const sums = { accuracy: 0, auroc: 0, outOfScopeRecall: 0 };
  for (const seed of seeds) {
    progress(`seed ${seed}`);
    const figures = await measureIntents(engine, holdOut(whole, seed), progress);
    sums.accuracy += figures.accuracy / seeds.length;
    sums.auroc += (figures.auroc ?? 0) / seeds.length;
    sums.outOfScopeRecall += (figures.outOfScopeRecall ?? 0) / seeds.length;
  }
  return sums;
}

/** `supportmax eval` on the sample company. */
async function evaluation(): Promise<Figures> {
  const directory = dataSettings(process.env).contentDirectory;
  const content = contentOfVersion('v1', await loadContent(directory));
  const company = { directory, content, version: 'v1', clock: systemClock } as const;
  const { report } = await evaluateCompany(company);
  const surest = report.riskCoverage.wrongAt60Coverage;
  return {
    right: report.rightShare.ofAnswerable,
    wrong: report.wrongShare.ofAll,
    calibrationError: report.calibration.expectedCalibrationError,
    coverage: surest.coverage,
    wrongAt60Coverage: surest.wrongOfAnswers,
  };
}
