import { contentHash, identify } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type {
  BlobStoreCapabilities,
  BlobStoreDriver,
  ForgettingBlobStoreDriver,
} from './driver.ts';
import { forgets } from './driver.ts';

/** Long texts, named by their content, so that storing one twice costs nothing and loses nothing. */
export class BlobStore {
  readonly #driver: BlobStoreDriver;

  constructor(driver: BlobStoreDriver) {
    this.#driver = driver;
  }

  get capabilities(): BlobStoreCapabilities {
    return this.#driver.capabilities;
  }

  /** Stores a text of a subject and returns its name within the tenant (64 hex digits). */
  async putText(context: RequestContext, subject: string, text: string): Promise<string> {
    const name = contentHash(text);
    try {
      const owner = ownerOf(context, subject);
      await this.#driver.put(this.#keyOf(context, name), Buffer.from(text), owner);
    } catch (error) {
      throw toSupportError(error, 'The blob store could not keep a long text.');
    }
    return name;
  }

  /** Reads a text back. Throws `not_found`, or `data_corrupt` where the bytes are not its content. */
  async getText(context: RequestContext, name: string): Promise<string> {
    let bytes: Uint8Array | null;
    try {
      bytes = await this.#driver.get(this.#keyOf(context, name));
    } catch (error) {
      throw toSupportError(error, 'The blob store could not be read.');
    }
    if (!bytes) throw new SupportError('not_found', `There is no long text ${name}.`);
    const text = Buffer.from(bytes).toString();
    if (contentHash(text) !== name) {
      throw new SupportError('data_corrupt', `The long text ${name} does not match its name.`);
    }
    return text;
  }

  /** How many bytes the texts of a subject take in this process. Only where the driver forgets. */
  sizeOf(context: RequestContext, subject: string): number {
    return this.#forgetting().sizeOf(ownerOf(context, subject));
  }

  /** Drops the texts of a subject that no other has too. Only where the driver forgets. */
  forget(context: RequestContext, subject: string): void {
    this.#forgetting().forget(ownerOf(context, subject));
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #forgetting(): ForgettingBlobStoreDriver {
    if (forgets(this.#driver)) return this.#driver;
    throw new Error(`the blob store ${this.#driver.name} forgets nothing`);
  }

  /** The tenant is hashed into the path, so that no tenant's name can climb out of its folder. */
  #keyOf(context: RequestContext, name: string): string {
    return `${identify('tenant', context.tenant)}/${name}`;
  }
}

const ownerOf = ({ tenant }: RequestContext, subject: string) => `${tenant}\n${subject}`;
