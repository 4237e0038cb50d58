import { Anthropic } from '@anthropic-ai/sdk';
import { checkConnection } from '../model-http/check-connection.ts';
import { createModelTransport } from '../model-http/model-transport.ts';

export interface AnthropicClientOptions {
  /** Never read from the environment. */
  readonly apiKey: string;
  /** Without the version. Default: Anthropic's own. */
  readonly baseUrl?: string;
  readonly maxResponseBytes?: number;
}

/** The SDK's client and the body of its requests, by names of ours. */
export type AnthropicClient = Anthropic;
export type MessageParams = Anthropic.Messages.MessageCreateParams;
export type ContentBlock = Anthropic.Messages.ContentBlockParam;

export interface AnthropicClients {
  /** A client for one call: it reports every sign of life of the server. */
  clientFor(onActivity: () => void): AnthropicClient;
  close(): void;
}

/**
 * The SDK with everything said: it looks up no key, profile, address or log level by itself. Throws
 * `invalid_argument` for an address or a key that cannot be one.
 */
export function createAnthropicClients(options: AnthropicClientOptions): AnthropicClients {
  const { apiKey, maxResponseBytes } = options;
  const baseURL = options.baseUrl ?? 'https://api.anthropic.com';
  checkConnection(baseURL, apiKey);
  const transport = createModelTransport({
    headers: { 'x-api-key': apiKey },
    ...(maxResponseBytes !== undefined && { maxResponseBytes }),
  });
  return {
    clientFor: (onActivity) =>
      new Anthropic({
        // The transport sends the key; the SDK only insists that there be one.
        apiKey: 'sent by the transport',
        webhookKey: null,
        baseURL,
        maxRetries: 0,
        timeout: longestCallMs,
        logLevel: 'off',
        logger: silent,
        openTelemetry: { traces: false, propagation: false },
        fetch: transport.fetchFor(onActivity),
      }),
    close: () => transport.close(),
  };
}

/** Time is the portable class's matter; this only keeps the SDK's own limit out of its way. */
const longestCallMs = 3_600_000;

const nothing = () => {};
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };
