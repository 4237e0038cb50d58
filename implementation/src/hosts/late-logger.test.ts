import { expect, it } from 'vitest';
import { nextTurn } from '#src/foundation/time.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { lateLogger } from './late-logger.ts';

it('is made once; no line is lost or out of order, and none is late once it is ready', async () => {
  const recording = createRecordingLogger();
  let made = 0;
  const { logger, ready } = lateLogger(async () => {
    made += 1;
    return recording;
  });
  const child = logger.child({ queue: 'q' });
  expect(made).toBe(0);
  logger.log('info', 'one', { a: 1 });
  child.log('warn', 'two');
  logger.log('info', 'three');
  await ready();
  child.log('error', 'four', { b: 2 });
  expect(made).toBe(1);
  expect(recording.lines).toEqual([
    { level: 'info', message: 'one', a: 1 },
    { level: 'warn', message: 'two', queue: 'q' },
    { level: 'info', message: 'three' },
    { level: 'error', message: 'four', queue: 'q', b: 2 },
  ]);
});

it('is made anew where it could not be made, and then has the lines from before', async () => {
  const recording = createRecordingLogger();
  let tries = 0;
  const { logger, ready } = lateLogger(async () => {
    tries += 1;
    if (tries < 3) throw new Error('not there yet');
    return recording;
  });
  // Nobody waits for this one: its failure is nobody's to hear.
  logger.log('info', 'one');
  await nextTurn();
  expect(tries).toBe(1);
  await expect(ready()).rejects.toThrow('not there yet');
  await ready();
  logger.log('info', 'two');
  expect(tries).toBe(3);
  expect(recording.lines.map(({ message }) => message)).toEqual(['one', 'two']);
});
