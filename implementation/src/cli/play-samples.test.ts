import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { aPassage, offering, type Script } from '#src/testing/scenarios/scripted-agents.ts';
import { startedLaptop } from '#src/testing/started-laptop.ts';
import { playSamples, samplesArePlayed } from './play-samples.ts';
import type { SampleLine } from './start-screen.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-samples-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const mail = (id: string, subject: string, more = '') =>
  `From: ada@example.com\nMessage-ID: <${id}@example.com>\n${more}Subject: ${subject}\n\nHow?\n`;
const samples = {
  '1.eml': mail('1', 'Export'),
  '2.eml': mail('2', 'Strange'),
  '3.eml': mail('3', 'Away', 'Auto-Submitted: auto-replied\n'),
  '4.eml': mail('4', 'Vague'),
  '5.eml': 'junk',
  '6.eml': mail('6', 'Re: Vague', 'In-Reply-To: <4@example.com>\n').replace('How?', '1'),
};

it('every sample goes to the desk by its API, and is a line on the screen', async () => {
  const script: Script = {
    answer: ({ question: { chosen, text } }) =>
      chosen === undefined && /Strange|Vague/.test(text) ? null : {},
    offer: ({ question, passages }) =>
      question.text.includes('Vague')
        ? offering([...passages, aPassage('import', 'Import.')])
        : null,
  };
  const { laptop } = await startedLaptop({ script });
  ends.unshift(() => laptop.close());
  const [content, data] = [aFolder(), aFolder()];
  mkdirSync(join(content, 'tickets'));
  for (const [name, text] of Object.entries(samples)) {
    writeFileSync(join(content, 'tickets', name), text);
  }
  const asked: string[] = [];
  const watched = {
    desk: laptop.desk,
    fetch: (request: Request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname.replace(/ticket-.*/, '…')}`);
      return laptop.fetch(request);
    },
  };
  const lines: Omit<SampleLine, 'millis'>[] = [];
  const told: string[] = [];
  const screen = {
    line: (text: string) => void told.push(text.trim()),
    sample: ({ millis: _, ...line }: SampleLine) => void lines.push(line),
  };
  await playSamples(watched, content, data, screen, new AbortController().signal);
  expect(lines).toEqual([
    { kind: 'answered', subject: 'Export', result: 'answered  90 %', detail: 'About export' },
    { kind: 'handed', subject: 'Strange', result: 'to people', detail: expect.any(String) },
    { kind: 'other', subject: 'Away', result: 'stood back', detail: '' },
    { kind: 'asked', subject: 'Vague', result: 'asked back', detail: 'About export' },
    { kind: 'other', subject: '5.eml', result: 'not read', detail: expect.any(String) },
    { kind: 'answered', subject: 'Vague', result: 'as chosen', detail: 'About export' },
  ]);
  expect(lines[1]?.detail).not.toBe('');
  expect(told.at(-1)).toBe('2 answered, 1 asked back, 1 handed to people, 2 left alone');
  expect(asked).toEqual(
    Array.from({ length: 5 }, () => ['POST /v1/intake', 'GET /v1/tickets/…']).flat(),
  );
  expect((await laptop.desk.projectionStore.store.totals('default')).tickets).toBe(4);
  expect(samplesArePlayed(data)).toBe(true);
});
