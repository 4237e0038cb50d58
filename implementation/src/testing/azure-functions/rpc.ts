/** What the host and the worker send each other, as far as the programming model looks at it. */
export interface RpcData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly int?: number;
  readonly double?: number;
  readonly http?: object;
}

export interface RpcBinding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly [property: string]: unknown;
}

export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, RpcBinding>>;
  readonly retryOptions?: object;
}

export interface RpcInvocationRequest {
  readonly invocationId: string;
  readonly inputData: readonly { readonly name: string; readonly data: RpcData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcData>>;
  readonly traceContext?: { readonly traceParent: string };
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
}

export interface RpcInvocationResponse {
  readonly invocationId: string;
  readonly outputData: readonly { readonly name: string; readonly data: RpcData }[];
  readonly returnValue?: RpcData | null;
}

export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: RpcInvocationRequest;
  readonly metadata: FunctionMetadata;
  state?: 'preInvocationHooks' | 'postInvocationHooks' | 'invocation' | undefined;
  log(level: string, category: string, message: string): void;
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** What `setProgrammingModel` is given: the programming model is the real one, of @azure/functions. */
export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(own: Record<string, string>): Promise<Record<string, string>>;
}

export interface InvocationModel {
  getArguments(): Promise<{ readonly context: unknown; readonly inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<RpcInvocationResponse>;
}

/** A value as the host sends it: texts and bytes as they are, everything else as JSON. */
export function toRpc(value: unknown): RpcData {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { string: value };
  if (value instanceof Uint8Array) return { bytes: value };
  return { json: JSON.stringify(value) };
}

/** What a function gave, as the host reads it. */
export function fromRpc(data: RpcData | null | undefined): unknown {
  if (!data) return undefined;
  return data.json === undefined
    ? (data.string ?? data.bytes ?? data.int ?? data.double)
    : JSON.parse(data.json);
}
