import { isTestCode } from './source-file.ts';

/** The folders of implementation/src from the bottom up. An import goes to a lower layer only. */
const layers: readonly (readonly string[])[] = [
  ['domain', 'algorithms', 'foundation'],
  ['platforms'],
  ['ports'],
  ['knowledge', 'agents', 'projections', 'effects'],
  ['journey'],
  ['api', 'functions'],
  ['hosts'],
  ['versions'],
  ['cli'],
];

/** The pairs of folders of the same layer of which the first may import the second. */
const siblings = new Map([
  ['agents', 'knowledge'],
  ['functions', 'api'],
]);

/** Who may build clients of vendors and name drivers: whoever composes a desk. */
const composing = ['hosts', 'versions'];

const root = 'implementation/src/';

/** Where a file of implementation/src stands. */
export interface Place {
  /** Top folder: `domain`, `ports`, … */
  folder: string;
  /** Path inside implementation/src. */
  path: string;
  /** For a file below `ports/<port>/drivers/`. */
  driver: { port: string; names: string } | undefined;
}

export function placeOf(path: string): Place | undefined {
  if (!path.startsWith(root)) return undefined;
  const inside = path.slice(root.length);
  const parts = inside.split('/');
  const isDriver = parts[0] === 'ports' && parts[2] === 'drivers' && parts.length > 3;
  const driver = isDriver
    ? { port: parts[1] ?? '', names: parts.slice(3).join('/').replace(/\.ts$/, '') }
    : undefined;
  return { folder: parts[0] ?? '', path: inside, driver };
}

/** The layer of a folder, 0 at the bottom; -1 for the folders beside the layers. */
function layerOf(folder: string): number {
  return layers.findIndex((folders) => folders.includes(folder));
}

/**
 * Why `from` may not import `to` (both in implementation/src), or `undefined` when it may.
 * Tests stand outside the layers: they may import what they need.
 */
export function refusal(fromPath: string, toPath: string): string | undefined {
  const from = placeOf(fromPath);
  if (from === undefined || isTestCode(fromPath)) return undefined;
  const to = placeOf(toPath);
  if (to === undefined) return 'leads out of implementation/src; the product stands on its own';
  if (isTestCode(toPath)) return 'is test code; only tests may import it';
  if (from.folder === 'web') return refusalInWeb(to);
  if (to.folder === 'web') return 'is the web side; ship its built files instead of importing it';
  return (
    refusalByLayer(from.folder, to.folder) ??
    refusalInDriver(from, to) ??
    refusalOfPlatform(from, to)
  );
}

function refusalInWeb(to: Place): string | undefined {
  const client = to.folder === 'api' && to.path.includes('.gen.');
  if (to.folder === 'web' || client) return undefined;
  return 'is unknown to the web side, which knows the generated client (api/*.gen.ts) alone';
}

function refusalByLayer(from: string, to: string): string | undefined {
  if (from === 'evaluation') return to === 'cli' ? 'stands above evaluation' : undefined;
  if (to === 'evaluation') {
    return from === 'cli' ? undefined : 'measures the desk; the desk must not reach it';
  }
  const [upper, lower] = [layerOf(from), layerOf(to)];
  if (upper < 0) return `cannot be judged: give ${from}/ a layer in house-rules/layers.ts`;
  if (lower < 0) return `cannot be judged: give ${to}/ a layer in house-rules/layers.ts`;
  if (lower < upper || from === to || siblings.get(from) === to) return undefined;
  if (lower > upper) return `is a layer above ${from}/; turn the call round or inject it`;
  if (upper === 0)
    return `stands beside ${from}/ on the same layer; take its result as an argument`;
  return `stands beside ${from}/ on the same layer; move what both need one layer down`;
}

/** A driver: its own port, the bottom layer, and the platform it is named after. */
function refusalInDriver(from: Place, to: Place): string | undefined {
  if (from.driver === undefined || layerOf(to.folder) === 0) return undefined;
  if (to.folder === 'ports') {
    const own = to.path.split('/')[1] === from.driver.port;
    return own ? undefined : `is another port; a driver of ${from.driver.port} knows only its own`;
  }
  const vendor = to.path.split('/')[1] ?? '';
  if (vendorsOf(from.driver.names).includes(vendor)) return undefined;
  return `is not the platform that the driver ${from.driver.names} is named after`;
}

/** Drivers and clients of vendors are chosen where a desk is composed, and nowhere below. */
function refusalOfPlatform(from: Place, to: Place): string | undefined {
  if (composing.includes(from.folder) || from.folder === 'evaluation') {
    const crossing = from.folder === 'versions' && to.folder === 'versions';
    const same = from.path.split('/')[1] === to.path.split('/')[1];
    return crossing && !same && isVersion(from) && isVersion(to)
      ? 'is another version; versions share kits, never each other'
      : undefined;
  }
  if (to.driver !== undefined) {
    if (from.driver?.port === to.driver.port) return undefined;
    return 'is a driver; only versions/, hosts/ and tests choose one. Import the port instead';
  }
  if (to.folder !== 'platforms' || from.folder === 'platforms' || from.driver) return undefined;
  if (from.folder === 'cli' && to.path.startsWith('platforms/local/')) return undefined;
  return 'is a platform; only drivers, versions/, hosts/ and tests know which one they run on';
}

/** `v1-mvp/compose.ts` is a version; what lies beside the versions is a kit that they share. */
function isVersion({ path }: Place): boolean {
  return /^versions\/v\d/.test(path);
}

/** `postgres-queries` → postgres; `files` stands for the local disk. */
function vendorsOf(driverName: string): string[] {
  const first = driverName.split(/[-/]/)[0] ?? '';
  return first === 'files' || first === 'local' ? ['local'] : [first];
}

/** Packages and the places they may be imported from, as prefixes inside implementation/src. */
const packageHomes: Readonly<Record<string, { homes: readonly string[]; instead: string }>> = {
  zod: {
    // Where something comes in from outside: content, requests, settings, files. Further inside
    // the types of domain/ hold, and a second validation would only hide a gap in the first.
    homes: [
      'domain/',
      'knowledge/load/',
      // The form of a model's answer is a schema too.
      'agents/',
      'ports/language-model/',
      'api/',
      'functions/',
      'hosts/',
      'versions/',
      'cli/',
      // Questions and baselines are files, too.
      'evaluation/',
    ],
    instead: 'validate where the data comes in, and declare what the desk knows in domain/',
  },
  hono: { homes: ['api/', 'hosts/'], instead: 'HTTP belongs to api/ and hosts/' },
  '@hono/node-server': { homes: ['hosts/'], instead: 'serving belongs to hosts/' },
  '@azure/functions': {
    homes: ['hosts/azure-functions/'],
    instead: 'only the host of Azure knows how functions are run there',
  },
  '@google-cloud/functions-framework': {
    homes: ['hosts/gcp-functions/'],
    instead: 'only the host of Google Cloud knows how functions are run there',
  },
  pg: { homes: ['platforms/postgres/'], instead: 'use the SqlClient of platforms/postgres' },
  '@electric-sql/pglite': {
    homes: ['platforms/postgres/'],
    instead: 'use the SqlClient of platforms/postgres',
  },
  'prom-client': {
    homes: ['platforms/prometheus/'],
    instead: 'use the Metrics of foundation/metrics.ts',
  },
  openai: { homes: ['platforms/openai/'], instead: 'use ports/language-model' },
  '@anthropic-ai/sdk': { homes: ['platforms/anthropic/'], instead: 'use ports/language-model' },
  parse5: { homes: ['knowledge/documents/'], instead: 'use knowledge/documents/read-html.ts' },
  unpdf: { homes: ['knowledge/documents/'], instead: 'use knowledge/documents/read-pdf.ts' },
  mammoth: { homes: ['knowledge/documents/'], instead: 'use knowledge/documents/read-docx.ts' },
  mailparser: { homes: ['platforms/'], instead: 'parsing e-mail belongs to platforms/' },
};

/** What L0 may import of packages. Nothing of Node in the pure folders: that is where I/O starts. */
const purePackages: Readonly<Record<string, readonly string[]>> = {
  domain: ['zod'],
  algorithms: ['zod'],
};

/** Why a file may not import a package or a Node module, or `undefined` when it may. */
export function packageRefusal(path: string, name: string): string | undefined {
  const place = placeOf(path);
  if (place === undefined || isTestCode(path)) return undefined;
  const pure = purePackages[place.folder];
  if (pure?.includes(name)) return undefined;
  if (pure) return `is not for ${place.folder}/, which is pure: ${pure.join(', ')} at most`;
  if (name.startsWith('node:')) return undefined;
  const known = packageHomes[name];
  if (known === undefined) {
    return 'has no home yet: name the folder that may import it in house-rules/layers.ts';
  }
  if (known.homes.some((home) => place.path.startsWith(home))) return undefined;
  return `is not for ${place.folder}/: ${known.instead}`;
}
