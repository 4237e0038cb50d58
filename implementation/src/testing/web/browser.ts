import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const program = places.find((place) => existsSync(place));

/** Whether tests that need a browser have to be skipped; says so on stderr. */
export function skipsWithoutBrowser(): boolean {
  if (!program) process.stderr.write('skipped the tests in a browser: there is no Chromium here\n');
  return program === undefined;
}

/** A browser without a screen that calls nobody by itself. */
export async function startBrowser(): Promise<Browser> {
  if (!program) throw new Error('there is no Chromium here');
  return chromium.launch({
    executablePath: program,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
