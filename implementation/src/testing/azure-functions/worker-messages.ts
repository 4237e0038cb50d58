import type { AzureEvent } from './azure-event.ts';

/** What the program that runs an app is sent. */
export interface WorkerOrder {
  readonly name: string;
  readonly event: AzureEvent;
}

/** What it sends. */
export type WorkerMessage =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'chunk'; readonly chunk: Uint8Array }
  | WorkerOutcome;

/** How one invocation came out, as the platform sees it. */
export type WorkerOutcome =
  | { readonly kind: 'result'; readonly result: unknown }
  | ({ readonly kind: 'response' } & AnsweredRequest)
  | { readonly kind: 'error'; readonly error: { readonly name: string; readonly message: string } };

export interface AnsweredRequest {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** False where the answer broke off. */
  readonly whole: boolean;
}
