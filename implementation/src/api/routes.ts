import type { Route } from './route.ts';
import { getArticle } from './routes/articles.ts';
import { postChat } from './routes/chat.ts';
import { streamEvents } from './routes/events.ts';
import { getHealth, getPrometheusMetrics, getReadiness } from './routes/health.ts';
import { listInbox } from './routes/inbox.ts';
import { postIntake } from './routes/intake.ts';
import { getMetrics } from './routes/metrics.ts';
import { getSpending } from './routes/spending.ts';
import { getTicket, listTickets, postHandoff, postMessage, postTicket } from './routes/tickets.ts';

/** Every route of the API, in the order in which its description lists them. */
export const routes: readonly Route[] = [
  postChat,
  postTicket,
  listTickets,
  listInbox,
  getTicket,
  postMessage,
  postHandoff,
  postIntake,
  getArticle,
  getMetrics,
  getSpending,
  streamEvents,
  getHealth,
  getReadiness,
  getPrometheusMetrics,
];
