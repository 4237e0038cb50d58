import { expect, it } from 'vitest';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createStartScreen } from './start-screen.ts';

function aScreen() {
  let text = '';
  const output = {
    write: (more: string) => {
      text += more;
    },
  };
  return { screen: createStartScreen(output, createVirtualClock()), text: () => text };
}

const sample = { kind: 'answered', subject: 'Help', result: 'answered', detail: '' } as const;

it.each([
  ['with samples', true],
  ['without samples', false],
])('one blank line stands between the parts of a start, %s', (_, hasSamples) => {
  const { screen, text } = aScreen();
  screen.title('v1');
  screen.progress('opening the store');
  screen.loaded('12 articles');
  if (hasSamples) {
    screen.line('  The sample customers write in:');
    screen.sample({ ...sample, millis: 1 });
    screen.line('\n  1 answered');
  }
  screen.ready('http://127.0.0.1:3000');
  expect(text()).not.toMatch(/\n\n\n/);
  expect(text()).toMatch(/\n\nThe desk is open: http:\/\/127\.0\.0\.1:3000\n/);
  expect(text()).toMatch(/^SupportMax Pro v1\n\n/);
});
