import { writeFile } from 'node:fs/promises';
import { readBaseline, saveBaseline } from '#src/evaluation/compare/baseline-file.ts';
import { compare } from '#src/evaluation/compare/compare.ts';
import { type ConfiguredAgents, configureAgents } from '#src/evaluation/configured-agents.ts';
import { crossValidate, crossValidationReport } from '#src/evaluation/cross-validate.ts';
import { contentOfVersion, evaluatedVersions } from '#src/evaluation/evaluate-company.ts';
import { evaluateWhole, type WholeEvaluation } from '#src/evaluation/evaluate-whole.ts';
import { clockAt } from '#src/evaluation/evaluation-clock.ts';
import { checkGate, gateFile, renewGate } from '#src/evaluation/gate/gate.ts';
import { gateText } from '#src/evaluation/gate/gate-text.ts';
import { htmlReport } from '#src/evaluation/report/html-report.ts';
import { terminalReport, wrongAnswers } from '#src/evaluation/report/terminal-report.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import type { Command, CommandIo } from '../command.ts';
import { hostServices } from '../compose-version.ts';
import { loadConfiguration } from '../configuration.ts';
import { dataSettings } from '../settings.ts';
import { type EvalOptions, parseEval, partsOf, usage } from './eval-options.ts';

/** `supportmax eval`: how often the desk answers rightly, wrongly, or hands over. */
export const evaluate: Command = {
  name: 'eval',
  summary: 'measure how well the desk answers its evaluation questions',
  usage,
  run,
};

/** What is evaluated: a company's folder, read. */
interface Company {
  readonly directory: string;
  readonly content: Content;
}

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = parseEval(argv);
  const directory = options.content ?? dataSettings(io.environment).contentDirectory;
  const content = await loadContent(directory);
  for (const { file, line, message } of content.problems) {
    io.stderr(`left out: ${file}, line ${line}: ${message}\n`);
  }
  if (options.gate) return runGate(options, { directory, content }, io);
  if (options.set === 'training') {
    const result = crossValidate(contentOfVersion(options.version ?? 'v1', content));
    io.stdout(options.json ? `${JSON.stringify(result)}\n` : crossValidationReport(result));
    return 0;
  }
  await runQuestions(options, { directory, content }, io);
  return 0;
}

async function runQuestions(options: EvalOptions, company: Company, io: CommandIo): Promise<void> {
  // Before anything is measured: a baseline that cannot be read is said at once.
  const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline);
  const measured = await measure(options, company, io);
  const { outcomes, measurement } = measured;
  const comparison = baseline && compare(baseline, measurement);
  const report = { ...measured.report, comparison };
  if (options.save !== undefined) await saveBaseline(options.save, measurement);
  if (options.html !== undefined) await write(options.html, htmlReport(report));
  if (options.json) io.stdout(`${JSON.stringify(report)}\n`);
  else io.stdout(`${terminalReport(report)}${options.verbose ? wrongAnswers(outcomes) : ''}`);
}

async function measure(
  options: EvalOptions,
  { directory, content: whole }: Company,
  io: CommandIo,
): Promise<WholeEvaluation> {
  const { version = 'v1', half, atMs } = options;
  const { settings } = await loadConfiguration(version, undefined, io.environment);
  const content = contentOfVersion(version, whole);
  const stopping = new AbortController();
  const configured = await configureAgents(settings, content, hostOf(settings, stopping, io));
  if (configured) io.stderr(`${configured.describe}\n`);
  return evaluateWhole({
    directory,
    content,
    version,
    half,
    parts: partsOf(options, configured !== null),
    agents: configured?.describe ?? 'statistical',
    clock: atMs === undefined ? systemClock : clockAt(systemClock, atMs),
    ...(configured && { inForms: configured.inForms }),
    onTrained: (millis) =>
      io.stderr(`${content.articles.length} articles, trained in ${Math.round(millis)} ms\n`),
  }).finally(async () => {
    stopping.abort();
    await pay(configured, io);
  });
}

async function runGate(options: EvalOptions, company: Company, io: CommandIo): Promise<number> {
  const versions = options.version ? [options.version] : evaluatedVersions;
  let exitCode = 0;
  for (const version of versions) {
    const gated = { ...company, version, clock: systemClock };
    const path = gateFile(company.directory, version);
    if (options.gate === 'renew') {
      io.stdout(`written: ${await renewGate(gated)}\n`);
      continue;
    }
    const result = await checkGate(gated);
    if (result.fell.length > 0) exitCode = 1;
    io.stdout(
      options.json
        ? `${JSON.stringify({ version, fell: result.fell, comparison: result.comparison })}\n`
        : gateText(version, path, result),
    );
  }
  return exitCode;
}

const hostOf = ({ log }: DeskSettings, stopping: AbortController, io: CommandIo) =>
  hostServices({
    logLevel: log.level,
    stopping: stopping.signal,
    progress: (message) => io.stderr(`${message}\n`),
  });

/** Tells what the model cost, and closes it. */
async function pay(configured: ConfiguredAgents | null, io: CommandIo): Promise<void> {
  if (!configured) return;
  io.stderr(`the model cost $${(await configured.spentUsd()).toFixed(4)} at most\n`);
  await configured.close();
}

async function write(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not_found' : 'unavailable';
    throw new SupportError(code, `cannot write ${path}`, { cause: error });
  }
}
