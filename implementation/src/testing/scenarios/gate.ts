/** A door in a scripted step: it tells when somebody stands before it, and opens when told to. */
export interface Gate {
  /** Resolves when a step has come to the gate. */
  readonly reached: Promise<void>;
  /** Lets through whoever waits, and whoever comes. */
  open(): void;
  /** What a step calls: resolves once the gate is open. */
  pass(): Promise<void>;
}

export function createGate(): Gate {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(),
    pass() {
      reached.resolve();
      return opened.promise;
    },
  };
}
