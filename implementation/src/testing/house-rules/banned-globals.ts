import type { Finding } from './finding.ts';
import { type GlobalUse, globalUses } from './global-uses.ts';
import { placeOf } from './layers.ts';
import { isTestCode, type SourceFile } from './source-file.ts';
import { childOf, childrenOf, nameOf, type SyntaxNode, walk } from './syntax.ts';

/** A power over the outside that code gets passed instead of taking it. */
interface Ban {
  homes: readonly string[];
  instead: string;
}

const outside = ['platforms/', 'hosts/', 'cli/', 'web/browser.js', 'drivers'];
const bans = {
  clock: {
    homes: ['foundation/time.ts', ...outside],
    instead: 'take a Clock (foundation/time.ts)',
  },
  timer: {
    homes: ['foundation/time.ts', ...outside],
    instead: 'take a Clock (foundation/time.ts)',
  },
  randomness: { homes: outside, instead: 'take ids and random numbers as arguments' },
  network: { homes: outside, instead: 'go through a port' },
  environment: {
    homes: ['foundation/config.ts', 'hosts/', 'cli/'],
    instead: 'take settings as arguments; the composition root reads the environment once',
  },
  exit: { homes: ['hosts/', 'cli/'], instead: 'throw a SupportError; hosts and commands exit' },
  console: { homes: ['hosts/', 'cli/'], instead: 'take a Logger (foundation/logger.ts)' },
} satisfies Record<string, Ban>;
type BanName = keyof typeof bans;

/** Globals that are banned by name. */
const bannedNames: ReadonlyMap<string, BanName> = new Map([
  ['performance', 'clock'],
  ['setTimeout', 'timer'],
  ['setInterval', 'timer'],
  ['setImmediate', 'timer'],
  ['fetch', 'network'],
  ['WebSocket', 'network'],
  ['EventSource', 'network'],
  ['XMLHttpRequest', 'network'],
  ['console', 'console'],
]);

/** Members of globals that are banned, where the global itself is fine. */
const bannedMembers: ReadonlyMap<string, BanName> = new Map([
  ['Date.now', 'clock'],
  ['Math.random', 'randomness'],
  ['AbortSignal.timeout', 'timer'],
  ['crypto.randomUUID', 'randomness'],
  ['crypto.getRandomValues', 'randomness'],
  ['process.env', 'environment'],
  ['process.loadEnvFile', 'environment'],
  ['process.exit', 'exit'],
  ['process.abort', 'exit'],
  ['process.hrtime', 'clock'],
  ['process.uptime', 'clock'],
]);

/** What Node modules offer of the same powers; `*` is all of a module. */
const bannedImports: ReadonlyMap<string, BanName> = new Map([
  ['node:timers *', 'timer'],
  ['node:timers/promises *', 'timer'],
  ['node:perf_hooks *', 'clock'],
  ['node:crypto randomUUID', 'randomness'],
  ['node:crypto randomUUIDv7', 'randomness'],
  ['node:crypto randomBytes', 'randomness'],
  ['node:crypto randomInt', 'randomness'],
  ['node:crypto randomFill', 'randomness'],
  ['node:crypto randomFillSync', 'randomness'],
  ['node:crypto getRandomValues', 'randomness'],
  ['node:crypto webcrypto', 'randomness'],
  ['node:process env', 'environment'],
  ['node:process exit', 'exit'],
  ['node:process hrtime', 'clock'],
]);

/** Clock, timers, randomness, network, environment, exit and console outside their homes. */
export function checkBannedGlobals(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => placeOf(path) !== undefined && !isTestCode(path))
    .flatMap((file) =>
      [...bannedUses(file), ...bannedModules(file)].flatMap(([ban, what, node]) => {
        if (isAtHome(file.path, bans[ban])) return [];
        const message = `${what} is ${ban} taken from the air; ${bans[ban].instead}`;
        return [{ file: file.path, line: file.lineAt(node.start), message }];
      }),
    );
}

type Use = [BanName, string, SyntaxNode];

function isAtHome(path: string, { homes }: Ban): boolean {
  const place = placeOf(path);
  return homes.some((home) =>
    home === 'drivers' ? place?.driver !== undefined : place?.path.startsWith(home),
  );
}

function bannedUses(file: SourceFile): Use[] {
  return globalUses(file.program).flatMap((use): Use[] => {
    const [name, parent] = throughGlobalThis(file, use);
    const byName = bannedNames.get(name);
    if (byName) return [[byName, name, use.node]];
    if (name === 'Date' && readsClock(parent, use.node)) return [['clock', 'new Date()', use.node]];
    const named = membersOf(name, parent).map((member) => `${name}.${member}`);
    return named.flatMap((what): Use[] => {
      const ban = bannedMembers.get(what);
      return ban ? [[ban, what, use.node]] : [];
    });
  });
}

/** `globalThis.fetch` is `fetch`: the name, and the node above it. */
function throughGlobalThis(
  file: SourceFile,
  { name, node, parent }: GlobalUse,
): [string, SyntaxNode] {
  if (!['globalThis', 'global', 'self', 'window'].includes(name)) return [name, parent];
  const [member = ''] = membersOf(name, parent);
  let above = parent;
  walk(file.program, (one, ancestors) => {
    if (one === parent) above = ancestors.at(-1) ?? parent;
  });
  return node.start === parent.start ? [member, above] : [name, parent];
}

/** `X.now` → now; `const { now, parse } = X` → both. A computed name is unknown. */
function membersOf(name: string, parent: SyntaxNode): string[] {
  if (parent.type === 'MemberExpression') {
    if (parent.computed === true && childOf(parent, 'property', 'Identifier')) return [];
    return [nameOf(childOf(parent, 'property')) ?? ''];
  }
  if (parent.type !== 'VariableDeclarator' || nameOf(childOf(parent, 'init')) !== name) return [];
  const pattern = childOf(parent, 'id', 'ObjectPattern');
  const taken = pattern ? childrenOf(pattern, 'properties') : [];
  return taken.map((one) => nameOf(childOf(one, 'key')) ?? '');
}

/** `new Date()` and `Date()` say what time it is; `new Date(millis)` does not. */
function readsClock(parent: SyntaxNode, node: SyntaxNode): boolean {
  const callee = childOf(parent, 'callee');
  if (callee === undefined || callee.end !== node.end) return false;
  if (parent.type === 'CallExpression') return true;
  return parent.type === 'NewExpression' && childrenOf(parent, 'arguments').length === 0;
}

function bannedModules(file: SourceFile): Use[] {
  const uses: Use[] = [];
  walk(file.program, (node) => {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return;
    const module = nameOf(childOf(node, 'source')) ?? '';
    const whole = bannedImports.get(`${module} *`);
    if (whole) uses.push([whole, module, node]);
    for (const one of childrenOf(node, 'specifiers')) {
      const name = nameOf(childOf(one, 'imported'));
      const ban = name === undefined ? undefined : bannedImports.get(`${module} ${name}`);
      if (ban) uses.push([ban, `${name} of ${module}`, node]);
      if (name === undefined && ['node:crypto', 'node:process'].includes(module)) {
        uses.push([
          module === 'node:crypto' ? 'randomness' : 'environment',
          `all of ${module}`,
          node,
        ]);
      }
    }
  });
  return uses;
}

/** What pure code may use of the language's globals; `Date`, `Math` and `Intl` need a second look. */
const pureGlobals = new Set(
  [
    'undefined NaN Infinity globalThis Object Function Array String Number Boolean Symbol BigInt',
    'Math JSON Date RegExp Map Set WeakMap WeakSet WeakRef Promise Proxy Reflect Iterator Intl',
    'Error TypeError RangeError SyntaxError AggregateError ArrayBuffer DataView Atomics',
    'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array',
    'Float16Array Float32Array Float64Array BigInt64Array BigUint64Array',
    'isNaN isFinite parseInt parseFloat encodeURIComponent decodeURIComponent encodeURI decodeURI',
    'TextEncoder TextDecoder URL URLSearchParams structuredClone atob btoa',
  ].flatMap((names) => names.split(' ')),
);

/** `domain` and `algorithms` use the language and nothing that reads or changes the outside. */
export function checkPurity(files: readonly SourceFile[]): Finding[] {
  const pure = files.filter(({ path }) => {
    const folder = placeOf(path)?.folder;
    return (folder === 'domain' || folder === 'algorithms') && !isTestCode(path);
  });
  return pure.flatMap((file) =>
    globalUses(file.program)
      .filter(({ name }) => !pureGlobals.has(name))
      .map(({ name, node }) => {
        const message = `${name} is not part of the pure language; take it, or its result, as an argument`;
        return { file: file.path, line: file.lineAt(node.start), message };
      }),
  );
}
