import { expect, it } from 'vitest';
import { UsageError } from './command.ts';
import { dataSettings, parseStart } from './settings.ts';

it('what nobody said is v1 on port 3000 of this machine alone, with samples', () => {
  expect(parseStart([], {})).toMatchObject({
    version: 'v1',
    port: 3000,
    host: '127.0.0.1',
    dataDirectory: '.data',
    reset: false,
    samples: true,
    databaseUrl: undefined,
    configurationFile: undefined,
    logLevel: undefined,
  });
});

it('a flag beats its variable, and an empty variable is none', () => {
  const environment = { PORT: '4000', SUPPORTMAX_DATA: '/elsewhere' };
  expect(parseStart([], environment)).toMatchObject({ port: 4000, dataDirectory: '/elsewhere' });
  const args = [
    'v0.5',
    '--port',
    '0',
    '--data',
    'here',
    '--host',
    '::1',
    '--reset',
    '--no-samples',
    '--config',
    'desk.json',
  ];
  expect(parseStart(args, environment)).toMatchObject({
    version: 'v0.5',
    port: 0,
    dataDirectory: 'here',
    host: '::1',
    reset: true,
    samples: false,
    configurationFile: 'desk.json',
  });
  expect(parseStart([], { SUPPORTMAX_LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
  const empty = { PORT: '', SUPPORTMAX_DATA: '', SUPPORTMAX_LOG_LEVEL: '', DATABASE_URL: '' };
  expect(parseStart([], empty)).toEqual(parseStart([], {}));
});

it.each<[string[], Record<string, string>, string]>([
  [['--prot', '1'], {}, '--prot'],
  [['v9'], {}, 'v9'],
  [['v1', 'v0.5'], {}, 'v0.5'],
  [['--port', 'http'], {}, '--port'],
  [['--port', '65536'], {}, '--port'],
  [['--port=-1'], {}, '--port'],
  [['--port', ''], {}, '--port'],
  [['--port', ' 80'], {}, '--port'],
  [['--port', '1e3'], {}, '--port'],
  [['--port'], {}, '--port'],
  [['--reset=yes'], {}, '--reset'],
  [['--host', ''], {}, '--host'],
  [['--data', ''], {}, '--data'],
  [['--config', ''], {}, '--config'],
  [[], { PORT: 'x' }, 'PORT'],
  [[], { PORT: '99999' }, 'PORT'],
  [[], { SUPPORTMAX_LOG_LEVEL: 'loud' }, 'SUPPORTMAX_LOG_LEVEL'],
  [[], { DATABASE_URL: 'mysql://user:secret@localhost/desk' }, 'DATABASE_URL'],
  [[], { DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL'],
])('%j with %j is refused, and %s is named', (args, environment, named) => {
  try {
    parseStart(args, environment);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(named);
    expect((error as Error).message).not.toContain('secret');
  }
});

it('flags that mean nothing to a version are told apart', () => {
  const args = ['--data', 'here', '--no-samples', '--port', '0'];
  expect(parseStart(args, {}).unused).toEqual([]);
  expect(parseStart(['v0.5', ...args], {}).unused).toEqual(['--data', '--no-samples']);
  expect(parseStart(['v0.5'], { SUPPORTMAX_DATA: 'here' }).unused).toEqual([]);
});

it('a database is a PostgreSQL server by its URL', () => {
  for (const url of ['postgres://desk@localhost/desk', 'postgresql://u:p@[::1]:5432/x?ssl=1']) {
    expect(dataSettings({ DATABASE_URL: url }).databaseUrl).toBe(url);
  }
});
