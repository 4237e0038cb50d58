import { deskMetrics } from '#src/functions/desk-metrics/desk-metrics.ts';
import { getArticle } from '#src/functions/get-article/get-article.ts';
import { health } from '#src/functions/health/health.ts';
import { knowledgeGaps } from '#src/functions/knowledge-gaps/knowledge-gaps.ts';
import { listInbox } from '#src/functions/list-inbox/list-inbox.ts';
import { listTickets } from '#src/functions/list-tickets/list-tickets.ts';
import { project } from '#src/functions/project/project.ts';
import { prometheusMetrics } from '#src/functions/prometheus-metrics/prometheus-metrics.ts';
import { readiness } from '#src/functions/readiness/readiness.ts';
import { showArticle } from '#src/functions/show-article/show-article.ts';
import { showDesk } from '#src/functions/show-desk/show-desk.ts';
import { spending } from '#src/functions/spending/spending.ts';
import { webFile } from '#src/functions/web-file/web-file.ts';
import { nothingCarried } from '#src/hosts/carried.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import type { Script } from '../scenarios/scripted-agents.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import { type HttpRow, httpRow } from './http-cells.ts';
import type { Row } from './table.ts';

type ReadRow = Pick<HttpRow, 'fn' | 'gives'> & {
  readonly path: string;
  /** The path of something that is not there, where it can be asked for. */
  readonly nothingAt?: string;
  /** A ticket is in the list. */
  readonly listed?: true;
  readonly script?: Script;
};

const nothingToRefuse = 'it shows what there is; only its input can be wrong';
const text = 'How do I export?';

/** A function that only looks: what it answers leaves nothing behind. */
function readRow({ fn, gives, path, nothingAt, listed, script }: ReadRow): Row {
  return httpRow({
    fn,
    async prepare(desk) {
      if (script) desk.agents.script = script;
      if (listed) await listsATicket(desk);
    },
    ask: { method: 'GET', path },
    status: 200,
    gives,
    events: listed
      ? [['customer ticket.opened chat ""', `+customer message.received "${text}"`]]
      : [],
    refused:
      nothingAt === undefined
        ? nothingToRefuse
        : { ask: { method: 'GET', path: nothingAt }, status: 404, code: 'not_found' },
    // A value of a query comes once, whatever it means.
    invalid: { method: 'GET', path: `${path}?once=1&once=2` },
    asksNoLog: true,
  });
}

/** The list is another function's work, which has been done. */
async function listsATicket(desk: DeskUnderTest): Promise<void> {
  await desk.opens('ticket-1', text);
  const laptop = await desk.open([]);
  await hostFunction(project, laptop.desk).call({ subjects: ['ticket-1'] }, nothingCarried);
  await laptop.close();
}

export const readRows: readonly Row[] = [
  {
    fn: listTickets,
    path: '/v1/tickets',
    gives: { items: [{ id: 'ticket-1', status: 'new' }], nextCursor: null },
    listed: true,
  } as const,
  {
    fn: listInbox,
    path: '/v1/inbox',
    gives: { items: [{ ticket: { id: 'ticket-1' }, preview: text }], nextCursor: null },
    listed: true,
  } as const,
  { fn: deskMetrics, path: '/v1/metrics', gives: { tickets: 1 }, listed: true } as const,
  {
    fn: getArticle,
    path: '/v1/articles/export',
    nothingAt: '/v1/articles/import',
    gives: { id: 'export', language: 'en' },
  },
  {
    fn: knowledgeGaps,
    path: '/v1/knowledge/gaps',
    gives: { items: [], nextCursor: null, questions: 0, hasOlder: false },
    listed: true,
  } as const,
  { fn: spending, path: '/v1/spending', gives: { items: [], nextCursor: null } },
  { fn: health, path: '/healthz', gives: { status: 'ok', version: 'test' } },
  {
    fn: readiness,
    path: '/readyz',
    gives: { status: 'ok', version: 'test' },
    // Nothing is paid for a try.
    script: { paid: false },
  },
  { fn: prometheusMetrics, path: '/metrics', gives: 'up 1' },
  { fn: showDesk, path: '/', gives: 'Acme' },
  {
    fn: webFile,
    path: '/web/dom.js',
    nothingAt: '/web/other.js',
    gives: 'export function element',
  },
  {
    fn: showArticle,
    path: '/articles/export',
    nothingAt: '/articles/import',
    gives: 'Open Settings and choose Export.',
  },
].map(readRow);
