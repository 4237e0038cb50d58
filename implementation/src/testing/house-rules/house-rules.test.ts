/** The rules of the house, checked on the project's own code. The other tests here check the rules. */
import { expect, test } from 'vitest';
import { readCitations } from '../requirements/citations.ts';
import { readRegister } from '../requirements/register.ts';
import { checkBannedGlobals, checkPurity } from './banned-globals.ts';
import { checkDocuments, checkFolderTable } from './documents.ts';
import {
  checkEvaluationUnnamed,
  checkEvaluationUnreached,
  checkNoWholeFolders,
} from './evaluation-unread.ts';
import { expectNone } from './finding.ts';
import { checkFunctions } from './function-rules.ts';
import {
  checkGenerated,
  generatedFiles,
  readCommitted,
  readGeneratedPaths,
} from './generated-files.ts';
import { checkCycles, checkLayers, checkSteps } from './import-rules.ts';
import {
  checkExports,
  checkFileSizes,
  checkFunctionLengths,
  checkNames,
  limits,
  lineCount,
  longFiles,
} from './shape-rules.ts';
import { checkFilesFound, checkStacks } from './shipping-rules.ts';
import { readCode, type SourceFile } from './source-file.ts';
import {
  checkContentUnknown,
  checkFocusedTests,
  checkMachinePaths,
  checkMarkers,
  readCompanyNames,
  readPaths,
  readTexts,
} from './text-rules.ts';

const onCode = [
  ['layers', checkLayers, 'a part that only looks down can be read, tested and deployed alone'],
  ['files found', checkFilesFound, 'a bundle carries what it needs at its side, and nothing else'],
  ['stacks', checkStacks, 'what is deployed must not load what it deploys, nor the desk Terraform'],
  ['cycles', checkCycles, 'files in a circle can only be understood, and loaded, all at once'],
  [
    'steps',
    checkSteps,
    'one place decides which step comes next, so every engine runs the same way',
  ],
  [
    'purity',
    checkPurity,
    'the same log must fold to the same ticket, on every machine and for ever',
  ],
  ['globals', checkBannedGlobals, 'what is passed in can be replayed, simulated and tested'],
  ['file sizes', checkFileSizes, 'a file that fits in the head gets read before it gets changed'],
  ['function lengths', checkFunctionLengths, 'a function that fits on a screen has one job'],
  ['names', checkNames, 'a file is found by the name of what it exports, on every file system'],
  ['functions', checkFunctions, 'a host finds a function by its name, and a reader at a glance'],
  ['exports', checkExports, 'one name for one thing, and an import that says where it lives'],
  ['evaluation named', checkEvaluationUnnamed, 'a desk that has seen the questions proves nothing'],
  ['evaluation reached', checkEvaluationUnreached, 'what measures the desk is no part of the desk'],
  ['whole folders', checkNoWholeFolders, 'the evaluation lies below the content that gets indexed'],
  ['markers', checkMarkers, 'a note in the code is work that nobody plans'],
  ['focused tests', checkFocusedTests, 'one focused test hides every failure beside it'],
] as const satisfies [string, (files: readonly SourceFile[]) => unknown, string][];

test.each(onCode)('%s', (rule, check, why) => {
  expectNone(rule, why, check(readCode()));
});

test('there is code to check', () => {
  const folders = new Set(readCode().map(({ path }) => path.split('/').slice(0, 3).join('/')));
  expect([...folders]).toEqual(
    expect.arrayContaining([
      'implementation/src/domain',
      'implementation/src/ports',
      'implementation/content/check',
    ]),
  );
});

test('sizes: the longest files, and the median of all', () => {
  const counts = readCode()
    .map((file) => [lineCount(file), file.path] as const)
    .sort(([a], [b]) => b - a);
  const median = counts[counts.length >> 1]?.[0] ?? 0;
  const longest = counts.slice(0, 3).map(([lines, path]) => `${path} ${lines}`);
  console.log(`${counts.length} files, median ${median} lines; longest: ${longest.join(', ')}`);
  for (const path of Object.keys(longFiles)) {
    const file = counts.find(([, one]) => one === path);
    expect(file?.[0], `${path} is listed as long; take it off the list`).toBeGreaterThan(
      limits.fileLines,
    );
  }
});

test('machine paths', () => {
  const why = 'a clone runs on every machine, and tells nothing of the one it was written on';
  expectNone('machine paths', why, checkMachinePaths(readTexts()));
});

test('documents', () => {
  const paths = new Set(readPaths());
  const documents = readTexts().filter(({ path }) => path.endsWith('.md'));
  const why = 'a document that names what is not there is not believed about the rest either';
  expectNone('documents', why, checkDocuments(documents, paths));
  const folders = new Set(
    readCode().flatMap(({ path }) => /^implementation\/src\/([\w-]+)\//.exec(path)?.[1] ?? []),
  );
  const readme = documents.find(({ path }) => path === 'implementation/src/README.md');
  if (readme === undefined) throw new Error('implementation/src/README.md is missing');
  expectNone('documents', why, checkFolderTable(readme, [...folders]));
});

test('content unknown', () => {
  const names = readCompanyNames();
  expect(names.length).toBeGreaterThan(0);
  const why = 'the product serves any company; a name in the code is an answer learned by heart';
  expectNone('content unknown', why, checkContentUnknown(readTexts(), names));
});

test('generated files', async () => {
  const findings = await checkGenerated(readGeneratedPaths(), generatedFiles, readCommitted);
  const why = 'what is generated and committed is read as the truth, so it has to be';
  expectNone('generated files', why, findings);
});

test('citations', () => {
  const ids = new Set(readRegister().flatMap(({ rows }) => rows.map(({ id }) => id)));
  const why = 'docs/requirements.md promises what the citations say';
  expectNone('citations', why, readCitations(readCode(), ids).findings);
});
