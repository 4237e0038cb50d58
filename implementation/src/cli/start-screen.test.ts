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

it('a question that was asked back has a mark of its own', () => {
  const { screen, text } = aScreen();
  const asked = { ...sample, kind: 'asked', result: 'asked back', detail: 'About export' } as const;
  screen.sample({ ...asked, millis: 1 });
  screen.sample({ ...sample, millis: 1 });
  const [first = '', second = ''] = text().split('\n');
  expect(first).toMatch(/^ {2}\? Help +asked back +About export +1 ms$/);
  expect(second).toMatch(/^ {2}✓ Help +answered /);
});
