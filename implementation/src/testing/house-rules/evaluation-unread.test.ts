import { describe, expect, test } from 'vitest';
import {
  checkEvaluationUnnamed,
  checkEvaluationUnreached,
  checkNoWholeFolders,
} from './evaluation-unread.ts';
import { fixture, places } from './fixture.ts';

describe('naming the data', () => {
  const named = [
    `const a = join(folder, 'evaluation');`,
    `const a = 'content/x/evaluation/questions.jsonl';`,
    'const a = `$' + '{folder}/evaluation/questions.jsonl`;',
  ];
  test.each(named)('%s', (text) => {
    expect(checkEvaluationUnnamed([fixture('knowledge/a.ts', text)])).not.toEqual([]);
    expect(checkEvaluationUnnamed([fixture('knowledge/a.test.ts', text)])).not.toEqual([]);
    expect(checkEvaluationUnnamed([fixture('evaluation/a.ts', text)])).toEqual([]);
  });

  test('the module, the word and a comment are fine', () => {
    const text = `import { e } from '#src/evaluation/e.ts';\n// evaluation/questions
const b = 'an evaluation of the desk'; await import('#src/evaluation/e.ts');`;
    expect(checkEvaluationUnnamed([fixture('cli/a.ts', text)])).toEqual([]);
  });
});

describe('reaching the evaluation', () => {
  const evaluation = fixture('evaluation/run.ts', '');

  test('through two files', () => {
    const files = [
      fixture('knowledge/index.ts', `\nimport './load.ts';`),
      fixture('knowledge/load.ts', `import '#src/evaluation/run.ts';`),
      evaluation,
    ];
    expect(places(checkEvaluationUnreached(files))).toEqual([
      'knowledge/index.ts:2',
      'knowledge/load.ts:1',
    ]);
  });

  test('through the command line', () => {
    const files = [
      fixture('hosts/a.ts', `import '#src/cli/commands/eval.ts';`),
      fixture('cli/commands/eval.ts', `await import('#src/evaluation/run.ts');`),
      evaluation,
    ];
    expect(places(checkEvaluationUnreached(files))).toEqual(['hosts/a.ts:1']);
  });
});

test('a folder is not read with all below it', () => {
  const text = [
    'readdirSync(folder, { recursive: true });',
    'await fs.readdir(folder, { withFileTypes: true, recursive: true });',
    `globSync('**/*.md');`,
    'readdirSync(folder); mkdirSync(folder, { recursive: true });',
  ].join('\n');
  expect(places(checkNoWholeFolders([fixture('knowledge/a.ts', text)]))).toEqual([
    'knowledge/a.ts:1',
    'knowledge/a.ts:2',
    'knowledge/a.ts:3',
  ]);
  expect(checkNoWholeFolders([fixture('knowledge/a.test.ts', text)])).toEqual([]);
  expect(checkNoWholeFolders([fixture('hosts/laptop/message-files.ts', text)])).toEqual([]);
});
