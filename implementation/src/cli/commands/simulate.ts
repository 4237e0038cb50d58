import { configureAgents } from '#src/evaluation/configured-agents.ts';
import {
  type QuestionSet,
  questionSets,
  simulateCompany,
} from '#src/evaluation/simulate/simulate-company.ts';
import { shortcomingsText, simulationText } from '#src/evaluation/simulate/simulation-text.ts';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import type { Command, CommandIo } from '../command.ts';
import { UsageError } from '../command.ts';
import { hostServices } from '../compose-version.ts';
import { loadConfiguration } from '../configuration.ts';
import { parseOptions } from '../parse-options.ts';
import { dataSettings } from '../settings.ts';

const usage = `supportmax simulate [options]

Lets customers made of scenarios talk to a desk over its API: they ask, ask again, say thanks,
complain, want a person, come back after days. Tells how many the agent helped, as the desk believes
and as it is, and how surely each scenario ends right every time. Nothing is kept. A model that
SUPPORTMAX_CONFIG names is asked as the desk would ask it, and costs what it costs.

  --seed N          other goals, other words, other moods (default 1)
  --runs K          how often each scenario is played (default 5; pass^5 needs 5)
  --stream N        N conversations as they come in on ordinary days, in place of every scenario:
                    mostly one question, one in five for people or trouble
  --set NAME        what they ask: questions (default) of the evaluation, or training: a tenth of
                    the training questions, which the desk has not learned from then
  --silence DAYS    after so many days of silence an answer is taken for a resolution (default 3)
  --attentive       every customer reads what they are asked to choose from
  --manners         also asks each question that has an answer as it is, with typing errors, as a
                    letter, …: what the manner of writing costs
  --content DIR     the company's folder; SUPPORTMAX_CONTENT or the sample company unless told
  --verbose         lists the runs that did not end right
  --json            prints one JSON document`;

/** No reopening for so many days makes a resolution durable. */
const durableDays = 7;

/** `supportmax simulate`: what simulated customers get out of the desk. */
export const simulate: Command = {
  name: 'simulate',
  summary: 'let simulated customers talk to the desk, and measure what comes of it',
  usage,
  run,
};

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = parseOptions(
    argv,
    ['seed', 'runs', 'stream', 'set', 'silence', 'content'],
    ['json', 'verbose', 'manners', 'attentive'],
    [],
  );
  const seed = wholeNumber('seed', options.seed ?? '1', 0, 4_294_967_295);
  const runs = wholeNumber('runs', options.runs ?? '5', 1, 100);
  const stream =
    options.stream === undefined ? undefined : wholeNumber('stream', options.stream, 1, 100_000);
  const silenceDays = wholeNumber('silence', options.silence ?? '3', 1, 365);
  const questions = questionSetOf(options.set ?? 'questions');
  const { settings } = await loadConfiguration('v1', undefined, io.environment);
  const directory = options.content ?? dataSettings(io.environment).contentDirectory;
  const content = await loadContent(directory);
  for (const { file, line, message } of content.problems) {
    io.stderr(`left out: ${file}, line ${line}: ${message}\n`);
  }
  const stopping = new AbortController();
  const host = hostServices({
    logLevel: settings.log.level,
    stopping: stopping.signal,
    progress: (message) => io.stderr(`${message}\n`),
  });
  const configured = await configureAgents(settings, content, host);
  try {
    const { report, runs: played } = await simulateCompany({
      directory,
      content,
      questions,
      seed,
      runs,
      stream,
      terms: { silenceDays, durableDays },
      tryManners: options.manners,
      attentive: options.attentive,
      clock: systemClock,
      ...(configured && { inForms: configured.inForms }),
      onTrained: (millis) => io.stderr(`trained in ${Math.round(millis)} ms\n`),
    });
    if (options.json) io.stdout(`${JSON.stringify(report)}\n`);
    else io.stdout(`${simulationText(report)}${options.verbose ? shortcomingsText(played) : ''}`);
  } finally {
    stopping.abort();
    await configured?.close();
  }
  return 0;
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name} wants a whole number from ${least} to ${most}, not ${value}`);
}

function questionSetOf(name: string): QuestionSet {
  if (Object.hasOwn(questionSets, name)) return name as QuestionSet;
  throw new UsageError(`there is no set ${JSON.stringify(name)}`);
}
