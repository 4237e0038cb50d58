import { bodyBytes, mailBytes } from '#src/api/body-limits.ts';
import { commandIdOf } from '#src/api/idempotency.ts';
import { ticketResourceOf } from '#src/api/resources.ts';
import { intakeRequest, intakeResponse } from '#src/api/schemas.ts';
import { takeIn } from '#src/journey/intake.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const takeInMessage = defineFunction(
  {
    name: 'take-in',
    trigger: http({
      method: 'POST',
      path: '/v1/intake',
      summary:
        'Takes a message of another system into the ticket it belongs to; the same one once.',
      // As JSON a text may take twice its length, for its quotes and line ends.
      bodyLimitBytes: 2 * mailBytes + bodyBytes,
      success: {
        status: 200,
        description: 'The ticket after the agent has looked at it.',
      },
    }),
    needs: { eventLog: 'append', stepResultStore: 'write', journeys: 'run' },
    input: intakeRequest,
    output: intakeResponse,
    timeoutMs: 20_000,
    memoryMiB: 1024,
  },
  async (call) => {
    const { desk, context, input } = call;
    // The message's own name makes it one message; the key, where given, must not name another.
    await commandIdOf(call, 'takeIn', input);
    const { subject = '', body: text, ...rest } = input;
    const message = { ...rest, subject, text };
    const { outcome, ticketId, eventId } = await takeIn(desk, context, message);
    const report = await desk.journeys.run(context, ticketId, eventId);
    const { ticket } = report.snapshot;
    if (!ticket) throw new Error('a message was taken in and its ticket is not there');
    return { outcome, journey: report.outcome, ticket: ticketResourceOf(ticket) };
  },
);
