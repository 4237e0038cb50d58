import { chat } from './chat/chat.ts';
import type { DeskFunction } from './define-function.ts';
import { deskMetrics } from './desk-metrics/desk-metrics.ts';
import { getArticle } from './get-article/get-article.ts';
import { getTicket } from './get-ticket/get-ticket.ts';
import { handOff } from './hand-off/hand-off.ts';
import { health } from './health/health.ts';
import { knowledgeGaps } from './knowledge-gaps/knowledge-gaps.ts';
import { listInbox } from './list-inbox/list-inbox.ts';
import { listTickets } from './list-tickets/list-tickets.ts';
import { openTicket } from './open-ticket/open-ticket.ts';
import { postMessage } from './post-message/post-message.ts';
import { prometheusMetrics } from './prometheus-metrics/prometheus-metrics.ts';
import { readiness } from './readiness/readiness.ts';
import { showArticle } from './show-article/show-article.ts';
import { showDesk } from './show-desk/show-desk.ts';
import { spending } from './spending/spending.ts';
import { streamEvents } from './stream-events/stream-events.ts';
import { takeInMessage } from './take-in/take-in.ts';
import type { HttpTrigger } from './trigger.ts';
import { webFile } from './web-file/web-file.ts';

/** Every function of HTTP, in the order in which the API's description lists them. */
export const httpFunctions: readonly DeskFunction<HttpTrigger>[] = [
  chat,
  openTicket,
  listTickets,
  listInbox,
  getTicket,
  postMessage,
  handOff,
  takeInMessage,
  getArticle,
  knowledgeGaps,
  deskMetrics,
  spending,
  streamEvents,
  health,
  readiness,
  prometheusMetrics,
  showDesk,
  webFile,
  showArticle,
];
