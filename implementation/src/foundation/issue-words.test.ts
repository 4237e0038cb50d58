import { expect, it } from 'vitest';
import * as z from 'zod';
import { issueWords } from './issue-words.ts';

const schema = z.strictObject({
  body: z.string().min(1).max(3),
  count: z.int().min(2).max(5).optional(),
  tags: z.array(z.string()).max(1).optional(),
  channel: z.enum(['email', 'api']).optional(),
  when: z.iso.datetime().optional(),
});

it.each([
  [{}, 'body is missing; it must be a text'],
  [{ body: 7 }, 'body must be a text'],
  [{ body: '' }, 'body must not be empty'],
  [{ body: 'long' }, 'body must have at most 3 characters'],
  [{ body: 'a', count: 1 }, 'count must be at least 2'],
  [{ body: 'a', count: 1.5 }, 'count must be a whole number'],
  [{ body: 'a', count: 6 }, 'count must be at most 5'],
  [{ body: 'a', tags: ['a', 'b'] }, 'tags must have at most 1 entries'],
  [{ body: 'a', channel: 'fax' }, 'channel must be "email" or "api"'],
  [{ body: 'a', bdy: 1 }, ' has no field "bdy"'],
  [{ body: 'a', when: 'soon' }, 'when Invalid ISO datetime'],
])('%j: %s', (given, expected) => {
  const [issue] = schema.safeParse(given).error?.issues ?? [];
  if (!issue) throw new Error('nothing was found');
  expect(`${issue.path.join('.')} ${issueWords(issue, given)}`).toBe(expected);
});
