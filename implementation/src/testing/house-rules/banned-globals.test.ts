import { describe, expect, test } from 'vitest';
import { checkBannedGlobals, checkPurity } from './banned-globals.ts';
import { fixture } from './fixture.ts';

const lines = (path: string, text: string) =>
  checkBannedGlobals([fixture(path, text)]).map(({ line, message }) => `${line} ${message}`);

describe('powers taken from the air', () => {
  const banned = [
    'const a = Date.now();',
    'const now = Date.now;',
    'const { now } = Date;',
    'const a = new Date();',
    'const a = Date();',
    'const a = globalThis.Date.now();',
    'const a = performance.now();',
    'const a = process.hrtime.bigint();',
    'const a = Math.random();',
    'const a = Math["random"]();',
    'const a = crypto.randomUUID();',
    `import { randomUUID } from 'node:crypto';`,
    `import { randomBytes as bytes } from 'node:crypto';`,
    `import * as crypto from 'node:crypto';`,
    'setTimeout(() => {}, 5);',
    'const later = setTimeout;',
    'function f() { if (true) { setInterval(() => {}, 5); } }',
    `import { setTimeout } from 'node:timers/promises';`,
    'const signal = AbortSignal.timeout(5);',
    `await fetch('x');`,
    `await globalThis.fetch('x');`,
    'const key = process.env.KEY;',
    'const { env } = process;',
    'function f(fallback = process.env.KEY) { return fallback; }',
    'process.exit(1);',
    `console.log('x');`,
    'class A { at = Date.now(); }',
    'const a = Date.now() as number;',
    'const f = async <T,>(x: T) => { await fetch(String(x)); };',
  ];
  test.each(banned)('%s', (text) => {
    expect(lines('journey/a.ts', `// one\n${text}\n`)).toEqual([expect.stringMatching(/^2 /)]);
  });

  const fine = [
    'const a = new Date(5); const b = Date.parse("2026"); const c = Date.UTC(2026);',
    'const a = (clock: { now: () => number }) => clock.now();',
    'const a = (fetch: (url: string) => string) => fetch("x");',
    'function a({ setTimeout }: Timers) { setTimeout(); }',
    `import { fetch } from './fetch.ts'; fetch();`,
    `import { createHash } from 'node:crypto';`,
    'let a: typeof fetch; type B = ReturnType<typeof setTimeout>;',
    'const a = { fetch: 1, console: 2 }; a.fetch; a.console;',
    'class A { fetch() { return this.fetch; } }',
    '// Date.now() in a comment\nconst a = "Math.random()";',
    'const a = process.pid; process.exitCode = 1;',
    'for (const fetch of []) fetch;',
    'try { } catch (console) { console; }',
    'const fetch = 1; { fetch; }',
  ];
  test.each(fine)('fine: %s', (text) => {
    expect(lines('journey/a.ts', text)).toEqual([]);
  });

  test('a name bound in one function is still the global in the next', () => {
    const text = 'const a = (fetch: F) => fetch();\nconst b = () => fetch();\n';
    expect(lines('journey/a.ts', text)).toEqual([expect.stringMatching(/^2 fetch/)]);
  });

  const homes: [string, string][] = [
    ['foundation/time.ts', 'Date.now(); setTimeout(f, 1);'],
    ['hosts/laptop/a.ts', 'process.env.A; setInterval(f, 1); process.exit(0);'],
    ['cli/main.ts', 'process.env.A; console.log(1);'],
    ['web/browser.js', 'Date.now(); setTimeout(f, 1); fetch(1);'],
    ['platforms/postgres/a.ts', 'setImmediate(f);'],
    ['ports/event-log/drivers/aws-dynamodb.ts', 'fetch(1);'],
    ['journey/a.test.ts', 'Date.now(); console.log(1);'],
    ['testing/a.ts', 'process.env.A;'],
  ];
  test.each(homes)('at home in %s: %s', (path, text) => {
    expect(lines(path, text)).toEqual([]);
  });

  test('a home is a home for its own powers only', () => {
    expect(lines('foundation/time.ts', 'process.env.A;')).toHaveLength(1);
    expect(lines('platforms/postgres/a.ts', 'process.env.A; console.log(1);')).toHaveLength(2);
    expect(lines('ports/event-log/event-log.ts', 'Date.now();')).toHaveLength(1);
    expect(lines('web/dom.js', 'fetch(1);')).toHaveLength(1);
  });
});

describe('purity of domain and algorithms', () => {
  const check = (text: string) => checkPurity([fixture('domain/a.ts', text)]).length;

  test.each([
    'process.pid;',
    'Buffer.from("x");',
    'queueMicrotask(f);',
    'document.title;',
    'export const f = () => navigator.language;',
  ])('%s', (text) => {
    expect(check(`const f = 1;\n${text}`)).toBe(1);
  });

  test('the language itself is fine, and so is what is declared', () => {
    expect(check('const m = new Map([[1, Math.max(1, 2)]]); JSON.stringify([...m]);')).toBe(0);
    expect(check('export function f(process: P, ...rest: Q[]) { return [process, rest]; }')).toBe(
      0,
    );
    expect(check('var a = 1; function f() { return a + b; var b = 1; }')).toBe(0);
    expect(check('loop: for (;;) break loop;')).toBe(0);
  });

  test('other folders may use more', () => {
    expect(checkPurity([fixture('foundation/a.ts', 'process.pid;')])).toEqual([]);
  });
});
