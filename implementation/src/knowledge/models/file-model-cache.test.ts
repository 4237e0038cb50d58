import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileModelCache, createReadOnlyModelCache } from './file-model-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

test('what is written is read, and replaces the older of its kind', () => {
  const cache = createFileModelCache(join(folder, 'models'));
  expect(cache.read('intents-1')).toBeNull();
  cache.write('intents-1', bytes('one'));
  cache.write('urgency-1', bytes('other'));
  cache.write('intents-2', bytes('two'));
  expect(cache.read('intents-1')).toBeNull();
  expect(String(cache.read('intents-2'))).toBe('two');
  expect(readdirSync(join(folder, 'models')).sort()).toEqual([
    'intents-2.model',
    'urgency-1.model',
  ]);
});

test('a folder that cannot be is a cache that forgets', () => {
  writeFileSync(join(folder, 'file'), '');
  const cache = createFileModelCache(join(folder, 'file', 'models'));
  cache.write('intents-1', bytes('one'));
  expect(cache.read('intents-1')).toBeNull();
});

test('read-only, it finds what is there and keeps nothing new', () => {
  createFileModelCache(folder).write('intents-1', bytes('one'));
  const cache = createReadOnlyModelCache(folder);
  cache.write();
  expect(String(cache.read('intents-1'))).toBe('one');
  expect(cache.read('intents-2')).toBeNull();
  expect(readdirSync(folder)).toEqual(['intents-1.model']);
});
