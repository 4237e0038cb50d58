/**
 * Asks the desk of this machine whether it is alive; the exit code is the answer. A container's
 * health check runs it: an image of Node alone has no curl.
 */
import { get } from 'node:http';

const port = Number(process.env.PORT || 3000);
const address = { host: '127.0.0.1', port, path: '/healthz', agent: false, timeout: 2_000 };

function fail(reason: string): void {
  process.stderr.write(`no healthy desk on port ${port}: ${reason}\n`);
  process.exitCode = 1;
}

const request = get(address, (response) => {
  response.resume();
  if (response.statusCode !== 200) fail(`status ${response.statusCode}`);
});
request.on('timeout', () => request.destroy(new Error('no answer in time')));
request.on('error', ({ message }) => fail(message));
