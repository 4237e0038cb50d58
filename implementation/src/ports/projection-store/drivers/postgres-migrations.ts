import type { Migration } from '#src/platforms/postgres/migrate.ts';

/**
 * `row` is the whole row as JSON; the columns beside it are what queries filter, sort and sum by.
 * `tags` holds each tag between line feeds. `records` is how many records the row was built from.
 */
export const projectionStoreMigrations: readonly Migration[] = [
  {
    component: 'projection-store',
    version: 1,
    sql: `
      create table ticket_rows (
        tenant text collate "C" not null,
        id text collate "C" not null,
        records bigint not null,
        status text not null,
        assignee text,
        priority smallint not null,
        tags text not null,
        escalated boolean not null,
        escalation_reason text,
        resolution text,
        handled_by_agent boolean not null,
        created_at bigint not null,
        updated_at bigint not null,
        awaiting_not_before bigint,
        input_tokens bigint not null,
        output_tokens bigint not null,
        cost_usd double precision not null,
        search text collate "C" not null,
        row text not null,
        primary key (tenant, id)
      );
      create index ticket_rows_updated on ticket_rows (tenant, updated_at, id);
      create index ticket_rows_awaiting on ticket_rows (awaiting_not_before)
        where awaiting_not_before is not null;
      create table consumer_positions (
        consumer text primary key,
        position text not null
      );
    `,
  },
  {
    component: 'projection-store',
    version: 2,
    // The rows stay, and say nothing of silence and resolutions until the log is read once more: it
    // is, from its beginning, by whoever keeps the list up with it. A row's text is no jsonb, for
    // it may hold a NUL, so that what it lacks is put before its last bracket.
    sql: `
      alter table ticket_rows
        add column silent_since bigint,
        add column resolutions text not null default '[]';
      update ticket_rows
        set row = left(row, -1) || ',"silence":null,"resolutions":[]}';
      create index ticket_rows_silent on ticket_rows (silent_since, tenant, id)
        where silent_since is not null;
      create index ticket_rows_resolutions on ticket_rows (tenant) where resolutions <> '[]';
      delete from consumer_positions where consumer = 'ticket-list';
    `,
  },
];
