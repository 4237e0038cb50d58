import { styleText } from 'node:util';
import type { Clock } from '#src/foundation/time.ts';
import { fitText, wrapText } from './fit-text.ts';

/** A ticket that was played, as its line tells it. */
export interface SampleLine {
  readonly kind: 'answered' | 'asked' | 'handed' | 'other';
  readonly subject: string;
  /** What became of it, in a word or two. */
  readonly result: string;
  /** Why, or with what. */
  readonly detail: string;
  readonly millis: number;
}

/** What a person sees while a desk starts: one line for each thing that happens. */
export interface StartScreen {
  title(version: string): void;
  /** Something is being prepared; the time it took appears when the next thing begins. */
  progress(message: string): void;
  loaded(description: string): void;
  line(text: string): void;
  sample(line: SampleLine): void;
  ready(url: string): void;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Style = Parameters<typeof styleText>[0];

/** Where there is no terminal, lines are this long. */
const plainColumns = 100;
const columnLimit = 130;
const resultColumns = 14;
const looks = {
  answered: { mark: '✓', style: 'green' },
  asked: { mark: '?', style: 'cyan' },
  handed: { mark: '→', style: 'yellow' },
  other: { mark: '·', style: 'dim' },
} as const;

export function createStartScreen(output: Output, clock: Clock): StartScreen {
  const began = clock.monotonic();
  let current: { message: string; since: number } | null = null;
  let isAfterBlank = true;
  const columns = () => Math.min(columnLimit, Math.max(60, output.columns ?? plainColumns));
  const style = (format: Style, text: string) => (output.isTTY ? styleText(format, text) : text);
  const write = (text: string) => {
    output.write(`${text}\n`);
    isAfterBlank = text.endsWith('\n');
  };
  const seconds = (since: number) => `${((clock.monotonic() - since) / 1000).toFixed(1)} s`;

  const finish = () => {
    if (!current) return;
    // The line that said what is being done becomes the one that says how long it took.
    if (output.isTTY) output.write('\r\u001b[2K');
    write(`  ${style('green', '✓')} ${current.message} ${style('dim', seconds(current.since))}`);
    current = null;
  };
  return {
    title: (version) => write(`${style('bold', 'SupportMax Pro')} ${version}\n`),
    progress(message) {
      finish();
      current = { message, since: clock.monotonic() };
      if (output.isTTY) output.write(style('dim', `  … ${message}`));
    },
    loaded(description) {
      finish();
      write(`  ${style('green', '✓')} ready to answer ${style('dim', `after ${seconds(began)}`)}`);
      write(`${style('dim', wrapText(description, columns(), '    '))}\n`);
    },
    line: write,
    sample({ kind, subject, result, detail, millis }) {
      const look = looks[kind];
      const time = `${millis.toFixed(0)} ms`.padStart(7);
      const room = columns() - 4 - 2 - resultColumns - 2 - time.length;
      const subjectColumns = Math.floor(room * 0.48);
      const parts = [
        `  ${style(look.style, look.mark)} ${fitText(subject, subjectColumns)}`,
        style(look.style, fitText(result, resultColumns)),
        `${fitText(detail, room - subjectColumns)}${style('dim', time)}`,
      ];
      write(parts.join('  '));
    },
    ready(url) {
      const gap = isAfterBlank ? '' : '\n';
      write(`${gap}${style('bold', 'The desk is open:')} ${style('cyan', url)}`);
      const hints = 'Tickets and a chat in the browser; the API’s description at /openapi.json.';
      write(style('dim', `${wrapText(hints, columns(), '  ')}\n  Ctrl+C stops it.`));
    },
  };
}
