import { expect, it } from 'vitest';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createJsonLogger, errorFields } from './logger.ts';
import { createRedactingLogger } from './redacting-logger.ts';

it('lets nothing personal through, in message, fields, errors and the fields of a child', () => {
  const lines: string[] = [];
  const { redactDeep } = createRedactor();
  const logger = createRedactingLogger(
    createJsonLogger({
      clock: createVirtualClock(0),
      level: 'info',
      write: (line) => lines.push(line),
    }),
    (value) => redactDeep(value),
  );
  logger.child({ customer: 'a@b.example' }).log('error', 'No answer to a@b.example', {
    ...errorFields(new Error('refused 4111 1111 1111 1111', { cause: new Error('a@b.example') })),
    authorization: 'swordfish',
    took: 12,
  });
  const [line = ''] = lines;
  expect(line).not.toMatch(/a@b|4111|swordfish/);
  expect(JSON.parse(line)).toMatchObject({
    message: 'No answer to [email-1]',
    customer: '[email-1]',
    error: 'refused [card-1]',
    cause: '[email-1]',
    authorization: '[secret-1]',
    took: 12,
  });
});
