import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { keptKnowledgeOf } from '#src/versions/kits/parts/brain.ts';
import { UsageError } from '../command.ts';
import { CommandSandbox } from './command-sandbox.ts';
import { knowledge } from './knowledge.ts';

let box: CommandSandbox;
beforeEach(() => {
  box = new CommandSandbox();
  mkdirSync(box.path('company/articles'), { recursive: true });
  mkdirSync(box.path('docs'));
  const policy = {
    company: 'Example',
    languages: ['de'],
    hours: { timeZone: 'UTC', days: {} },
    minimumConfidence: 0.5,
    intents: { greeting: [], thanks: [], personRequest: [], sensitive: [] },
    nextSteps: {},
  };
  box.write('company/policy.json', JSON.stringify(policy));
  box.write('company/articles/own.html', '<h1>Own</h1><p>Text.');
});
afterEach(() => box.remove());

const load = async (from: string) => {
  const printed: string[] = [];
  const io = {
    stdout: (text: string) => void printed.push(text),
    stderr: () => {},
    environment: { SUPPORTMAX_CONTENT: box.path('company') },
  };
  const argv = ['load', from, '--data', box.path('data')];
  const text = { exitCode: await knowledge.run(argv, io), printed: printed.join('') };
  printed.length = 0;
  await knowledge.run([...argv, '--json'], io);
  return { ...text, report: JSON.parse(printed.join('')) };
};
const known = async () => {
  const kept = keptKnowledgeOf(box.path('data'));
  const { articles } = await loadContent(box.path('company'), { kept });
  return articles.map(({ id, language }) => `${id} ${language}`);
};

test('a folder is loaded, changed, and forgotten file by file', async () => {
  box.write('docs/a.html', '<h1>A</h1><p>One.');
  box.write('docs/b.csv', 'question,answer,id\nB?,Yes.,b\n');
  box.write('docs/c.pdf', 'no PDF');
  const first = await load(box.path('docs'));
  expect(first.exitCode).toBe(1);
  expect(first.printed).toBe(
    'added      a.html\nadded      b.csv\nskipped    c.pdf: data_corrupt: It is no PDF, or is damaged.\n2 articles: 2 added, 0 unchanged, 1 skipped\n',
  );
  expect(first.report).toMatchObject({ articles: 2, unchanged: 2, skipped: 1, leftOut: [] });
  expect(await known()).toEqual(['own de', 'a de', 'b de']);

  writeFileSync(box.path('docs/a.html'), '<h1>A</h1><p>Two.');
  rmSync(box.path('docs/b.csv'));
  rmSync(box.path('docs/c.pdf'));
  const second = await load(box.path('docs'));
  expect(second).toMatchObject({
    exitCode: 0,
    printed: 'changed    a.html\nremoved    b.csv\n1 articles: 1 changed, 0 unchanged, 1 removed\n',
  });
  expect(await known()).toEqual(['own de', 'a de']);
});

test('an article of the company keeps its id', async () => {
  box.write('docs/own.html', '<h1>Other</h1><p>Text.');
  const { exitCode, report } = await load(box.path('docs'));
  expect(exitCode).toBe(1);
  expect(report.leftOut).toMatchObject([{ message: expect.stringContaining('own is taken') }]);
});

test('a folder of somebody else is not written to, that of a running desk is', async () => {
  mkdirSync(box.path('data'));
  box.write('data/letter.txt', 'mine');
  await expect(load(box.path('docs'))).rejects.toMatchObject({ code: 'invalid_argument' });
  rmSync(box.path('data/letter.txt'));
  const running = openDataDirectory(box.path('data'));
  box.write('docs/a.html', '<h1>A</h1><p>One.');
  expect((await load(box.path('docs'))).exitCode).toBe(0);
  running.release();
  // And the desk finds its folder as it left it.
  openDataDirectory(box.path('data')).release();
  expect(await known()).toEqual(['own de', 'a de']);
});

test('a website is loaded by its address', async () => {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const list = `<urlset ><url><loc>http://127.0.0.1:${port}/x</loc></url></urlset>`;
    if (request.url === '/robots.txt') return response.writeHead(404).end();
    response.setHeader('content-type', 'text/html');
    return response.end(request.url === '/x' ? '<h1>X</h1><p>Text.' : list);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const result = await load(`http://127.0.0.1:${port}`);
  server.close();
  expect(result.report).toMatchObject({ articles: 1, source: `http://127.0.0.1:${port}/` });
  expect(await known()).toEqual(['own de', 'x de']);
});

test('what is meant is said', async () => {
  const io = { stdout: () => {}, stderr: () => {}, environment: {} };
  for (const argv of [[], ['drop', 'x'], ['load'], ['load', 'a', 'b'], ['load', 'a', '--x']]) {
    await expect(knowledge.run(argv, io)).rejects.toThrow(UsageError);
  }
  await expect(load('ftp://a.test/')).rejects.toMatchObject({ code: 'invalid_argument' });
  await expect(load(box.path('nowhere'))).rejects.toMatchObject({ code: 'not_found' });
});
