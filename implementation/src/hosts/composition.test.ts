import { expect, test } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { cloudServices } from './cloud-services.ts';
import { Composition } from './composition.ts';

test('all of it is closed, what was opened last first; the first failure is thrown', async () => {
  const composition = new Composition({
    facts: { version: 'test', keepsAnsweredTickets: true },
    factories: {},
    settings: { answerWithinMs: 1_000 },
    host: cloudServices(silentLogger),
  });
  const closed: number[] = [];
  for (const place of [1, 2, 3, 4]) {
    composition.scope.onClose(async () => {
      closed.push(place);
      if (place % 2 === 1) throw new Error(`${place} does not close`);
    });
  }
  await expect(composition.close()).rejects.toThrow('3 does not close');
  expect(closed).toEqual([4, 3, 2, 1]);
  // Nothing is left to close.
  await composition.close();
  expect(closed).toHaveLength(4);
});
