/** US dollars for a million tokens. */
export interface Rates {
  readonly inputPerMillionUsd: number;
  /** Of input that the provider read from its cache. */
  readonly cachedInputPerMillionUsd: number;
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
  /** A day on which the source said so. */
  readonly asOf: string;
  readonly source: string;
}
