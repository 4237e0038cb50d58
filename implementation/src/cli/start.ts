import { listenForStop } from './stop-request.ts';

// First of all: loading the rest takes seconds, and whoever stops the desk meanwhile is heard.
const stop = listenForStop();

const { runDesk } = await import('./run-desk.ts');
process.exitCode = await runDesk(process.argv.slice(2), stop);
