import type { SqlClient, SqlValue } from '#src/platforms/postgres/sql-client.ts';
import type {
  LastingResolutions,
  TicketQuery,
  TicketSort,
  TicketTotals,
  TimedPlace,
} from '../driver.ts';
import { priorityRank } from '../driver.ts';
import { searchWordsOf } from '../ticket-search.ts';

const sortColumns: Readonly<Record<TicketSort, string>> = {
  updated_desc: 'updated_at',
  updated_asc: 'updated_at',
  created_desc: 'created_at',
  created_asc: 'created_at',
  priority_desc: 'priority',
};

/** A page of tickets. What a user typed travels as a parameter and is compared, never matched. */
export function listStatement(tenant: string, query: TicketQuery) {
  const parameters: SqlValue[] = [tenant];
  const conditions = ['tenant = $1'];
  const add = (value: SqlValue, condition: (name: string) => string) => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  const { status, assignee, priority, tag, after, limit } = query;
  if (status !== undefined) add(status, (name) => `status = ${name}`);
  if (assignee === null) conditions.push('assignee is null');
  else if (assignee !== undefined) add(assignee, (name) => `assignee = ${name}`);
  if (priority !== undefined) {
    add(priorityRank[priority], (name) => `priority = ${name}::smallint`);
  }
  if (tag !== undefined) add(`\n${tag}\n`, (name) => `strpos(tags, ${name}) > 0`);
  for (const word of searchWordsOf(query.text ?? '')) {
    add(word, (name) => `strpos(search, ${name}) > 0`);
  }
  const column = sortColumns[query.sort];
  const descending = query.sort.endsWith('_desc');
  if (after) {
    parameters.push(after.value, after.id);
    const place = `($${parameters.length - 1}::bigint, $${parameters.length})`;
    conditions.push(`(${column}, id) ${descending ? '<' : '>'} ${place}`);
  }
  parameters.push(limit);
  const direction = descending ? 'desc' : 'asc';
  const sql = `select row from ticket_rows where ${conditions.join(' and ')}
    order by ${column} ${direction}, id ${direction} limit $${parameters.length}::integer`;
  return { sql, parameters };
}

/** A page of the tickets of all tenants whose time of this kind has come, along its index. */
export function timedStatement(
  column: 'awaiting_not_before' | 'silent_since',
  until: number,
  limit: number,
  after: TimedPlace = { time: -1, tenant: '', id: '' },
) {
  const sql = `select row from ticket_rows where ${column} <= $1::bigint
    and ${column} >= $3::bigint and (${column}, tenant, id) > ($3::bigint, $4, $5)
    order by ${column}, tenant, id limit $2::integer`;
  return { sql, parameters: [Math.floor(until), limit, after.time, after.tenant, after.id] };
}

interface Group {
  readonly status: keyof TicketTotals['byStatus'];
  readonly escalated: boolean;
  readonly escalation_reason: string | null;
  readonly resolution: keyof TicketTotals['byResolution'] | null;
  readonly handled_by_agent: boolean;
  readonly tickets: number;
  readonly since: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
}

const totalsSql = `
  select status, escalated, escalation_reason, resolution, handled_by_agent,
    count(*)::float8 as tickets, min(created_at)::float8 as since, sum(input_tokens)::float8 as input_tokens,
    sum(output_tokens)::float8 as output_tokens, sum(cost_usd)::float8 as cost_usd
  from ticket_rows where tenant = $1
  group by status, escalated, escalation_reason, resolution, handled_by_agent`;

export async function readTotals(client: SqlClient, tenant: string): Promise<TicketTotals> {
  const groups = await client.query<Group>(totalsSql, [tenant]);
  const byStatus = { new: 0, open: 0, pending: 0, snoozed: 0, resolved: 0 };
  const byResolution = { confirmed: 0, assumed: 0, person: 0 };
  const byEscalationReason: Record<string, number> = {};
  const sums = { tickets: 0, escalated: 0, handledByAgent: 0 };
  const paid = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  let since: number | null = null;
  for (const group of groups) {
    since = Math.min(since ?? group.since, group.since);
    const { tickets, escalation_reason: reason } = group;
    sums.tickets += tickets;
    byStatus[group.status] += tickets;
    const { resolution, handled_by_agent: isAlone } = group;
    if (resolution && (resolution === 'person' || isAlone)) byResolution[resolution] += tickets;
    if (reason) byEscalationReason[reason] = (byEscalationReason[reason] ?? 0) + tickets;
    if (group.escalated) sums.escalated += tickets;
    if (isAlone) sums.handledByAgent += tickets;
    paid.inputTokens += group.input_tokens;
    paid.outputTokens += group.output_tokens;
    paid.costUsd += group.cost_usd;
  }
  return { ...sums, ...paid, since, byStatus, byResolution, byEscalationReason };
}

const lastingSql = `
  select count(*)::float8 as resolutions,
    (count(*) filter (where one."reopenedAt" is null or one."reopenedAt" - one.at >= $3::bigint))
      ::float8 as durable
  from ticket_rows,
    jsonb_to_recordset(resolutions::jsonb) as one (at bigint, "reopenedAt" bigint)
  where tenant = $1 and resolutions <> '[]' and one.at <= $2::bigint`;

export async function readLasting(
  client: SqlClient,
  tenant: string,
  until: number,
  lastingMs: number,
): Promise<LastingResolutions> {
  const parameters = [tenant, Math.floor(until), Math.ceil(lastingMs)];
  const [counted] = await client.query<LastingResolutions>(lastingSql, parameters);
  return { resolutions: counted?.resolutions ?? 0, durable: counted?.durable ?? 0 };
}
