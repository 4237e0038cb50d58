import { randomUUID } from 'node:crypto';
import type { HttpEvent, TriggerEvent } from './azure-event.ts';
import { forwardRequest } from './forward-request.ts';
import type { FunctionsCore, RegisteredFunction } from './functions-core.ts';
import { startModelServer } from './model-server.ts';
import {
  type FunctionMetadata,
  fromRpc,
  type RpcBinding,
  type RpcData,
  type RpcInvocationRequest,
  type RpcInvocationResponse,
  toRpc,
} from './rpc.ts';

/** How an invocation came out, as the host sees it. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: Error };

/** An app below an emulated host and worker; the programming model between them is the real one. */
export interface FunctionApp {
  invoke(name: string, event: TriggerEvent): Promise<Outcome>;
  /** The answer streams; `outcome` is what the worker reports when it is all out. */
  request(
    name: string,
    event: HttpEvent,
    signal?: AbortSignal,
  ): Promise<{ readonly response: Response; readonly outcome: Promise<Outcome> }>;
  close(): Promise<void>;
}

/** Starts the app whose functions have been registered with the core. None can be added afterwards. */
export async function startFunctionApp(core: FunctionsCore): Promise<FunctionApp> {
  const { model } = core;
  if (!model) throw new Error('no function has been registered with @azure/functions');
  core.lock();
  const server = await startModelServer(model);
  const run = async (one: RegisteredFunction, sent: RpcInvocationRequest): Promise<Outcome> => {
    try {
      return { kind: 'done', value: fromRpc((await invoked(core, one, sent)).returnValue) };
    } catch (error) {
      if (error instanceof Error) return { kind: 'failed', error };
      throw error;
    }
  };
  return {
    invoke(name, event) {
      const one = functionOf(core, name);
      return run(one, requestOfEvent(one.metadata, event));
    },
    async request(name, event, signal) {
      const one = functionOf(core, name);
      const [binding, route] = triggerOf(one.metadata, event.trigger);
      const invocationId = randomUUID();
      const forwarded = forwardRequest({ url: server.url, invocationId, route, event, signal });
      const outcome = run(one, {
        invocationId,
        inputData: [{ name: binding, data: { http: {} } }],
        triggerMetadata: forwarded.triggerMetadata,
        ...traceOf(event),
      });
      return { response: await forwarded.response, outcome };
    },
    close: () => server.close(),
  };
}

function functionOf({ functions }: FunctionsCore, name: string): RegisteredFunction {
  const found = functions.get(name);
  if (found) return found;
  throw new Error(`no function ${name}; there are ${[...functions.keys()].join(', ')}`);
}

/** The binding that sets the function off; throws where the event is for another kind. */
function triggerOf({ name, bindings }: FunctionMetadata, type: string): [string, RpcBinding] {
  const found = Object.entries(bindings).find(([, one]) => one.type === type);
  if (found) return found;
  throw new Error(`${name} has no ${type}`);
}

function requestOfEvent(metadata: FunctionMetadata, event: TriggerEvent): RpcInvocationRequest {
  const [name] = triggerOf(metadata, event.trigger);
  const entries = Object.entries(event.metadata).map(([key, value]) => [key, toRpc(value)]);
  return {
    invocationId: randomUUID(),
    inputData: [{ name, data: inputOf(event) }],
    triggerMetadata: Object.fromEntries(entries) as Record<string, RpcData>,
    ...traceOf(event),
  };
}

/** Extensions give the host text, which is JSON for most of them; a blob is bytes. */
function inputOf({ trigger, data }: TriggerEvent): RpcData {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return toRpc(trigger === 'blobTrigger' ? Buffer.from(text) : text);
}

const traceOf = ({ traceParent }: { traceParent?: string | undefined }) =>
  traceParent === undefined ? {} : { traceContext: { traceParent } };

/** What the worker does for an invocation, without hooks. */
async function invoked(
  core: FunctionsCore,
  { metadata, callback }: RegisteredFunction,
  request: RpcInvocationRequest,
): Promise<RpcInvocationResponse> {
  const { model } = core;
  if (!model) throw new Error('there is no programming model');
  const { invocationId } = request;
  const invocation = model.getInvocationModel({
    invocationId,
    request,
    metadata,
    log: core.log.bind(core),
  });
  const { context, inputs } = await invocation.getArguments();
  const result = await invocation.invokeFunction(context, inputs, callback);
  return await invocation.getResponse(context, result);
}
