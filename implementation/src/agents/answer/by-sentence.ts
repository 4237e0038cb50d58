import { sentences } from '#src/algorithms/text/sentences.ts';
import { mostOptions } from '#src/domain/ticket/events.ts';
import type { RankedArticle } from './article-ranker.ts';
import { leastShare } from './offer.ts';
import type { Lookup } from './understand.ts';

/** A longer message is a story of which no single sentence is the question. */
const mostSentences = 12;

/** A message as it was looked up. */
interface Found {
  readonly lookup: Lookup;
  /** Best first. */
  readonly ranked: readonly RankedArticle[];
}

/** A part of a message as it is looked up, and how far to believe its best article. */
export interface ReadPart {
  readonly best: RankedArticle | null;
  readonly confidence: number;
}

/**
 * The same with the best article for any one sentence among the first {@link mostOptions}, at the last
 * place: what is told round a question hides it, and who is asked back should find it on the list.
 */
export function withBestBySentence<Whole extends Found>(
  whole: Whole,
  read: (part: string) => ReadPart,
): Whole {
  const said = sentences(whole.lookup.text);
  if (said.length < 2 || said.length > mostSentences) return whole;
  const parts = said.map(({ text }) => read(text));
  const { best } = parts.reduce((left, right) =>
    right.confidence > left.confidence ? right : left,
  );
  const { ranked } = whole;
  const place = mostOptions - 1;
  if (!best || ranked.slice(0, place).some(({ article }) => article.id === best.article.id)) {
    return whole;
  }
  const known = ranked.find(({ article }) => article.id === best.article.id);
  const others = ranked.filter((one) => one !== known);
  // With less it would be no line of what is asked back with.
  const last = { ...best, share: Math.max(leastShare, known?.share ?? 0) };
  return { ...whole, ranked: [...others.slice(0, place), last, ...others.slice(place)] };
}
