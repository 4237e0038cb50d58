import { writeFile } from 'node:fs/promises';
import { type ConfiguredAgents, configureAgents } from '#src/evaluation/configured-agents.ts';
import { crossValidate, crossValidationReport } from '#src/evaluation/cross-validate.ts';
import {
  contentOfVersion,
  type EvaluatedVersion,
  evaluateCompany,
  evaluatedVersions,
} from '#src/evaluation/evaluate-company.ts';
import { htmlReport } from '#src/evaluation/html-report.ts';
import { terminalReport, wrongAnswers } from '#src/evaluation/terminal-report.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import type { Command, CommandIo } from '../command.ts';
import { UsageError } from '../command.ts';
import { hostServices } from '../compose-version.ts';
import { loadConfiguration } from '../configuration.ts';
import { parseOptions } from '../parse-options.ts';
import { dataSettings } from '../settings.ts';

const usage = `supportmax eval [options]

Asks the desk every evaluation question, through the journey that customers' messages take, and
counts right answers, wrong ones and handoffs. The questions are read after all training is done.
A model that SUPPORTMAX_CONFIG names is asked as the desk would ask it, and costs what it costs.

  --version NAME   v0.5, whose articles are the FAQs alone, or v1 (default)
  --set NAME       questions (default), or training: cross-validation on the training questions,
                   which settings are chosen by
  --content DIR    the company's folder; SUPPORTMAX_CONTENT or the sample company unless told
  --html FILE      writes a page with the figures as charts
  --verbose        lists the wrong answers by question id
  --json           prints one JSON document`;

/** `supportmax eval`: how often the desk answers rightly, wrongly, or hands over. */
export const evaluate: Command = {
  name: 'eval',
  summary: 'measure how well the desk answers its evaluation questions',
  usage,
  run,
};

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = parseOptions(
    argv,
    ['version', 'set', 'content', 'html'],
    ['json', 'verbose'],
    [],
  );
  const version = versionOf(options.version ?? 'v1');
  const { settings } = await loadConfiguration(version, undefined, io.environment);
  const directory = options.content ?? dataSettings(io.environment).contentDirectory;
  const content = contentOfVersion(version, await loadContent(directory));
  for (const { file, line, message } of content.problems) {
    io.stderr(`left out: ${file}, line ${line}: ${message}\n`);
  }
  if (options.set === 'training') {
    const result = crossValidate(content);
    io.stdout(options.json ? `${JSON.stringify(result)}\n` : crossValidationReport(result));
    return 0;
  }
  if (options.set !== undefined && options.set !== 'questions') {
    throw new UsageError(`there is no set ${JSON.stringify(options.set)}`);
  }
  const stopping = new AbortController();
  const configured = await configureAgents(settings, content, hostOf(settings, stopping, io));
  if (configured) io.stderr(`${configured.describe}\n`);
  const { report, outcomes } = await evaluateCompany({
    directory,
    content,
    version,
    clock: systemClock,
    ...(configured && { inForms: configured.inForms }),
    onTrained: (millis) =>
      io.stderr(`${content.articles.length} articles, trained in ${Math.round(millis)} ms\n`),
  }).finally(async () => {
    stopping.abort();
    await pay(configured, io);
  });
  if (options.html !== undefined)
    await write(options.html, htmlReport(report, content.policy.company));
  if (options.json) io.stdout(`${JSON.stringify(report)}\n`);
  else io.stdout(`${terminalReport(report)}${options.verbose ? wrongAnswers(outcomes) : ''}`);
  return 0;
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

function versionOf(name: string): EvaluatedVersion {
  const version = evaluatedVersions.find((one) => one === name);
  if (!version) throw new UsageError(`there is no version ${JSON.stringify(name)}`);
  return version;
}

async function write(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not_found' : 'unavailable';
    throw new SupportError(code, `cannot write ${path}`, { cause: error });
  }
}
