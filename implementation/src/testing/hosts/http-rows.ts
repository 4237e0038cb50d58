import { chat } from '#src/functions/chat/chat.ts';
import { getTicket } from '#src/functions/get-ticket/get-ticket.ts';
import { handOff } from '#src/functions/hand-off/hand-off.ts';
import { openTicket } from '#src/functions/open-ticket/open-ticket.ts';
import { postMessage } from '#src/functions/post-message/post-message.ts';
import { streamEvents } from '#src/functions/stream-events/stream-events.ts';
import { takeInMessage } from '#src/functions/take-in/take-in.ts';
import { answerTo } from '../scenarios/answer-scenarios.ts';
import type { Ask } from './host-under-test.ts';
import { httpRow } from './http-cells.ts';
import { readRows } from './read-rows.ts';
import type { Row } from './table.ts';

export const question = 'How do I export?';
export const asked = ['customer ticket.opened chat ""', `+customer message.received "${question}"`];
export const answered = [
  ...asked,
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];

const post = (path: string, body: unknown, key = 'key-1'): Ask => ({
  method: 'POST',
  path,
  body,
  headers: { 'idempotency-key': key },
});

const chatRow = httpRow({
  fn: chat,
  ask: post('/v1/chat', { message: question }),
  status: 200,
  gives: { status: 'answered', reply: 'Open Settings and choose Export.', confidence: 0.9 },
  events: [answered],
  refused: {
    ask: post('/v1/chat', { message: question, conversationId: 'nowhere' }),
    status: 404,
    code: 'not_found',
  },
  invalid: post('/v1/chat', { message: '' }),
});

const ticket = { body: question, customer: { email: 'ada@example.com' } };
const opened = ['customer ticket.opened api ""', `+customer message.received "${question}"`];

const openTicketRow = httpRow({
  fn: openTicket,
  ask: post('/v1/tickets', ticket),
  status: 201,
  gives: { status: 'new' },
  events: [opened],
  refused: {
    first: post('/v1/tickets', ticket),
    ask: post('/v1/tickets', { ...ticket, body: 'Something else.' }),
    status: 409,
    code: 'conflict',
  },
  invalid: post('/v1/tickets', '{"body":'),
});

const mail = { externalId: '<1@mail.example.com>', body: question, customer: {}, channel: 'email' };

const takeInRow = httpRow({
  fn: takeInMessage,
  ask: post('/v1/intake', mail),
  status: 200,
  gives: { outcome: 'opened', journey: 'answered', ticket: { status: 'pending' } },
  givesAgain: { outcome: 'known', journey: 'answered' },
  events: [['customer ticket.opened email ""', ...answered.slice(1)]],
  refused: {
    first: post('/v1/intake', mail),
    ask: post('/v1/intake', { ...mail, body: 'Something else.' }),
    status: 409,
    code: 'conflict',
  },
  invalid: post('/v1/intake', { ...mail, externalId: 7 }),
});

const get = (path: string, more: Partial<Ask> = {}): Ask => ({ method: 'GET', path, ...more });

const getTicketRow = httpRow({
  fn: getTicket,
  prepare: (desk) => desk.opens('ticket-1', question),
  ask: get('/v1/tickets/ticket-1'),
  status: 200,
  gives: { ticket: { id: 'ticket-1', status: 'new' }, events: [{}, {}] },
  events: [asked],
  refused: { ask: get('/v1/tickets/nobody'), status: 404, code: 'not_found' },
  invalid: get('/v1/tickets/ticket-1?unknown=1'),
});

const until = 'event: message.received';
const streamEventsRow = httpRow({
  fn: streamEvents,
  prepare: (desk) => desk.opens('ticket-1', question),
  ask: get('/v1/events?from=start', { until }),
  status: 200,
  gives: ['event: ticket.opened', until],
  events: [asked],
  refused: 'it has a stream for everybody; only its input can be wrong',
  invalid: get('/v1/events?from=never', { until }),
  endless: true,
});

const more = { from: 'customer', body: 'And where is it?' };
const postMessageRow = httpRow({
  fn: postMessage,
  prepare: (desk) => desk.opens('ticket-1', question),
  ask: post('/v1/tickets/ticket-1/messages', more),
  status: 201,
  gives: { ticket: { id: 'ticket-1' }, events: [{ type: 'message.received' }] },
  events: [[...asked, 'customer message.received "And where is it?"']],
  refused: {
    ask: post('/v1/tickets/nobody/messages', more),
    status: 404,
    code: 'not_found',
  },
  invalid: post('/v1/tickets/ticket-1/messages', { ...more, from: 'agent' }),
});

const handOffRow = httpRow({
  fn: handOff,
  prepare: (desk) => desk.opens('ticket-1', question),
  ask: post('/v1/tickets/ticket-1/handoff', { reason: 'By phone.' }),
  status: 200,
  gives: { ticket: { id: 'ticket-1', escalated: true } },
  events: [
    [
      ...asked,
      `person ticket.escalated person_requested: "${question}"`,
      '+person note.added By phone.',
    ],
  ],
  refused: {
    ask: post('/v1/tickets/nobody/handoff', {}),
    status: 404,
    code: 'not_found',
  },
  invalid: post('/v1/tickets/ticket-1/handoff', { reason: 7 }),
});

export const httpRows: readonly Row[] = [
  chatRow,
  openTicketRow,
  takeInRow,
  getTicketRow,
  streamEventsRow,
  postMessageRow,
  handOffRow,
  ...readRows,
];
