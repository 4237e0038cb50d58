import { eventIdOf } from '#src/foundation/identity.ts';
import { answer } from '#src/functions/answer/answer.ts';
import { assumeResolutions } from '#src/functions/assume-resolutions/assume-resolutions.ts';
import { importFile } from '#src/functions/import-file/import-file.ts';
import { project } from '#src/functions/project/project.ts';
import { sweep } from '#src/functions/sweep/sweep.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import type { Item, Sent } from './host-under-test.ts';
import { answered, asked, question } from './http-rows.ts';
import { itemRow } from './item-cells.ts';
import type { Row } from './table.ts';

export const sent = (item: Item, tenant = 'default'): Sent => ({
  item,
  carried: { tenant, requestId: 'request-1', traceId: null, deadline: null },
});

const journey = async (desk: DeskUnderTest, ticketId = 'ticket-1'): Promise<Sent> => {
  const cause = await desk.opens(ticketId, question);
  return sent({ kind: 'queue', id: `message-of-${ticketId}`, body: { ticketId, cause } });
};

const answerRow = itemRow({
  fn: answer,
  prepare: journey,
  result: { outcome: 'answered' },
  left: { events: [answered], listed: [], called: 0 },
  fatal: 'dead',
  refused: {
    async prepare(desk) {
      const message = await journey(desk);
      await desk.replies('ticket-1', 'I do this one.');
      return message;
    },
    result: { outcome: 'stood_back' },
    left: {
      events: [[...asked, 'person reply.posted "I do this one."']],
      listed: [],
      called: 0,
    },
  },
  invalid: {
    prepare: async () => sent({ kind: 'queue', id: 'message-1', body: { ticket: 7 } }),
    became: 'dead',
    left: { events: [], listed: [], called: 0 },
  },
  three: {
    prepare: async (desk) => [
      await journey(desk, 'ticket-1'),
      await journey(desk, 'ticket-2'),
      await journey(desk, 'ticket-3'),
    ],
    badTicket: 'ticket-2',
    left: [
      { events: [answered, asked, answered], listed: [], called: 0 },
      { events: [answered, answered, answered], listed: [], called: 0 },
    ],
  },
});

const change = async (desk: DeskUnderTest, subject = 'ticket-1', tenant = 'default') => {
  await desk.opens(subject, question, tenant);
  return sent({ kind: 'feed', tenant, subject }, tenant);
};

const projectRow = itemRow({
  fn: project,
  prepare: change,
  left: { events: [asked], listed: ['default new'], called: 1 },
  fatal: 'tried again',
  refused: {
    prepare: async () => sent({ kind: 'feed', tenant: 'default', subject: 'nobody' }),
    left: { events: [], listed: [], called: 0 },
  },
  invalid: {
    prepare: async () => sent({ kind: 'feed', tenant: '', subject: '' }),
    became: 'done',
    left: { events: [], listed: [], called: 0 },
  },
  three: {
    prepare: async (desk) => [
      await change(desk, 'ticket-1', 'a co'),
      await change(desk, 'ticket-2', 'grün'),
      await change(desk, 'ticket-3', 'grün'),
    ],
    badTicket: 'ticket-2',
    left: [
      { events: [asked, asked, asked], listed: ['a co new', 'grün new'], called: 2 },
      { events: [asked, asked, asked], listed: ['a co new', 'grün new', 'grün new'], called: 3 },
    ],
  },
});

const sweepRow = itemRow({
  fn: sweep,
  async prepare(desk) {
    await desk.opens('ticket-1', question);
    return sent({ kind: 'schedule' }, '');
  },
  left: { events: [asked], listed: ['default new'], called: 1 },
  fatal: 'tried again',
  refused: 'a stroke of the clock asks for nothing that could be refused',
  invalid: 'a stroke of the clock brings no input',
  three: 'a stroke of the clock comes alone',
});

const silent = [
  'customer ticket.opened chat ""',
  '+customer message.received "How do I export my data?"',
  'system journey.started 1 <- message 1',
  'agent reply.posted "Click Export." 0.9 citing export (no receipt) <- message 1',
  '+system journey.ended answered:  <- message 1',
];
const answerEvent = eventIdOf('end-ticket-1-0', 0);

const assumeResolutionsRow = itemRow({
  fn: assumeResolutions,
  async prepare(desk) {
    await desk.wasAnswered('ticket-1');
    return sent({ kind: 'schedule' }, '');
  },
  // Nobody brings the list up here: it says what it said.
  left: {
    events: [[...silent, `system status.changed resolved assumed <- ${answerEvent}`]],
    listed: ['default pending'],
    called: 0,
  },
  fatal: 'tried again',
  refused: 'a stroke of the clock asks for nothing that could be refused',
  invalid: 'a stroke of the clock brings no input',
  three: 'a stroke of the clock comes alone',
});

const line = (id: number) => `{"id":${id},"body":"${question}","customer":{"email":"a@x"}}`;
const drop = async (desk: DeskUnderTest, name: string, text: string, tenant = 'default') => {
  desk.drop({ tenant, name }, text);
  return sent({ kind: 'blob', tenant, name }, tenant);
};
const taken = ['customer ticket.opened api ""', `+customer message.received "${question}"`];

const importRow = itemRow({
  fn: importFile,
  prepare: (desk) => drop(desk, 'größe 100% (1).jsonl', `${line(1)}\n${line(2)}`, 'a co'),
  result: { opened: 2, added: 0, known: 0, failed: 0 },
  left: { events: [taken, taken], listed: [], called: 0 },
  fatal: 'dead',
  refused: {
    prepare: (desk) => drop(desk, 'rows.jsonl', `${line(1)}\n{"id":\n${line(1)}`),
    result: { opened: 1, added: 0, known: 1, failed: 1 },
    left: { events: [taken], listed: [], called: 0 },
  },
  invalid: {
    prepare: (desk) => drop(desk, 'report.pdf', '%PDF'),
    became: 'dead',
    left: { events: [], listed: [], called: 0 },
  },
  three: {
    prepare: async (desk) => [
      await drop(desk, 'a+b&c.jsonl', line(1)),
      await drop(desk, 'report.pdf', '%PDF'),
      await drop(desk, '2026/november.jsonl', line(2)),
    ],
    badTicket: null,
    left: [
      { events: [taken, taken], listed: [], called: 0 },
      { events: [taken, taken], listed: [], called: 0 },
    ],
  },
});

export const itemRows: readonly Row[] = [
  answerRow,
  projectRow,
  sweepRow,
  assumeResolutionsRow,
  importRow,
];
