/** US dollars for a million tokens. */
export interface Rates {
  readonly inputPerMillionUsd: number;
  /** Of input that the provider read from its cache. */
  readonly cachedInputPerMillionUsd: number;
  /**
   * Of input that the provider wrote into its cache, where it does so by itself and for more than
   * the input costs. How much it wrote is not reported: all input that was not cached counts as that.
   */
  readonly cacheWritePerMillionUsd?: number;
  /** Reasoning that is not shown is output too. */
  readonly outputPerMillionUsd: number;
}

export interface ModelPrice extends Rates {
  /** What everything of a request costs once it has more input than this. */
  readonly longInput?: Rates & { readonly aboveTokens: number };
}

/** A price that a provider published. */
export interface ListedPrice extends ModelPrice {
  readonly provider: 'openai' | 'anthropic';
  /** As requests name it. The name with a date at its end is the same model. */
  readonly model: string;
  /** A day on which the source said so, as far as that is known. */
  readonly asOf: string;
  readonly source: string;
}
