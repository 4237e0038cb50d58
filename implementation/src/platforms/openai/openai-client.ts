import { OpenAI } from 'openai';
import { checkConnection } from '../model-http/check-connection.ts';
import { createModelTransport } from '../model-http/model-transport.ts';

export interface OpenAIClientOptions {
  /** Null for a local server that asks for none. Never read from the environment. */
  readonly apiKey: string | null;
  /** With the version, such as `http://localhost:11434/v1`. Default: OpenAI's own. */
  readonly baseUrl?: string;
  readonly organization?: string;
  readonly project?: string;
  readonly maxResponseBytes?: number;
}

/** The SDK's client and the body of its requests, by names of ours. */
export type OpenAIClient = OpenAI;
export type ChatCompletionParams = OpenAI.Chat.Completions.ChatCompletionCreateParams;
export type ChatCompletionMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;

export interface OpenAIClients {
  /** A client for one call: it reports every sign of life of the server. */
  clientFor(onActivity: () => void): OpenAIClient;
  close(): void;
}

/**
 * The SDK with everything said: it looks up no key, address or log level by itself. Throws
 * `invalid_argument` for an address or a key that cannot be one.
 */
export function createOpenAIClients(options: OpenAIClientOptions): OpenAIClients {
  const { apiKey, organization, project, maxResponseBytes } = options;
  const baseURL = options.baseUrl ?? 'https://api.openai.com/v1';
  checkConnection(baseURL, apiKey);
  const transport = createModelTransport({
    headers: {
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
      ...(organization !== undefined && { 'openai-organization': organization }),
      ...(project !== undefined && { 'openai-project': project }),
    },
    ...(maxResponseBytes !== undefined && { maxResponseBytes }),
  });
  return {
    clientFor: (onActivity) =>
      new OpenAI({
        // The transport sends the key; the SDK only insists that there be one.
        apiKey: 'sent by the transport',
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        baseURL,
        maxRetries: 0,
        timeout: longestCallMs,
        logLevel: 'off',
        logger: silent,
        fetch: transport.fetchFor(onActivity),
      }),
    close: () => transport.close(),
  };
}

/** Time is the portable class's matter; this only keeps the SDK's own limit out of its way. */
const longestCallMs = 3_600_000;

const nothing = () => {};
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };
