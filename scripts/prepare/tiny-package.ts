/** Test helper: small packages with tarballs as dependencies, so that npm works without a network. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const carrierName = `node-${process.platform}-${process.arch}`;

/** The npm at hand, as the path of its program. */
export function npmProgram(): string {
  const given = process.env.npm_execpath;
  if (given && basename(given) === 'npm-cli.js') return given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'npm')).find((path) => existsSync(path));
  if (found === undefined) throw new Error('these tests need npm on the PATH');
  return realpathSync(found);
}

export interface Dependency {
  name: string;
  version: string;
  field: 'dependencies' | 'devDependencies' | 'optionalDependencies';
  /** What its index.js, or for a carrier of Node its bin/node, holds. */
  content?: string;
}

export const alpha: Dependency = { name: 'alpha', version: '1.0.0', field: 'dependencies' };
export const newerAlpha: Dependency = { ...alpha, version: '1.1.0' };
export const beta: Dependency = { name: 'beta', version: '2.0.0', field: 'devDependencies' };

/** A package whose `bin/node` is a shell script that says it is this version, or fails. */
export function carrier(says: string): Dependency {
  const content = `#!/bin/sh\n${says === '' ? 'exit 127' : `echo ${says}`}\n`;
  return { name: carrierName, version: '24.0.0', field: 'optionalDependencies', content };
}

function pack(folder: string, { name, version, content = 'export {};\n' }: Dependency) {
  const source = join(folder, 'package');
  const isCarrier = name === carrierName;
  const program = isCarrier ? 'bin/node' : 'index.js';
  const manifest = { name, version, ...(isCarrier ? { bin: { node: program } } : {}) };
  mkdirSync(dirname(join(source, program)), { recursive: true });
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(source, program), content, { mode: 0o755 });
  const file = `${name}-${version}.tgz`;
  spawnSync('tar', ['-czf', file, 'package'], { cwd: folder });
  rmSync(source, { recursive: true });
  const sum = createHash('sha512')
    .update(readFileSync(join(folder, file)))
    .digest('base64');
  return { file, integrity: `sha512-${sum}`, manifest };
}

/** Writes package.json and the lockfile that npm would write for it. */
export function writePackage(folder: string, dependencies: Dependency[], extra: object = {}): void {
  const fields: Record<Dependency['field'], Record<string, string>> = {
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {},
  };
  const root = { name: 'tiny', version: '1.0.0', ...fields };
  const packages: Record<string, unknown> = { '': root };
  for (const dependency of dependencies) {
    const { file, integrity, manifest } = pack(folder, dependency);
    const { name, version, field } = dependency;
    root[field][name] = `file:${file}`;
    packages[`node_modules/${name}`] = {
      version,
      resolved: `file:${file}`,
      integrity,
      ...(field === 'devDependencies' ? { dev: true } : {}),
      ...(field === 'optionalDependencies' ? { optional: true } : {}),
      ...('bin' in manifest ? { bin: manifest.bin } : {}),
    };
  }
  const lock = { name: 'tiny', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  const manifest = { private: true, type: 'module', ...root, ...extra };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

/**
 * An npm that writes down that it was called, then does as its variable NPM_TRIAL says: nothing
 * special, `fail`, `unlink` Node as npm 10 does, or `stall`: unpack half a package and go on only once a file `go-on` is there.
 */
const npmStandIn = `
  const { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
  appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
  const trial = process.env.NPM_TRIAL;
  if (trial === 'fail') { console.log('the registry is down'); process.exit(7); }
  if (trial === 'unlink') process.on('exit', () => rmSync('node_modules/.bin/node', { force: true }));
  const work = () => require(process.env.REAL_NPM);
  if (trial !== 'stall') work();
  else {
    mkdirSync('node_modules/alpha', { recursive: true });
    rmSync('node_modules/alpha/index.js', { force: true });
    writeFileSync('node_modules/alpha/package.json', '{"name":"alpha","version":"1.0.0"}');
    console.log('stalled as ' + process.pid);
    const wait = () => {
      if (existsSync('go-on')) work();
      else if (existsSync('npm-calls')) setTimeout(wait, 20);
    };
    wait();
  }
`;

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export class TinyPackage {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'supportmax-prepare-')));

  private readonly children: ChildProcess[] = [];

  constructor(dependencies: Dependency[], extra: object = {}) {
    cpSync(join(projectRoot, 'scripts'), this.path('scripts'), { recursive: true });
    mkdirSync(this.path('npm'));
    writeFileSync(this.path('npm/package.json'), '{"type":"commonjs"}');
    writeFileSync(this.path('npm/npm-cli.js'), npmStandIn);
    writeFileSync(
      this.path('old-node.mjs'),
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } });",
    );
    appendFileSync(this.path('npm-calls'), '');
    writePackage(this.folder, dependencies, extra);
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  version(name: string): string | undefined {
    const file = this.path('node_modules', name, 'package.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
  }

  npmCalls(): string[] {
    return readFileSync(this.path('npm-calls'), 'utf8').split('\n').filter(Boolean);
  }

  start(
    mode: string,
    environment: Record<string, string> = {},
    nodeFlags: string[] = [],
    node = process.execPath,
  ) {
    const child = spawn(node, [...nodeFlags, this.path('scripts/prepare.mjs'), mode], {
      cwd: tmpdir(),
      env: {
        ...process.env,
        npm_config_cache: this.path('npm-cache'),
        npm_config_offline: 'true',
        npm_execpath: this.path('npm/npm-cli.js'),
        npm_node_execpath: process.execPath,
        REAL_NPM: npmProgram(),
        ...environment,
      },
    });
    this.children.push(child);
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    const waiting = new Set<() => void>();
    child.stdout.on('data', (chunk) => {
      outcome.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      outcome.stderr += chunk;
      for (const check of waiting) check();
    });
    const ended = new Promise<Outcome>((resolve) => {
      child.once('close', (code) => resolve({ ...outcome, code }));
    });
    /** Resolves with the match once stderr has it. */
    const says = (pattern: RegExp) =>
      new Promise<RegExpMatchArray>((resolve) => {
        const check = () => {
          const match = outcome.stderr.match(pattern);
          if (match) resolve(match);
        };
        waiting.add(check);
        check();
      });
    return { child, ended, says };
  }

  prepare(mode: string, environment?: Record<string, string>): Promise<Outcome> {
    return this.start(mode, environment).ended;
  }

  /** As on a machine whose Node is too old. */
  prepareOnOldNode(mode: string): Promise<Outcome> {
    return this.start(mode, {}, ['--import', this.path('old-node.mjs')]).ended;
  }

  move(): void {
    renameSync(this.folder, `${this.folder}-moved`);
    this.folder = `${this.folder}-moved`;
  }

  /** Ends what a failed test may have left running, and deletes the folder. */
  remove(): void {
    for (const child of this.children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
