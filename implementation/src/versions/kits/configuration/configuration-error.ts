import { SupportError } from '#src/foundation/support-error.ts';
import type { SettingProblem } from '#src/versions/kits/settings/setting-problems.ts';

/** More than this many are not printed: a file with more is not a configuration. */
const mostShown = 20;

/** Everything that is wrong with a configuration, a line for each. */
export class ConfigurationError extends SupportError {
  /** What people know the configuration by: its path or its variable. */
  readonly from: string;
  readonly problems: readonly SettingProblem[];

  constructor(from: string, problems: readonly SettingProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const shown = problems.slice(0, mostShown).map((one) => `  ${lineOf(one)}`);
    const more = problems.length > mostShown ? [`  and ${problems.length - mostShown} more`] : [];
    const lines = [`the configuration ${from} has ${count}`, ...shown, ...more];
    super('invalid_argument', lines.join('\n'));
    this.name = 'ConfigurationError';
    this.from = from;
    this.problems = problems;
  }
}

/** `model.name: is missing; …`; a problem of the whole stands alone. */
export const lineOf = ({ path, message }: SettingProblem): string =>
  path === '' ? message : `${path}: ${message}`;
