import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRefusal } from '#src/testing/house-rules/layers.ts';
import { readTexts } from '#src/testing/house-rules/text-rules.ts';
import { intentPeers } from './intent-peers.ts';
import { peersFolder, peersProblem, pinnedPeers } from './peers.ts';
import { searchPeers } from './search-peers.ts';

interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const projectRoot = join(import.meta.dirname, '../../..');
const { packages } = readJson(join(peersFolder, 'package-lock.json')) as {
  packages: Record<string, LockedPackage & { dependencies?: Record<string, string> }>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const peers = Object.entries(pinnedPeers());

test('every peer is pinned to one version, which is the one in the lockfile', () => {
  expect(peers.length).toBeGreaterThan(0);
  expect(packages['']?.dependencies).toEqual(Object.fromEntries(peers));
  for (const [name, version] of peers) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test('packages of the lockfile come from the public registry, whole, under a free licence', () => {
  const free = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD'];
  for (const [path, { resolved, integrity, license }] of locked) {
    expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(
      /^https:\/\/registry\.npmjs\.org\//,
    );
    expect(integrity, path).toMatch(/^sha512-/);
    expect(free, path).toContain(license);
  }
});

test('nothing else of the project depends on a peer', () => {
  const root = readJson(join(projectRoot, 'package.json'));
  const needed = { ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies };
  for (const [name] of peers) {
    expect(needed, name).not.toHaveProperty([name]);
    expect(
      packageRefusal('implementation/src/knowledge/retrieve/retriever.ts', name),
    ).toBeDefined();
  }
  const importing = readTexts().filter(
    ({ path, text }) =>
      /\.(ts|mjs|js)$/.test(path) &&
      peers.some(([name]) => new RegExp(`(from|import|require)\\W*'${name}['/]`).test(text)),
  );
  expect(importing.map(({ path }) => path)).toEqual([]);
});

test('every engine is one of the peers, and every peer is asked for', () => {
  const engines = [...searchPeers, ...intentPeers].map(({ packageName }) => packageName);
  for (const name of engines) expect(pinnedPeers()).toHaveProperty([name ?? '']);
  const helpers = ['@orama/stemmers', '@orama/stopwords', 'wink-nlp-utils'];
  expect(new Set([...engines, ...helpers])).toEqual(new Set(peers.map(([name]) => name)));
});

test('what is not installed is said by its name', () => {
  const folder = join(import.meta.dirname, '../../../scripts/aws-lambda-ric');
  expect(peersProblem(folder) ?? 'aws-lambda-ric is there').toMatch(/^aws-lambda-ric is /);
});
