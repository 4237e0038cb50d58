import { expect, test } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { schedule } from '#src/functions/trigger.ts';
import { cloudFunction } from './cloud-function.ts';
import { defaultSettings } from './settings/read-configuration.ts';

const settings = defaultSettings({ answerWithinMs: 2_000, logLevel: 'info' });

const fn = defineFunction(
  {
    name: 'look',
    trigger: schedule(60),
    needs: { journeyQueue: 'send', policy: 'read' },
    timeoutMs: 1_000,
  },
  async () => {},
);

test('what was opened before a part failed is closed, and the next call begins anew', async () => {
  const opened: number[] = [];
  const closed: number[] = [];
  let fails = true;
  const { open } = cloudFunction({
    fn,
    facts: { version: 'test', keepsAnsweredTickets: true },
    factories: {
      journeyQueue(scope) {
        const place = opened.length;
        opened.push(place);
        scope.onClose(async () => void closed.push(place));
        return {} as never;
      },
      policy() {
        if (fails) throw new SupportError('unavailable', 'The policy is away.');
        return {} as never;
      },
    },
    unconfigured: settings,
    configured: async () => settings,
    environment: {},
  });
  await expect(open()).rejects.toMatchObject({ code: 'unavailable' });
  expect([opened, closed]).toEqual([[0], [0]]);
  fails = false;
  expect((await open()).fn.name).toBe('look');
  expect(await open()).toBe(await open());
  expect([opened, closed]).toEqual([[0, 1], [0]]);
});
