import { takeIn } from '#src/journey/intake.ts';
import { commandIdOf } from '../idempotency.ts';
import { ticketResourceOf } from '../resources.ts';
import { defineRoute } from '../route.ts';
import { bodyBytes, intakeRequest, intakeResponse, mailBytes } from '../schemas.ts';

export const postIntake = defineRoute({
  method: 'POST',
  path: '/v1/intake',
  operationId: 'takeIn',
  summary: 'Takes a message of another system into the ticket it belongs to; the same one once.',
  bodySchema: intakeRequest,
  // As JSON a text may take twice its length, for its quotes and line ends.
  bodyLimitBytes: 2 * mailBytes + bodyBytes,
  success: {
    status: 200,
    schema: intakeResponse,
    description: 'The ticket after the agent has looked at it.',
  },
  async run(call) {
    const { desk, context, body } = call;
    // The message's own name makes it one message; the key, where given, must not name another.
    await commandIdOf(call, 'takeIn', body);
    const { subject = '', body: text, ...rest } = body;
    const message = { ...rest, subject, text };
    const { outcome, ticketId, eventId } = await takeIn(desk, context, message);
    const report = await desk.runner.run(context, ticketId, eventId);
    const { ticket } = report.snapshot;
    if (!ticket) throw new Error('a message was taken in and its ticket is not there');
    return { outcome, journey: report.outcome, ticket: ticketResourceOf(ticket) };
  },
});
