import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '#src/foundation/model-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import type { ModelRequest } from '#src/ports/language-model/model-request.ts';
import { failing, type ModelServer, startModelServer } from './model-server.ts';
import type { WireProtocol } from './wire-protocol.ts';

export type OpenDriver = (origin: string, apiKey: string) => LanguageModelDriver;

export const plainQuestion: ModelRequest = {
  model: 'asked-model',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 100,
};

/** The error that the call ends with; a call that ends well is no failure. */
export async function failureOf(call: Promise<unknown>): Promise<ModelError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}

/** Everything that a provider does wrong, as the caller of the port sees it. */
export function describeModelFaults(protocol: WireProtocol, open: OpenDriver): void {
  describe('faults', () => {
    let server: ModelServer;
    let driver: LanguageModelDriver;
    let model: LanguageModel;
    beforeAll(async () => {
      server = await startModelServer(protocol);
      driver = open(server.origin, 'key-of-the-test');
      const limits = { firstRetryDelayMs: 1, longestRetryDelayMs: 1 };
      model = new LanguageModel({ driver, clock: systemClock, random: () => 0, limits });
    });
    afterAll(async () => {
      await driver?.close();
      await server?.close();
    });

    it.each([
      [401, 'unauthenticated', 'key_refused', 1],
      [403, 'permission_denied', 'forbidden', 1],
      [404, 'not_found', 'model_unknown', 1],
      [400, 'invalid_argument', 'request_refused', 1],
      [413, 'too_large', 'request_too_large', 1],
      [429, 'rate_limited', 'rate_limited', 3],
      [500, 'unavailable', 'server_failed', 3],
      [529, 'unavailable', 'overloaded', 3],
    ] as const)('HTTP %i is %s (%s) after %i requests', async (status, code, reason, requests) => {
      server.replyWith(failing(status));
      const error = await failureOf(model.complete(plainQuestion));
      expect(error).toMatchObject({ code, reason, status, provider: driver.name });
      expect(error.message).toContain(driver.name);
      expect(server.requests).toHaveLength(requests);
    });
  });
}
