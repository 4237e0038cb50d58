/**
 * What a cloud adds to a function before it runs, and round it: `npm run bench:cold`. Everything is
 * built anew, and held against floors that are measured in the same run.
 */
import { loadavg } from 'node:os';
import { reportSizes } from './cold-start/bundle-size.ts';
import { withBundles } from './cold-start/bundled-functions.ts';
import { reportFirstAnswer } from './cold-start/first-answer-in-lambda.ts';
import { reportHostOverheads } from './cold-start/host-overhead.ts';
import { reportImportTimes } from './cold-start/import-time.ts';

const load = () => loadavg()[0]?.toFixed(1);

await withBundles(async (functions) => {
  const before = load();
  reportSizes(functions);
  reportImportTimes(functions);
  await reportHostOverheads();
  await reportFirstAnswer(functions);
  process.stdout.write(`\nload ${before} at the beginning, ${load()} at the end\n`);
});
