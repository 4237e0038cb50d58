import { contentHash, identify } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { BlobStoreDriver } from './driver.ts';

/** Long texts, named by their content, so that storing one twice costs nothing and loses nothing. */
export class BlobStore {
  readonly #driver: BlobStoreDriver;

  constructor(driver: BlobStoreDriver) {
    this.#driver = driver;
  }

  /** Stores a text and returns its name within the tenant (64 hex digits). */
  async putText(context: RequestContext, text: string): Promise<string> {
    const name = contentHash(text);
    try {
      await this.#driver.put(this.#keyOf(context, name), Buffer.from(text));
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

  close(): Promise<void> {
    return this.#driver.close();
  }

  /** The tenant is hashed into the path, so that no tenant's name can climb out of its folder. */
  #keyOf(context: RequestContext, name: string): string {
    return `${identify('tenant', context.tenant)}/${name}`;
  }
}
