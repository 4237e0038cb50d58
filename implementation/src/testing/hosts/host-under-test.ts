import type { DeskFunction } from '#src/functions/define-function.ts';
import type { TriggerKind } from '#src/functions/trigger.ts';
import type { Carried } from '#src/hosts/carried.ts';
import type { Became } from './became.ts';
import type { DeskUnderTest } from './desk-under-test.ts';

/** A request of a client, in no host's terms. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body?: unknown;
  /** Once the answer has this in it, its client goes away. */
  readonly until?: string;
  /** Told of all that has come so far, whenever more comes. */
  readonly onText?: (text: string) => void;
  /** What the host's own carriers say of it, as far as it has some. */
  readonly carried?: Pick<Carried, 'tenant' | 'requestId' | 'traceId'>;
}

export interface Answer {
  readonly status: number;
  /** JSON, or text as it is. */
  readonly body: unknown;
}

/** What sets a function off that is not asked by anybody, in no host's terms. */
export type Item =
  | { readonly kind: 'queue'; readonly id: string; readonly body: unknown }
  /** A log that changed; of no tenant: something else did, near the logs. */
  | { readonly kind: 'feed'; readonly tenant: string; readonly subject: string }
  | { readonly kind: 'schedule' }
  /** A file that lies in its tenant's folder, by the name that its sender gave it. */
  | { readonly kind: 'blob'; readonly tenant: string; readonly name: string }
  | { readonly kind: 'step'; readonly state: Readonly<Record<string, unknown>> };

/** The same, with what its sender put beside it. */
export interface Sent {
  readonly item: Item;
  readonly carried: Carried;
}

/** A function that a host runs on a desk. */
export interface RunningFunction {
  /** For functions of HTTP. */
  ask(ask: Ask): Promise<Answer>;
  /** The platform delivers these at once, in whatever form they have there. What became of each. */
  deliver(sent: readonly Sent[]): Promise<readonly Became[]>;
  /** It delivers what is to come again; what has become of each of all by then. */
  redeliver(): Promise<readonly Became[]>;
  close(): Promise<void>;
}

/** How a host is known to the suite. */
export interface HostUnderTest {
  readonly name: 'laptop' | 'aws' | 'azure' | 'gcp';
  /**
   * When it ends a call that begins now, in milliseconds from now. A laptop ends none of its own;
   * there the function's own time is the only one.
   */
  readonly endsAfterMs: number | null;
  /** What its own carriers bring to a function of each kind; the rest is the host's own word. */
  readonly carries: Readonly<Record<TriggerKind, readonly ('tenant' | 'requestId' | 'traceId')[]>>;
  /** Of several changes that are delivered together, which come again when one of them failed. */
  readonly failTogether: 'none' | 'those after it' | 'all';
  /** Once, with every function that will run. */
  prepare(functions: readonly DeskFunction[], clock: DeskUnderTest['clock']): Promise<void>;
  /** One at a time. */
  run(fn: DeskFunction, desk: DeskUnderTest): Promise<RunningFunction>;
  close(): Promise<void>;
}

/** For what is not there on a host. */
export const notThere = (): never => {
  throw new Error('this host has no such thing');
};
