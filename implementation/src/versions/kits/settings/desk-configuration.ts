import type * as z from 'zod';
import type { LogLevel } from '#src/foundation/logger.ts';
import type { AgentForm, DeskSettings } from './desk-settings.ts';
import { modelConfiguration, toModelSettings } from './model-settings.ts';
import type { ReadSecret } from './secret-reference.ts';
import { capUsd, group, oneOf, share, wholeNumber } from './setting-types.ts';

/** In what the versions differ where nothing is configured. */
export interface DeskDefaults {
  readonly answerWithinMs: number;
  readonly logLevel: LogLevel;
}

const forms = ['statistical', 'cascade', 'model'] as const satisfies AgentForm[];

/**
 * What may stand in a configuration. A key that is not named here is refused. What keys ask of each
 * other is in setting-rules.ts; read-configuration.ts holds a configuration against both.
 */
export const deskConfiguration = (defaults: DeskDefaults, readSecret: ReadSecret) =>
  group({
    model: modelConfiguration(readSecret).optional(),
    brain: group({
      classify: oneOf(forms).optional(),
      answer: oneOf(forms).optional(),
      sureEnough: share().default(0.8),
    }).prefault({}),
    answerWithinMs: wholeNumber(200, 30_000, 'milliseconds').default(defaults.answerWithinMs),
    spending: group({
      dailyCapUsd: capUsd().default(5),
    }).prefault({}),
    log: group({
      level: oneOf(['debug', 'info', 'warn', 'error']).default(defaults.logLevel),
      messages: oneOf(['redacted', 'none']).default('redacted'),
    }).prefault({}),
  });

export function toDeskSettings(
  configuration: z.output<ReturnType<typeof deskConfiguration>>,
): DeskSettings {
  const { model, brain, answerWithinMs, spending, log } = configuration;
  const form = model === undefined ? 'statistical' : 'cascade';
  return {
    model: model === undefined ? null : toModelSettings(model),
    brain: { ...brain, classify: brain.classify ?? form, answer: brain.answer ?? form },
    answerWithinMs,
    spending,
    log,
  };
}
