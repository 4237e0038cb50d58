import type { DeskFor, Needs, PartName, Parts, Surroundings } from '#src/functions/parts.ts';
import { closureOf } from '#src/functions/parts.ts';
import type { HostServices } from './host-services.ts';

/** What a version is, beside its parts. */
export interface VersionFacts {
  readonly version: string;
  /** As in {@link Surroundings}. */
  readonly keepsAnsweredTickets: boolean;
}

/** What factories of parts build from. Everything in it is made once, when it is first asked for. */
export interface Scope<Settings = unknown> {
  readonly facts: VersionFacts;
  readonly settings: Settings;
  readonly host: HostServices;
  /** Another part. It must be among those that this one is built upon (functions/parts.ts). */
  part<Name extends PartName>(name: Name): Promise<Parts[Name]>;
  /** The widest access to a part that anybody here asked for, or null where nobody did. */
  accessTo(name: PartName): string | null;
  /** What several parts share: made once by this maker. */
  once<Made>(make: (scope: Scope<Settings>) => Made): Made;
  /** Has something closed when the desk closes; what was opened last is closed first. */
  onClose(close: () => Promise<void>): void;
}

/** How a version makes one part. */
export type PartFactory<Name extends PartName, Settings> = (
  scope: Scope<Settings>,
) => Parts[Name] | Promise<Parts[Name]>;

export type PartFactories<Settings> = {
  readonly [Name in PartName]: PartFactory<Name, Settings>;
};

/** A version: a module with a factory for each part, of which a bundle takes those it needs. */
export interface VersionModule<Settings> extends PartFactories<Settings> {
  readonly facts: VersionFacts;
  /** One line on what a desk runs on, for people. */
  describe(scope: Scope<Settings>): Promise<string>;
}

/** What every composition is told, whatever else its version can be told. */
export interface CommonSettings {
  readonly answerWithinMs: number;
}

export interface Opened<Given> {
  readonly desk: Given;
  /** Closes what was opened, what was opened last first. */
  close(): Promise<void>;
}

export interface CompositionOptions<Settings> {
  readonly facts: VersionFacts;
  /** At least those that the needs lead to. */
  readonly factories: Partial<PartFactories<Settings>>;
  readonly settings: Settings;
  readonly host: HostServices;
}

/** A composition that is being put together, part by part. */
export class Composition<Settings extends CommonSettings> {
  readonly scope: Scope<Settings>;
  readonly #options: CompositionOptions<Settings>;
  readonly #made = new Map<unknown, unknown>();
  readonly #closers: (() => Promise<void>)[] = [];
  #access: Needs = {};

  constructor(options: CompositionOptions<Settings>) {
    this.#options = options;
    const { facts, settings, host } = options;
    this.scope = {
      facts,
      settings,
      host,
      part: (name) => this.#part(name),
      accessTo: (name) => this.#access[name] ?? null,
      once: (make) => this.#once(make, () => make(this.scope)),
      onClose: (close) => void this.#closers.push(close),
    };
  }

  /** Makes what the needs lead to, and gives what was asked for. Once. */
  async open<const Needed extends Needs>(needs: Needed): Promise<DeskFor<Needed>> {
    const parts: Record<string, unknown> = {};
    this.#access = closureOf(needs);
    for (const name of Object.keys(this.#access) as PartName[]) {
      const part = await this.#part(name);
      if (name in needs) parts[name] = part;
    }
    return { ...this.#surroundings(), ...parts } as DeskFor<Needed>;
  }

  /** Closes all of it, whatever fails meanwhile; then the first failure is thrown. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse()) {
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  #surroundings(): Surroundings {
    const { facts, settings, host } = this.#options;
    const { clock, logger, metrics, newId, stopping } = host;
    const { answerWithinMs } = settings;
    return { ...facts, answerWithinMs, clock, logger, metrics, newId, stopping };
  }

  #part<Name extends PartName>(name: Name): Promise<Parts[Name]> {
    return this.#once(name, async () => {
      const make = this.#options.factories[name] as PartFactory<Name, Settings> | undefined;
      if (!make)
        throw new Error(`the part ${name} is not in this bundle: say it in functions/parts`);
      return await make(this.scope);
    });
  }

  #once<Made>(key: unknown, make: () => Made): Made {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as Made;
  }
}
