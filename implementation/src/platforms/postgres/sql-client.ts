/** What may stand for `$1`, `$2`, … in a statement. */
export type SqlValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean | null)[];

/** One place where statements run: the client itself, or a transaction of it. */
export interface SqlSession {
  /**
   * Runs one statement and returns its rows. 64-bit integers must be cast in the statement
   * (`::text` or `::float8`), because the two builders would read them differently.
   */
  query<Row extends object>(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;

  /** Runs several statements without parameters, separated by semicolons. */
  script(sql: string): Promise<void>;
}

/**
 * A PostgreSQL, embedded or a server: the same SQL runs on both. Every method throws SupportError
 * only: `unavailable` (gone, full disk), `deadline_exceeded` (statement timeout), `data_corrupt`,
 * `too_large`, `conflict`, `invalid_argument`, `internal`.
 */
export interface SqlClient extends SqlSession {
  readonly kind: 'embedded' | 'server';
  /** What a restart of this process leaves: false for an embedded database in memory. */
  readonly durable: boolean;

  /** Commits when `run` resolves and rolls back when it throws. */
  transaction<Result>(run: (session: SqlSession) => Promise<Result>): Promise<Result>;

  /**
   * Calls back with the payload of every notification on the channel, and with null after each
   * (re)connection, when notifications may have been missed. Returns the function that ends it.
   */
  listen(channel: string, listener: (payload: string | null) => void): () => void;

  close(): Promise<void>;
}
