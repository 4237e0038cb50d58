import Module from 'node:module';
import type { FunctionCallback, FunctionMetadata, ProgrammingModel } from './rpc.ts';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** One line that the programming model, or a function through its context, has logged. */
export interface WorkerLine {
  readonly level: string;
  readonly category: string;
  readonly message: string;
}

/** What the worker knows of the app that it has loaded. */
export interface FunctionsCore {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly lines: readonly WorkerLine[];
  readonly model: ProgrammingModel | undefined;
  log(level: string, category: string, message: string): void;
  /** From here on nothing can be registered, as when the worker has loaded the app. */
  lock(): void;
}

const moduleName = '@azure/functions-core';
let installed: FunctionsCore | undefined;

/**
 * Stands in for the module `@azure/functions-core`, which only the worker of Azure has, and gives it
 * to the real programming model in the worker's own way, by `require`. There is one in a process,
 * because the model keeps what it finds: call this before the first function is registered.
 */
export function functionsCore(): FunctionsCore {
  if (installed) return installed;
  const core = newCore();
  installed = core;
  const require = Module.prototype.require;
  Module.prototype.require = function requireWithCore(this: Module, name: string) {
    return name === moduleName ? moduleOf(core) : Reflect.apply(require, this, [name]);
  } as NodeJS.Require;
  return core;
}

interface OwnCore extends FunctionsCore {
  readonly functions: Map<string, RegisteredFunction>;
  readonly lines: WorkerLine[];
  model: ProgrammingModel | undefined;
  locked: boolean;
}

const newCore = (): OwnCore => ({
  functions: new Map(),
  lines: [],
  model: undefined,
  locked: false,
  log(level, category, message) {
    this.lines.push({ level, category, message });
  },
  lock() {
    this.locked = true;
  },
});

/** The module's exports, by the names that the programming model asks for. */
const moduleOf = (core: OwnCore) => ({
  version: 'emulated',
  hostVersion: 'emulated',
  log: core.log.bind(core),
  setProgrammingModel(model: ProgrammingModel) {
    core.model = model;
  },
  getProgrammingModel: () => core.model,
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
    if (core.locked) throw new Error('A function can only be registered during app startup.');
    if (core.functions.has(metadata.name)) {
      throw new Error(`A function is registered already: ${metadata.name}`);
    }
    core.functions.set(metadata.name, { metadata, callback });
    return { dispose: () => core.functions.delete(metadata.name) };
  },
  registerHook(name: string) {
    throw new Error(`hooks are not emulated: ${name}`);
  },
});
