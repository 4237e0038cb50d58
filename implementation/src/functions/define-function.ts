import type * as z from 'zod';
import type { KnownNeeds } from '#src/foundation/needs.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { DeskFor, Needs, PartAccess } from './parts.ts';
import type { HttpTrigger, QueueTrigger, StepTrigger, Trigger } from './trigger.ts';

type Schema = z.ZodType;
type OptionalSchema = Schema | undefined;
type ValueOf<One extends OptionalSchema> = One extends Schema ? z.output<One> : undefined;

/** What a function says of itself: enough to run, to bundle, to describe and to deploy it. */
export interface FunctionDeclaration<
  Name extends string = string,
  On extends Trigger = Trigger,
  Needed extends Needs = Needs,
  Input extends OptionalSchema = OptionalSchema,
  Output extends OptionalSchema = OptionalSchema,
> {
  /** Kebab case; everywhere the same word: folder, function, metric, OpenAPI's operation. */
  readonly name: Name;
  readonly trigger: On;
  /** What it takes from outside, and for what: it is given, and granted, that and no more. */
  readonly needs: Needed;
  /** What sets it off; for http the body. What does not fit is refused before it runs. */
  readonly input?: Input;
  /** What it gives. */
  readonly output?: Output;
  /** After so long the call has failed, whatever it is doing; less where the host waits less. */
  readonly timeoutMs: number;
  /** 256 unless it says otherwise. */
  readonly memoryMiB?: number;
}

/** One call of a function. */
export interface Call<Needed extends Needs, Input> {
  /** What it needs, and what everybody may use. */
  readonly desk: DeskFor<Needed>;
  readonly context: RequestContext;
  readonly input: Input;
}

export interface HttpCall<Needed extends Needs, Input, Path, Query> extends Call<Needed, Input> {
  readonly path: Path;
  readonly query: Query;
  readonly request: Request;
  /** The client's Idempotency-Key, if it sent one. */
  readonly idempotencyKey: string | null;
}

export interface QueueCall<Needed extends Needs, Input> extends Call<Needed, Input> {
  readonly delivery: MessageDelivery;
}

/** Which message, and which delivery of it: the same one may come more than once. */
export interface MessageDelivery {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
}

type CallOf<On extends Trigger, Needed extends Needs, Input extends OptionalSchema> =
  On extends HttpTrigger<infer Path, infer Query>
    ? HttpCall<Needed, ValueOf<Input>, ValueOf<Path>, ValueOf<Query>>
    : On extends QueueTrigger
      ? QueueCall<Needed, ValueOf<Input>>
      : Call<Needed, ValueOf<Input>>;

type ResultOf<On extends Trigger, Output extends OptionalSchema> = Output extends Schema
  ? z.input<Output> | (On extends HttpTrigger ? Response : never)
  : On extends HttpTrigger
    ? Response
    : unknown;

/** A function that a host can run, whatever it needs and takes. */
export interface DeskFunction<On extends Trigger = Trigger>
  extends FunctionDeclaration<string, On> {
  /** Only for hosts, which give it what it needs and what its schemas let through. */
  run(call: AnyCall): Promise<unknown>;
}

/** A call whose types a host does not know. */
export interface AnyCall {
  readonly desk: object;
  readonly context: RequestContext;
  readonly input: unknown;
  readonly path?: unknown;
  readonly query?: unknown;
  readonly request?: Request;
  readonly idempotencyKey?: string | null;
  readonly delivery?: MessageDelivery;
}

/**
 * Declares a function: what sets it off, what it needs, what it takes and gives, and what it does.
 * The same function runs on every host. `run` is given what is declared and nothing else; it throws
 * a SupportError for what cannot be done, and returns what was refused or came out otherwise.
 */
export function defineFunction<
  const Name extends string,
  On extends Trigger,
  const Needed extends Needs,
  Input extends OptionalSchema = undefined,
  Output extends OptionalSchema = undefined,
>(
  declaration: FunctionDeclaration<
    Name,
    On,
    Needed & KnownNeeds<PartAccess, Needed>,
    Input,
    Output
  >,
  run: (call: CallOf<On, Needed, Input>) => Promise<ResultOf<On, Output>>,
): DeskFunction<On> & { readonly name: Name; readonly needs: Needed } {
  return { ...declaration, run: run as unknown as DeskFunction['run'] };
}

export const isHttp = (one: DeskFunction): one is DeskFunction<HttpTrigger> =>
  one.trigger.kind === 'http';

export const isQueue = (one: DeskFunction): one is DeskFunction<QueueTrigger> =>
  one.trigger.kind === 'queue';

export const isStep = (one: DeskFunction): one is DeskFunction<StepTrigger> =>
  one.trigger.kind === 'step';

/** `open-ticket` → `openTicket`: what OpenAPI calls the operation. */
export const operationIdOf = ({ name }: Pick<DeskFunction, 'name'>): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
