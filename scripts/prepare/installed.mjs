/**
 * What is installed, compared with what package-lock.json names.
 *
 * The marker `node_modules/.prepared.json` remembers the answer. It holds hashes of the lockfile
 * and of npm's own record of what it installed, so whoever runs npm by hand is noticed; and it
 * says `installing` while npm works, so an install that was killed half-way is noticed too. npm
 * itself would take a half-unpacked package for a whole one.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carrierName, fitsMachine, isRecentEnough } from './node-version.mjs';
import { PrepareError } from './report.mjs';

const platform = `${process.platform}-${process.arch}`;
const dependencyFields = ['dependencies', 'devDependencies', 'optionalDependencies'];

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hash(text) {
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}

export function readMarker(modules) {
  return parse(read(join(modules, '.prepared.json')));
}

/** Writes the marker in one step; a folder that cannot be written works without it. */
export function writeMarker(modules, marker) {
  const path = join(modules, '.prepared.json');
  const temporary = `${path}.${process.pid}`;
  try {
    if (marker === undefined) return rmSync(path, { force: true });
    writeFileSync(temporary, JSON.stringify(marker));
    renameSync(temporary, path);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function readWanted(root) {
  const lockText = read(join(root, 'package-lock.json'));
  const manifest = parse(read(join(root, 'package.json')));
  if (lockText === undefined || manifest === undefined) {
    throw new PrepareError('package.json or package-lock.json is missing or unreadable here.');
  }
  const declared = dependencyFields.map((field) => sorted(manifest[field]));
  return { lockText, declared, lockHash: hash(lockText + JSON.stringify(declared)) };
}

function sorted(record = {}) {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

function parseLock({ lockText, declared }) {
  const packages = parse(lockText)?.packages;
  if (packages?.[''] === undefined) throw new PrepareError('package-lock.json cannot be read.');
  dependencyFields.forEach((field, index) => {
    if (JSON.stringify(sorted(packages[''][field])) === JSON.stringify(declared[index])) return;
    throw new PrepareError(
      `package.json and package-lock.json disagree about ${field}: run \`npm install\`, commit both.`,
    );
  });
  return packages;
}

function isPresent(root, path, entry) {
  const manifest = parse(read(join(root, path, 'package.json')));
  return manifest !== undefined && (entry.link || manifest.version === entry.version);
}

/** Splits what the lockfile names for `mode` into present, missing, and missing but optional. */
function compare(root, packages, mode) {
  const carrier = `node_modules/${carrierName()}`;
  const present = [];
  const missing = [];
  const skipped = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.startsWith('node_modules/') || (mode === 'run' && entry.dev)) continue;
    const isOptional = entry.optional || entry.devOptional;
    if (isPresent(root, path, entry)) present.push(path);
    else if (!isOptional || (path === carrier && !isRecentEnough() && fitsMachine(entry))) {
      missing.push(path);
    } else if ((entry.os || entry.cpu) && fitsMachine(entry)) skipped.push(path);
  }
  return { present, missing, skipped };
}

function matches(marker, mode, lockHash, installedHash, root) {
  return (
    marker?.state === 'complete' &&
    (marker.mode === mode || marker.mode === 'develop') &&
    marker.lockHash === lockHash &&
    marker.installedHash === installedHash &&
    marker.platform === platform &&
    marker.folders.every((folder) => existsSync(join(root, folder, 'package.json')))
  );
}

/**
 * `trusted` says that npm has just finished well, which outweighs a marker that says `installing`.
 * `broken` means that npm cannot be trusted to repair what is there: it has to start from nothing.
 */
export function inspect(root, mode, { trusted = false } = {}) {
  const modules = join(root, 'node_modules');
  const wanted = readWanted(root);
  const marker = readMarker(modules);
  const installedText = read(join(modules, '.package-lock.json'));
  const installedHash = hash(installedText);
  if (matches(marker, mode, wanted.lockHash, installedHash, root)) {
    return { complete: true, recorded: true, missing: [], skipped: [] };
  }
  const packages = parseLock(wanted);
  const installed = parse(installedText)?.packages ?? {};
  const found = compare(root, packages, mode);
  const all = mode === 'develop' ? found : compare(root, packages, 'develop');
  const hasAll = all.missing.length === 0 && all.skipped.length === 0;
  const interrupted = marker?.state === 'installing' && !trusted;
  const foreign = marker?.platform !== undefined && marker.platform !== platform;
  const unrecorded = installedText === undefined && !isEmpty(modules);
  const stale = Object.keys(installed).filter((path) => isNested(path) && !packages[path]);
  const reason = explain({ modules, interrupted, foreign, stale, ...found });
  return {
    complete: reason === undefined && installedText !== undefined,
    reason: reason ?? 'the packages have no record of their installation',
    recorded: false,
    broken: interrupted || foreign || unrecorded,
    hasDevelopment:
      marker?.mode === 'develop' ||
      Object.entries(installed).some(([path, entry]) => entry.dev && isPresent(root, path, entry)),
    missing: found.missing,
    skipped: found.skipped,
    stale,
    installedHash,
    marker: {
      state: 'complete',
      mode: hasAll ? 'develop' : mode,
      lockHash: wanted.lockHash,
      installedHash,
      platform,
      folders: hasAll ? all.present : found.present,
    },
  };
}

function isEmpty(modules) {
  return !existsSync(modules) || readdirSync(modules).every((name) => name.startsWith('.prepare'));
}

/** A package inside a package that the lockfile no longer has would hide the right one. */
function isNested(path) {
  return path.indexOf('node_modules/') !== path.lastIndexOf('node_modules/');
}

function explain({ modules, interrupted, foreign, stale, missing, skipped }) {
  if (isEmpty(modules)) return 'no packages are installed';
  if (interrupted) return 'an earlier installation did not finish';
  if (foreign) return 'the packages were installed for another kind of machine';
  const [first, ...others] = [...missing, ...skipped, ...stale];
  if (first === undefined) return undefined;
  const name = first.replace(/^node_modules\//, '');
  return `${name}${others.length > 0 ? ` and ${others.length} more` : ''} missing or out of date`;
}

/** Whether npm's record and every package are as `inspect` found them before npm failed. */
export function isUntouched(modules, before) {
  const installedText = read(join(modules, '.package-lock.json'));
  if (installedText === undefined || hash(installedText) !== before.installedHash) return false;
  const installed = parse(installedText)?.packages ?? {};
  return Object.entries(installed).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') || isPresent(join(modules, '..'), path, entry),
  );
}
