import { AlgorithmError } from '#src/algorithms/algorithm-error.ts';
import { indexSchemaVersion } from '#src/algorithms/search/index-codec.ts';
import {
  createRetriever,
  type RetrievableDocument,
  Retriever,
  type RetrieverOptions,
} from '#src/knowledge/retrieve/retriever.ts';
import { type ModelCache, modelName } from './model-cache.ts';

/**
 * The retriever over these documents, its index loaded where one is kept. An index that was kept
 * of older documents serves too: only what has changed is indexed, and the outcome is kept in its
 * place. One that is damaged, or of another release, is built again.
 */
export function cachedRetriever<Document extends RetrievableDocument>(
  kind: string,
  documents: readonly Document[],
  cache: ModelCache,
  options: RetrieverOptions = {},
): Retriever<Document> {
  const name = modelName(`index-${kind}`, { schema: indexSchemaVersion, settings: options.index });
  const kept = cache.read(name);
  const loaded = kept && load(kept, documents, options);
  if (loaded?.changed === 0) return loaded.retriever;
  const retriever = loaded?.retriever ?? createRetriever(documents, options);
  cache.write(name, retriever.encode());
  return retriever;
}

function load<Document extends RetrievableDocument>(
  kept: Uint8Array,
  documents: readonly Document[],
  options: RetrieverOptions,
) {
  const retriever = new Retriever<Document>(options);
  try {
    return { retriever, changed: retriever.load(kept, documents) };
  } catch (error) {
    if (error instanceof AlgorithmError && error.code === 'data_corrupt') return null;
    throw error;
  }
}
