import { styleText } from 'node:util';
import type { Clock } from '#src/foundation/time.ts';

/** What a person sees while a desk starts: one line for each thing that happens. */
export interface StartScreen {
  title(version: string): void;
  /** Something is being prepared; the time it took appears when the next thing begins. */
  progress(message: string): void;
  loaded(description: string): void;
  line(text: string): void;
  ready(url: string): void;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export function createStartScreen(output: Output, clock: Clock): StartScreen {
  const began = clock.monotonic();
  let current: { message: string; since: number } | null = null;
  type Style = Parameters<typeof styleText>[0];
  const style = (format: Style, text: string) => (output.isTTY ? styleText(format, text) : text);
  const write = (text: string) => output.write(`${text}\n`);
  const seconds = (since: number) => `${((clock.monotonic() - since) / 1000).toFixed(1)} s`;

  const finish = () => {
    if (!current) return;
    write(`  ${style('green', '✓')} ${current.message} ${style('dim', seconds(current.since))}`);
    current = null;
  };
  return {
    title: (version) => write(`${style('bold', 'SupportMax Pro')} ${version}\n`),
    progress(message) {
      finish();
      current = { message, since: clock.monotonic() };
    },
    loaded(description) {
      finish();
      write(`  ${style('green', '✓')} ready to answer after ${seconds(began)}: ${description}\n`);
    },
    line: write,
    ready(url) {
      write(`\n${style('bold', 'The desk is open:')} ${style('cyan', url)}`);
      write(
        style(
          'dim',
          '  inbox and chat in the browser · API description at /openapi.json · Ctrl+C stops it',
        ),
      );
    },
  };
}
