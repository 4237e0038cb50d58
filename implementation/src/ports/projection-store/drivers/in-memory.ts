import { recordCount } from '#src/domain/ticket/record.ts';
import type {
  ForgettingProjectionStoreDriver,
  LastingResolutions,
  TicketQuery,
  TicketTotals,
} from '../driver.ts';
import { awaitingPlace, isHandledByAgent, silentPlace, sortValue } from '../driver.ts';
import type { TicketRow } from '../ticket-row.ts';
import { searchTextOf, searchWordsOf } from '../ticket-search.ts';
import { compareIds, TimedRows } from './in-memory-timed-rows.ts';

/** Rows in this process, for tests and for versions that persist nothing. */
export function createInMemoryProjectionStore(): ForgettingProjectionStoreDriver {
  const tenants = new Map<string, Map<string, TicketRow>>();
  const awaiting = new TimedRows(awaitingPlace);
  const silent = new TimedRows(silentPlace);
  const positions = new Map<string, string>();
  const rowsOf = (tenant: string) => tenants.get(tenant) ?? new Map<string, TicketRow>();

  return {
    name: 'in-memory',
    capabilities: { durable: false, forgets: true },

    async replace(rows) {
      for (const row of rows) {
        const known = rowsOf(row.tenant);
        tenants.set(row.tenant, known);
        const stored = known.get(row.id);
        if (stored && recordCount(stored.seen) > recordCount(row.seen)) continue;
        known.set(row.id, row);
        awaiting.put(row);
        silent.put(row);
      }
    },

    async get(tenant, id) {
      return rowsOf(tenant).get(id) ?? null;
    },

    async list(tenant, query) {
      const matches = matcherOf(query);
      const rows = [...rowsOf(tenant).values()].filter(matches);
      return rows.sort(orderOf(query.sort)).slice(0, query.limit);
    },

    async totals(tenant) {
      return totalsOf(rowsOf(tenant).values());
    },

    async awaiting(now, limit, after) {
      return awaiting.until(now, limit, after);
    },

    async silent(since, limit, after) {
      return silent.until(since, limit, after);
    },

    async lasting(tenant, until, lastingMs) {
      return lastingIn(rowsOf(tenant).values(), until, lastingMs);
    },

    forget(tenant, id) {
      tenants.get(tenant)?.delete(id);
      for (const rows of [awaiting, silent]) rows.delete(tenant, id);
    },

    async position(consumer) {
      return positions.get(consumer) ?? null;
    },
    async savePosition(consumer, position) {
      positions.set(consumer, position);
    },

    async clear() {
      for (const map of [tenants, awaiting, silent, positions]) map.clear();
    },
    async close() {},
  };
}

function orderOf(sort: TicketQuery['sort']) {
  const sign = sort.endsWith('_desc') ? -1 : 1;
  return (left: TicketRow, right: TicketRow) =>
    sign * (sortValue(left, sort) - sortValue(right, sort) || compareIds(left.id, right.id));
}

function matcherOf(query: TicketQuery): (row: TicketRow) => boolean {
  const { status, assignee, priority, tag, after, sort } = query;
  const words = searchWordsOf(query.text ?? '');
  const sign = sort.endsWith('_desc') ? -1 : 1;
  return (row) => {
    if (status !== undefined && row.status !== status) return false;
    if (assignee !== undefined && row.assignee !== assignee) return false;
    if (priority !== undefined && row.priority !== priority) return false;
    if (tag !== undefined && !row.tags.includes(tag)) return false;
    if (after) {
      const place = sign * (sortValue(row, sort) - after.value || compareIds(row.id, after.id));
      if (place <= 0) return false;
    }
    if (words.length === 0) return true;
    const text = searchTextOf(row);
    return words.every((word) => text.includes(word));
  };
}

function totalsOf(rows: Iterable<TicketRow>): TicketTotals {
  const byStatus = { new: 0, open: 0, pending: 0, snoozed: 0, resolved: 0 };
  const byResolution = { confirmed: 0, assumed: 0, person: 0 };
  const byEscalationReason: Record<string, number> = {};
  const sums = { tickets: 0, escalated: 0, handledByAgent: 0 };
  const paid = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  let since: number | null = null;
  for (const row of rows) {
    since = Math.min(since ?? row.createdAt, row.createdAt);
    sums.tickets += 1;
    byStatus[row.status] += 1;
    const isAlone = isHandledByAgent(row);
    if (row.resolution === 'person') byResolution.person += 1;
    else if (row.resolution && isAlone) byResolution[row.resolution] += 1;
    const reason = row.escalationReason;
    if (reason) byEscalationReason[reason] = (byEscalationReason[reason] ?? 0) + 1;
    if (row.escalated) sums.escalated += 1;
    if (isAlone) sums.handledByAgent += 1;
    paid.inputTokens += row.inputTokens;
    paid.outputTokens += row.outputTokens;
    paid.costUsd += row.costUsd;
  }
  return { ...sums, ...paid, since, byStatus, byResolution, byEscalationReason };
}

function lastingIn(rows: Iterable<TicketRow>, until: number, lastingMs: number) {
  const counted = { resolutions: 0, durable: 0 };
  for (const row of rows) {
    for (const { at, reopenedAt } of row.resolutions) {
      if (at > until) continue;
      counted.resolutions += 1;
      if (reopenedAt === null || reopenedAt - at >= lastingMs) counted.durable += 1;
    }
  }
  return counted satisfies LastingResolutions;
}
