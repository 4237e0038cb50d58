import type { Agents } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { GivenFor, KnownNeeds, NeedsOf } from '#src/foundation/needs.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { JourneyNotes } from './notes.ts';

/** What a step can need from outside, by name: the kinds of access, and what it is given. */
export interface StepPartAccess {
  readonly policy: { readonly read: DeskPolicy };
  readonly screener: { readonly ask: Agents['screener'] };
  readonly classifier: { readonly ask: Agents['classifier'] };
  readonly retriever: { readonly ask: Agents['retriever'] };
  readonly answerer: { readonly ask: Agents['answerer'] };
  readonly reviewer: { readonly ask: Agents['reviewer'] };
  readonly stepResultStore: {
    readonly read: Pick<StepResultStore, 'find'>;
    readonly write: StepResultStore;
  };
}

export type StepNeeds = NeedsOf<StepPartAccess>;

/** What every step may use. It leads nowhere outside. */
export interface StepSurroundings {
  readonly context: RequestContext;
  readonly clock: Clock;
}

/** What a step with these needs is given. Steps read and compute; none of them appends. */
export type StepToolsFor<Needed> = StepSurroundings & GivenFor<StepPartAccess, Needed>;

/** All that any step can be given: what an engine has at hand. */
export type StepTools = StepSurroundings &
  Agents & { readonly policy: DeskPolicy; readonly stepResultStore: StepResultStore };

export interface StepResult<Outcome extends string> {
  readonly outcome: Outcome;
  readonly notes?: Partial<JourneyNotes>;
}

/** A leaf of the journey: it looks at the notes, does one thing, and names how it came out. */
export interface Step<Name extends string = string, Outcome extends string = string> {
  /** A verb; everywhere the same word: file, function, state of a workflow, span, metric. */
  readonly name: Name;
  /** Every way it can come out; the table says what follows each. */
  readonly outcomes: readonly Outcome[];
  readonly needs: StepNeeds;
  /** Where it runs as a function of its own; the journey's own time may end earlier. */
  readonly timeoutMs: number;
  run(notes: JourneyNotes, tools: StepTools): Promise<StepResult<Outcome>> | StepResult<Outcome>;
}

/** What a step takes where nothing else is said: it only computes. */
const quickMs = 5_000;

/**
 * Declares a step: how it can come out, what it needs, and what it does. It is given what it needs
 * and nothing else. A cloud runs it as a function of its own, which is made from this.
 */
export function defineStep<
  const Name extends string,
  const Outcome extends string,
  const Needed extends StepNeeds,
>(
  declaration: {
    readonly name: Name;
    readonly outcomes: readonly Outcome[];
    readonly needs: Needed & KnownNeeds<StepPartAccess, Needed>;
    readonly timeoutMs?: number;
  },
  run: (
    notes: JourneyNotes,
    tools: StepToolsFor<Needed>,
  ) => Promise<StepResult<NoInfer<Outcome>>> | StepResult<NoInfer<Outcome>>,
): Step<Name, Outcome> {
  // The tools of an engine hold more than a step may see: what it did not ask for is not in its type.
  return { timeoutMs: quickMs, ...declaration, run: run as Step<Name, Outcome>['run'] };
}
