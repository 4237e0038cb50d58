import type { Migration } from '#src/platforms/postgres/migrate.ts';

/**
 * `epoch` grows by one whenever the tables find themselves in another cluster (restored from a
 * dump, upgraded): transaction numbers start anew there, and old rows must stay before new ones.
 */
export const eventLogMigrations: readonly Migration[] = [
  {
    component: 'event-log',
    version: 1,
    sql: `
      create table event_log_epochs (
        epoch integer primary key,
        cluster text not null
      );
      create table event_log (
        tenant text collate "C" not null,
        subject text collate "C" not null,
        origin text collate "C" not null,
        seq bigint not null check (seq > 0),
        record text not null,
        epoch integer not null,
        transaction xid8 not null default pg_current_xact_id(),
        position bigint not null generated always as identity,
        primary key (tenant, subject, origin, seq)
      );
      create index event_log_changes on event_log (epoch, transaction, position);
    `,
    atEveryStart: `
      insert into event_log_epochs (epoch, cluster)
      select known.epoch + 1, here.cluster
      from (select coalesce(max(epoch), 0) as epoch from event_log_epochs) as known,
        (select system_identifier::text as cluster from pg_control_system()) as here
      where not exists (
        select from event_log_epochs as newest
        where newest.epoch = known.epoch and newest.cluster = here.cluster
      );
    `,
  },
];
