import * as z from 'zod';
import { wholeNumber } from '#src/api/whole-number.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { draftArticle } from '#src/knowledge/gaps/draft-article.ts';
import { byWeight, findGaps } from '#src/knowledge/gaps/find-gaps.ts';
import type { DeskFor } from '../parts.ts';
import { gapResourceOf, type gapsPage } from './gaps-resource.ts';
import { readUnanswered } from './read-unanswered.ts';
import { createTopicTerms } from './topic-terms.ts';

export const gapsQuery = z.strictObject({
  since: z.iso
    .datetime()
    .optional()
    .describe('Only questions asked since then, UTC. From the beginning without it.'),
  cursor: z.string().max(500).optional().describe('The `nextCursor` of the page before.'),
  limit: z
    .preprocess(wholeNumber, z.int().min(1).max(200))
    .default(50)
    .describe('How many at most; 50 unless it is given.'),
});

/** Where a page ended: the last gap's place in the order. */
const place = z.strictObject({ id: z.string(), tickets: z.int(), lastAskedAt: z.int() });
type Place = z.output<typeof place>;

type Desk = DeskFor<{
  projectionStore: 'read';
  eventLog: 'read';
  knowledge: 'read';
  policy: 'read';
}>;

/** A page of the tenant's gaps, as they are now: each page is worked out anew from the logs. */
export async function gapsPageOf(
  desk: Desk,
  context: RequestContext,
  { since, cursor, limit }: z.output<typeof gapsQuery>,
): Promise<z.input<typeof gapsPage>> {
  const after = cursor === undefined ? null : placeIn(cursor);
  const sinceMs = since === undefined ? 0 : Date.parse(since);
  const { questions, hasOlder } = await readUnanswered(desk, context, sinceMs);
  const topicTerms = createTopicTerms();
  const gaps = findGaps(questions, topicTerms).filter(
    (gap) => after === null || byWeight(after, gap) < 0,
  );
  const nowMs = desk.clock.now();
  const drafting = {
    topicTerms,
    language: desk.policy.languages[0] ?? 'en',
    today: new Date(nowMs).toISOString().slice(0, 10),
    articles: desk.knowledge.validAt(nowMs),
  };
  const items = gaps.slice(0, limit).map((gap) => gapResourceOf(gap, draftArticle(gap, drafting)));
  const last = gaps[limit - 1];
  const nextCursor = gaps.length > limit && last ? cursorOf(last) : null;
  return { items, nextCursor, questions: questions.length, hasOlder };
}

const cursorOf = ({ id, tickets, lastAskedAt }: Place): string =>
  Buffer.from(JSON.stringify({ id, tickets, lastAskedAt })).toString('base64url');

function placeIn(cursor: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new SupportError('invalid_argument', 'cursor: not the nextCursor of this list.');
  }
}
