import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { Retriever } from '#src/knowledge/retrieve/retriever.ts';
import type { Passage, PassageRetriever, Question } from '../agents.ts';

const passageLimit = 5;

/** The desk's retriever behind the journey's interface. */
export function createPassageRetriever(
  retriever: Retriever<KnowledgeArticle>,
): PassageRetriever & { find(question: Question): Passage[] } {
  const find = (question: Question): Passage[] => findPassages(retriever, question);
  return { find, retrieve: async (question) => find(question) };
}

/** The best articles, with what the answerer needs to judge them. */
function findPassages(retriever: Retriever<KnowledgeArticle>, question: Question): Passage[] {
  const hits = retriever.search(question.text, { limit: passageLimit });
  return hits.map(({ document, score, parts, matchedShare, titleShare, titleCoverage }) => {
    const { id, title, url, text, contentHash } = document;
    const evidence = { ...parts, matchedShare, titleShare, titleCoverage };
    return { articleId: id, title, url, text, contentHash, score, evidence };
  });
}
