import { SupportError } from '#src/foundation/support-error.ts';
import { DataInUseError, openDataDirectory } from '#src/platforms/local/data-directory.ts';

/**
 * Takes a data folder and keeps it until it is killed: `node owning-child.ts <path> <address> <user>`
 * prints `owner`, or `refused <code> <address>`. With a user id it first becomes that user.
 */
const [path = '', address = '', user = ''] = process.argv.slice(2);
if (user !== '') process.setuid?.(Number(user));
try {
  const directory = openDataDirectory(path);
  directory.publishAddress(address);
  console.log('owner');
  setInterval(() => directory.path, 1_000);
} catch (error) {
  if (!(error instanceof SupportError)) throw error;
  console.log(`refused ${error.code} ${error instanceof DataInUseError ? error.address : ''}`);
}
