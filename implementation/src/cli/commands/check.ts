import { systemClock } from '#src/foundation/time.ts';
import {
  ConfigurationError,
  lineOf,
} from '#src/versions/kits/configuration/configuration-error.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import type { Finding } from '#src/versions/kits/settings/model-finding.ts';
import { settingFindings } from '#src/versions/kits/settings/setting-findings.ts';
import { type VersionName, versionNames } from '#src/versions/versions.ts';
import type { Command, CommandIo } from '../command.ts';
import { UsageError } from '../command.ts';
import { loadConfiguration } from '../configuration.ts';
import { parseArguments } from '../parse-options.ts';

const usage = `supportmax check [${versionNames.join('|')}] [--config FILE] [--ask] [--json]

Reads the configuration as a desk does at its start, and tries whether its model can be reached,
which costs nothing. Exit code 0: nothing is wrong.

  v1             the version whose defaults count (default)
  --config FILE  SUPPORTMAX_CONFIG unless told otherwise
  --ask          asks the model one small question, which costs a fraction of a cent
  --json         prints one JSON document`;

/** `supportmax check`: what a desk would make of its configuration. */
export const check: Command = {
  name: 'check',
  summary: 'look whether the configuration is right and its model answers',
  usage,
  run,
};

interface Checked {
  /** Where the configuration comes from; null where nothing is configured. */
  readonly from: string | null;
  /** Null where the configuration is wrong. */
  readonly settings: DeskSettings | null;
  readonly findings: readonly Finding[];
}

async function run(argv: string[], io: CommandIo): Promise<number> {
  const { version, config, ask, json } = parse(argv);
  const checked = await checkConfiguration(version, config, ask, io);
  const ok = checked.findings.every(({ status }) => status !== 'wrong');
  // Secrets in the settings show nothing of themselves.
  if (json) io.stdout(`${JSON.stringify({ ok, version, ...checked })}\n`);
  else io.stdout(readableAll(checked));
  return ok ? 0 : 1;
}

async function checkConfiguration(
  version: VersionName,
  config: string | undefined,
  ask: boolean,
  io: CommandIo,
): Promise<Checked> {
  try {
    const { settings, from } = await loadConfiguration(version, config, io.environment);
    const message =
      from === null
        ? 'nothing is configured: the defaults hold'
        : `the configuration ${from} can be used`;
    const read: Finding = { status: 'right', path: '', message };
    const findings = [read, ...settingFindings(settings), ...(await tryModel(settings, ask))];
    return { from, settings, findings };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const wrong = error.problems.map((problem) => ({ ...problem, status: 'wrong' as const }));
    return { from: error.from, settings: null, findings: wrong };
  }
}

/** Loaded only where a model is configured, as in the desk. */
async function tryModel(desk: DeskSettings, ask: boolean): Promise<Finding[]> {
  const { model: settings } = desk;
  if (!settings) return [];
  const { createModelDriver } = await import('#src/versions/kits/model-driver.ts');
  const { LanguageModel } = await import('#src/ports/language-model/language-model.ts');
  const { askFindings, probeFindings } = await import('#src/versions/kits/settings/check-model.ts');
  const driver = await createModelDriver(settings);
  const limits = { maxAttempts: 1 };
  const model = new LanguageModel({ driver, clock: systemClock, random: Math.random, limits });
  const trial = { model, settings, clock: systemClock };
  try {
    const probed = await probeFindings(trial);
    if (!ask) return probed;
    const asked = await askFindings(trial, desk);
    // What came of the question counts more than what the probe left open.
    const told = new Set(asked.map(({ path }) => path));
    const proved = asked.some(({ status }) => status === 'right');
    const open = probed.filter(({ path, status }) => {
      return !told.has(path) && (status === 'right' || !proved);
    });
    return [...open, ...asked];
  } finally {
    await model.close();
  }
}

const marks = { right: '✓', doubtful: '!', wrong: '✗' } as const;

/** A line for each finding; where nothing can be used, which configuration that is comes first. */
function readableAll({ from, settings, findings }: Checked): string {
  const message = `the configuration ${from} cannot be used`;
  const whole: Finding[] = settings ? [] : [{ status: 'wrong', path: '', message }];
  return [...whole, ...findings].map((finding) => `${readable(finding)}\n`).join('');
}

const readable = (finding: Finding): string => `${marks[finding.status]} ${lineOf(finding)}`;

function parse(argv: readonly string[]) {
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      ask: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [name = 'v1', ...more] = positionals;
  const version = versionNames.find((one) => one === name);
  if (version === undefined || more.length > 0) {
    throw new UsageError(`check takes one version: ${versionNames.join(' or ')}`);
  }
  if (values.config === '') throw new UsageError('--config is empty');
  const { config, ask = false, json = false } = values;
  return { version, config, ask, json };
}
