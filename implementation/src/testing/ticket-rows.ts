import fc from 'fast-check';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';

/** A plain row, with whatever a test wants otherwise. */
export function aTicketRow(fields: Partial<TicketRow> & Pick<TicketRow, 'id'>): TicketRow {
  return {
    tenant: 'tenant',
    subject: 'Invoice is wrong',
    preview: 'The total does not add up.',
    status: 'open',
    escalated: false,
    escalationReason: null,
    priority: 'normal',
    intent: null,
    assignee: null,
    tags: [],
    customer: { email: 'ada@example.com', name: 'Ada' },
    channel: 'email',
    createdAt: 1_000,
    updatedAt: 2_000,
    seen: { site: 1 },
    resolution: null,
    firstReplyAt: null,
    agentReplies: 0,
    personReplies: 0,
    awaiting: null,
    silence: null,
    resolutions: [],
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    ...fields,
  };
}

const words = ['Refund', 'refund', 'ÄRGER', '100%', 'a_b', 'C:\\path', "it's", 'ﬁle', '漢字', '🙂'];
const text = fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((some) => some.join(' '));

/** Rows few enough in their values that filters, ties and repeated ids happen. */
export const anyTicketRow: fc.Arbitrary<TicketRow> = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }).map((number) => `ticket-${number}`),
    subject: text,
    preview: text,
    status: fc.constantFrom('new', 'open', 'pending', 'snoozed', 'resolved'),
    escalated: fc.boolean(),
    escalationReason: fc.constantFrom('nothing_found', 'person_requested', null, null),
    priority: fc.constantFrom('low', 'normal', 'high', 'urgent'),
    assignee: fc.constantFrom('ada', 'bo', null),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'vi', 'bug', 'x.y')),
    customer: fc.record({ name: text }),
    createdAt: fc.integer({ min: 1, max: 5 }),
    updatedAt: fc.integer({ min: 1, max: 5 }),
    seen: fc.record({ a: fc.integer({ min: 1, max: 4 }), b: fc.integer({ min: 0, max: 2 }) }),
    resolution: fc.constantFrom('confirmed', 'assumed', 'person', null),
    agentReplies: fc.integer({ min: 0, max: 2 }),
    personReplies: fc.integer({ min: 0, max: 1 }),
    awaiting: fc.option(
      fc.record({ cause: fc.constant('event'), notBefore: fc.integer({ min: 1, max: 9 }) }),
    ),
    silence: fc.option(
      fc.record({ answer: fc.constant('event'), since: fc.integer({ min: 1, max: 9 }) }),
    ),
    resolutions: fc.array(
      fc.record({
        kind: fc.constantFrom('confirmed', 'assumed'),
        at: fc.integer({ min: 1, max: 9 }),
        reopenedAt: fc.option(fc.integer({ min: 10, max: 19 })),
      }),
      { maxLength: 2 },
    ),
    inputTokens: fc.integer({ min: 0, max: 9 }),
    costUsd: fc.integer({ min: 0, max: 9 }),
  })
  .map((fields) => aTicketRow(fields as Partial<TicketRow> & { id: string }));

export const anySearch = fc.oneof(
  text,
  fc.constantFrom('ref', 'RE fund', '%', '_', '\\', "'", 'ärg', 'file', '  ', 'x'.repeat(300)),
);
