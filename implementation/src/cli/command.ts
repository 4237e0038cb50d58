/** Where a command writes and what it may know of its surroundings. */
export interface CommandIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** How wide the terminal on stdout is; undefined where there is none. */
  readonly columns?: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One subcommand of `supportmax`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly usage: string;
  /**
   * Returns the exit code: 0 done, 1 failed. Throws a {@link UsageError} for arguments it does not
   * understand, a SupportError for what the caller can mend.
   */
  run(argv: string[], io: CommandIo): Promise<number>;
}

/** Arguments that make no sense: exit code 2, with the command's usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
