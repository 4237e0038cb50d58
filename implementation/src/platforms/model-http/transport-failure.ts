import type { ModelFailureReason } from '#src/foundation/model-error.ts';

/** What the transport itself refuses; SDKs hand it on as the cause of an error of theirs. */
export class TransportFailure extends Error {
  readonly reason: ModelFailureReason;
  readonly status: number;

  constructor(reason: ModelFailureReason, status: number) {
    super(`The transport refuses the answer: ${reason}.`);
    this.name = 'TransportFailure';
    this.reason = reason;
    this.status = status;
  }
}
